// This file implements the making of AST nodes, and the checks of syntax that the grammar leaves to its actions.
#include "parser/builder.h"

#include <algorithm>

#include "lexer/literal.h"
#include "lexer/unicode.h"
#include "parser/ast/print.h"
#include "parser/grammar.h"
#include "support/check.h"

namespace golite::parser {

using lexer::Lexeme;
using lexer::SemicolonKind;
using lexer::Token;

namespace {

// Deeper nesting is an error, so that no later pass that recurses over the tree can run out of stack.
constexpr size_t kMaxBrackets = 1000;
constexpr uint16_t kMaxHeight = 10000;

}  // namespace

Builder::Builder(SourceFile& source, ParseContext& context, ParseMode mode)
    : source_(source),
      context_(context),
      scanner_(source, context.interner, context.diags),
      errors_before_(context.diags.error_count()) {
  tokens_.Read(scanner_, mode, source.size());
  pending_.reserve(256);
  directives_ = context.arena.NewArray<ast::Directive>(scanner_.directives().size());
  for (size_t i = 0; i < directives_.size(); ++i) {
    const lexer::DirectiveComment& comment = scanner_.directives()[i];
    directives_[i] = {source.PosAt(comment.offset), comment.text};
  }
}

Builder::Builder(SourceFile& source, ParseContext& context, const ast::BlockStmt& body)
    : source_(source),
      context_(context),
      scanner_(source, context.interner, context.diags, source.OffsetOf(body.pos)),
      errors_before_(context.diags.error_count()) {
  tokens_.ReadBlock(scanner_);
  pending_.reserve(256);
}

void Builder::RunBody(ast::BlockStmt& body) {
  Run();
  GOLITE_CHECK(block_ != nullptr, "a function body of the library has a syntax error");
  body.list = block_->list;
  body.skipped = false;
}

ast::BlockStmt* Builder::SkippedBody(TokenIndex body) {
  auto* block = Make<ast::BlockStmt>(pos(body));
  block->rbrace = pos(body) + (tokens_[body].length - 1);
  block->skipped = true;
  return block;
}

ast::File* Builder::Run() {
  golite_yyparse(*this);
  for (const ast::TypeAssertExpr* guard : guards_) {
    context_.diags.Report<Diag::kTypeSwitchGuardOutside>(ast::StartPos(*guard));
  }
  return file_;
}

int Builder::NextToken(TokenIndex& token) {
  const int terminal = stopped_ ? static_cast<int>(GOLITE_YYEOF) : tokens_.Next(token);
  lookahead_ = token;
  if (tokens_.depth() > kMaxBrackets && !stopped_) {
    ReportTooDeep();
    return GOLITE_YYEOF;
  }
  return terminal;
}

// ------------------------------------------------------------------------------------------------------------- errors

void Builder::SyntaxError(Pos pos, std::string_view text) {
  if (stopped_) return;
  context_.diags.Report<Diag::kSyntaxError>(pos, text);
}

void Builder::Unexpected(TokenIndex token, std::string_view text) {
  const Lexeme& lexeme = tokens_[token];
  // At the end of the file, whatever is missing is the echo of an earlier error.
  if (lexeme.token == Token::kEof && context_.diags.error_count() > errors_before_) return;
  const std::string_view spelling = source_.text().substr(lexeme.offset, lexeme.length);
  std::string what;
  switch (lexeme.token) {
    case Token::kIdent: what = "name " + std::string(spelling); break;
    case Token::kInt:
    case Token::kFloat:
    case Token::kImag:
    case Token::kChar:
    case Token::kString: what = "literal " + std::string(spelling); break;
    case Token::kSemicolon:
      switch (lexeme.semicolon) {
        case SemicolonKind::kWritten: what = "semicolon"; break;
        case SemicolonKind::kNewline: what = "newline"; break;
        case SemicolonKind::kEof: what = "EOF"; break;
      }
      break;
    case Token::kComma: what = "comma"; break;
    default:
      if (IsKeyword(lexeme.token)) what = "keyword ";
      what += TokenText(lexeme.token);
  }
  SyntaxError(pos(token), "unexpected " + what + std::string(text));
}

void Builder::ReportSyntaxError(std::string_view text) {
  if (func_depth_ == 0 && text.starts_with("non-declaration") && tokens_[lookahead_].token == Token::kLbrace) {
    const auto* func = ast::TryAs<ast::FuncDecl>(last_decl_);
    if (func != nullptr && func->body == nullptr) text = "unexpected semicolon or newline before {";
  }
  if (lookahead_ >= 2) {
    // The parser has reduced an empty statement or an embedded type before it looked at the token.
    const Token previous = tokens_[lookahead_ - 1].token;
    const Token before = tokens_[lookahead_ - 2].token;
    const bool header = text.starts_with("expected {") || text.starts_with("missing {");
    if (header && (previous == Token::kIf || previous == Token::kFor || previous == Token::kSwitch ||
                   previous == Token::kSemicolon)) {
      text = "expected expression";
    }
    if (text == "expected for loop condition" && tokens_[lookahead_].token != Token::kLbrace) {
      text = "expected expression";
    }
    if (text == "expected operand" && tokens_[lookahead_].token != Token::kRbrack) text = "expected expression";
    if (text.starts_with("in struct type") && previous == Token::kIdent &&
        (before == Token::kLbrace || before == Token::kSemicolon || before == Token::kComma)) {
      text = "expected type";
    }
  }
  if (text.empty()) {
    Unexpected(lookahead_, "");
  } else if (text.starts_with("in ") || text.starts_with("at ") || text.starts_with("after ")) {
    Unexpected(lookahead_, " " + std::string(text));
  } else if (text.starts_with("expected ")) {
    Unexpected(lookahead_, ", " + std::string(text));
  } else if (tokens_[lookahead_].token != Token::kEof || context_.diags.error_count() == errors_before_) {
    SyntaxError(pos(lookahead_), text);
  }
}

void Builder::ReportTooDeep() {
  if (stopped_) return;
  SyntaxError(pos(lookahead_), "exceeded max nesting depth");
  stopped_ = true;
}

bool Builder::Recover(Sync sync) {
  if (stopped_) return false;
  auto starts_stmt = [](Token token) {
    switch (token) {
      case Token::kBreak:
      case Token::kConst:
      case Token::kContinue:
      case Token::kDefer:
      case Token::kFallthrough:
      case Token::kFor:
      case Token::kGo:
      case Token::kGoto:
      case Token::kIf:
      case Token::kReturn:
      case Token::kSelect:
      case Token::kSwitch:
      case Token::kType:
      case Token::kVar: return true;
      default: return false;
    }
  };
  auto is_sync = [&](Token token) {
    switch (sync) {
      case Sync::kTopLevel:
        return token == Token::kConst || token == Token::kType || token == Token::kVar || token == Token::kFunc ||
               token == Token::kImport;
      case Sync::kSpec:
        return token == Token::kSemicolon || token == Token::kRparen || (in_func() && starts_stmt(token));
      case Sync::kList:
        return token == Token::kRparen || token == Token::kRbrack || token == Token::kRbrace ||
               (in_func() && starts_stmt(token));
      case Sync::kBody: return token == Token::kIdent || token == Token::kRbrace || starts_stmt(token);
      case Sync::kHeader: return token == Token::kLbrace || token == Token::kRbrace || starts_stmt(token);
      case Sync::kField: return token == Token::kSemicolon || token == Token::kRbrace;
      case Sync::kStmt:
        return token == Token::kSemicolon || token == Token::kRbrace || token == Token::kCase ||
               token == Token::kDefault || starts_stmt(token);
      case Sync::kCase: return token == Token::kCase || token == Token::kDefault || token == Token::kRbrace;
    }
    return true;
  };
  TokenIndex i = lookahead_;
  // Two errors at one token: something has to give.
  if (i == last_recovery_ && tokens_[i].token != Token::kEof) ++i;
  if (sync == Sync::kStmt && (tokens_[i].token == Token::kElse || (i > 0 && tokens_[i - 1].token == Token::kFunc))) {
    i = SkipBlock(i);
  }
  while (tokens_[i].token != Token::kEof && !is_sync(tokens_[i].token)) ++i;
  if (tokens_[i].token == Token::kEof && sync != Sync::kTopLevel) return false;
  if (sync == Sync::kTopLevel) func_depth_ = 0;
  last_recovery_ = i;
  tokens_.Restart(i, /*in_header=*/sync == Sync::kHeader);
  return true;
}

// Returns the token after the block that starts on the line of token `i`, or `i` when there is none.
TokenIndex Builder::SkipBlock(TokenIndex i) const {
  TokenIndex k = i;
  while (tokens_[k].token != Token::kLbrace) {
    if (tokens_[k].token == Token::kSemicolon || tokens_[k].token == Token::kEof) return i;
    ++k;
  }
  for (int depth = 0; tokens_[k].token != Token::kEof; ++k) {
    if (tokens_[k].token == Token::kLbrace) ++depth;
    if (tokens_[k].token == Token::kRbrace && --depth == 0) return k + 1;
  }
  return k;
}

// -------------------------------------------------------------------------------------------------------------- nodes

template <typename T>
T* Builder::Make(Pos pos) {
  T* node = context_.arena.New<T>();
  node->kind = T::kKind;
  node->pos = pos;
  if constexpr (std::is_base_of_v<ast::Expr, T>) node->id = context_.ids.Next();
  return node;
}

template <typename T>
ast::List<T> Builder::Take(ListMark list) {
  std::span<T*> result = context_.arena.NewArray<T*>(pending_.size() - list);
  for (size_t i = 0; i < result.size(); ++i) result[i] = static_cast<T*>(pending_[list + i]);
  pending_.resize(list);
  return result;
}

template <typename T>
ast::List<T> Builder::One(T* node) {
  std::span<T*> result = context_.arena.NewArray<T*>(1);
  result[0] = node;
  return result;
}

void Builder::Above(ast::Expr* e, std::initializer_list<const ast::Expr*> operands) {
  uint16_t height = e->height;
  for (const ast::Expr* operand : operands) {
    if (operand != nullptr && operand->height >= height) height = static_cast<uint16_t>(operand->height + 1);
  }
  e->height = height;
  if (height > kMaxHeight) ReportTooDeep();
}

void Builder::AboveAll(ast::Expr* e, ast::List<ast::Expr> operands) {
  for (const ast::Expr* operand : operands) Above(e, {operand});
}

ast::Expr* Builder::Bad(Pos pos) {
  return Make<ast::BadExpr>(pos);
}

ListMark Builder::Begin(ast::Node* first) {
  const ListMark mark = Begin();
  pending_.push_back(first);
  return mark;
}

ListMark Builder::Append(ListMark list, ast::Node* node) {
  pending_.push_back(node);
  return list;
}

ListMark Builder::Prepend(ast::Node* first, ListMark list) {
  pending_.insert(pending_.begin() + list, first);
  return list;
}

void Builder::Discard(ListMark list) {
  if (list < pending_.size()) pending_.resize(list);
}

// --------------------------------------------------------------------------------------------- files and declarations

void Builder::StartFile(TokenIndex package, ast::Ident* name) {
  file_ = Make<ast::File>(pos(package));
  file_->source = source_.id();
  file_->name = name;
  file_->directives = directives_;
  file_->eof = source_.PosAt(source_.size());
  while (next_directive_ < directives_.size() && directives_[next_directive_].pos < file_->pos) ++next_directive_;
}

void Builder::FinishFile(ListMark decls) {
  file_->decls = Take<ast::Decl>(decls);
  std::vector<ast::Node*> imports;
  for (const ast::Decl* decl : file_->decls) {
    const auto* gen = ast::TryAs<ast::GenDecl>(decl);
    if (gen == nullptr || gen->tok != Token::kImport) continue;
    for (ast::Spec* spec : gen->specs) imports.push_back(spec);
  }
  const ListMark list = Begin();
  pending_.insert(pending_.end(), imports.begin(), imports.end());
  file_->imports = Take<ast::ImportSpec>(list);
}

ListMark Builder::AppendTopDecl(ListMark list, ast::Decl* decl) {
  const auto* gen = ast::TryAs<ast::GenDecl>(decl);
  if (gen == nullptr || gen->tok != Token::kImport) {
    seen_other_decl_ = true;
  } else if (seen_other_decl_) {
    SyntaxError(decl->pos, "imports must appear before other declarations");
  }
  last_decl_ = decl;
  return Append(list, decl);
}

std::span<const ast::Directive> Builder::TakeDirectives(TokenIndex keyword) {
  const size_t first = next_directive_;
  const Pos end = pos(keyword);
  while (next_directive_ < directives_.size() && directives_[next_directive_].pos < end) ++next_directive_;
  return directives_.subspan(first, next_directive_ - first);
}

ast::Decl* Builder::GenDecl(Token tok, TokenIndex keyword, ast::Spec* spec) {
  auto* decl = Make<ast::GenDecl>(pos(keyword));
  decl->tok = tok;
  decl->specs = One(spec);
  decl->directives = TakeDirectives(keyword);
  return decl;
}

ast::Decl* Builder::GenDecl(Token tok, TokenIndex keyword, TokenIndex lparen, ListMark specs, TokenIndex rparen) {
  auto* decl = Make<ast::GenDecl>(pos(keyword));
  decl->tok = tok;
  decl->lparen = pos(lparen);
  decl->specs = Take<ast::Spec>(specs);
  decl->rparen = pos(rparen);
  decl->directives = TakeDirectives(keyword);
  uint32_t iota = 0;
  for (ast::Spec* spec : decl->specs) {
    if (auto* value = ast::TryAs<ast::ValueSpec>(spec)) value->iota = iota++;
  }
  return decl;
}

ast::Spec* Builder::ImportSpec(ast::Ident* name, TokenIndex path) {
  auto* spec = Make<ast::ImportSpec>(name != nullptr ? name->pos : pos(path));
  spec->name = name;
  spec->path = Literal(path);
  if (spec->path->tok != Token::kString && !spec->path->bad) {
    // Reported at the token after the literal, as cmd/compile does.
    SyntaxError(pos(path + 1), "import path must be a string");
    spec->path->bad = true;
  }
  if (!spec->path->bad) CheckImportPath(*spec->path);
  return spec;
}

void Builder::CheckImportPath(ast::BasicLit& path) {
  const std::string text = lexer::DecodeString(path.value);
  std::string reason;
  if (text.empty()) reason = "empty string";
  for (size_t i = 0; i < text.size() && reason.empty();) {
    constexpr std::string_view kIllegal = "!\"#$%&'()*,:;<=>?[\\]^{|}`";
    const lexer::DecodedRune c = lexer::DecodeRune(std::string_view(text).substr(i));
    i += c.size;
    const bool illegal = c.rune <= ' ' || c.rune == 0x7F || c.rune == lexer::kRuneError ||
                         (c.rune < 0x80 && kIllegal.find(static_cast<char>(c.rune)) != std::string_view::npos) ||
                         (c.rune >= 0x80 && !lexer::IsPrintableRune(c.rune));
    if (illegal) reason = "invalid character " + lexer::DescribeRune(c.rune);
  }
  if (reason.empty()) return;
  context_.diags.Report<Diag::kInvalidImportPath>(path.pos, reason);
  path.bad = true;
}

ast::Ident* Builder::DotIdent(TokenIndex dot) {
  auto* ident = Make<ast::Ident>(pos(dot));
  ident->name = context_.interner.Intern(".");
  return ident;
}

ast::Spec* Builder::ValueSpec(ListMark names, ast::Expr* type) {
  auto* spec = Make<ast::ValueSpec>(Pos());
  spec->names = Take<ast::Ident>(names);
  spec->pos = spec->names[0]->pos;
  spec->type = type;
  return spec;
}

ast::Spec* Builder::ValueSpec(ListMark names, ast::Expr* type, ListMark values) {
  const ast::List<ast::Expr> list = Take<ast::Expr>(values);
  auto* spec = static_cast<ast::ValueSpec*>(ValueSpec(names, type));
  spec->values = list;
  return spec;
}

ast::Spec* Builder::TypeSpec(ast::Ident* name, ast::FieldList* type_params, Pos assign, ast::Expr* type) {
  auto* spec = Make<ast::TypeSpec>(name->pos);
  spec->name = name;
  spec->type_params = type_params;
  spec->assign = assign;
  spec->type = type;
  if (func_depth_ > 0 && !assign.valid()) spec->local_number = context_.ids.NextLocalType();
  return spec;
}

ast::Decl* Builder::FuncDecl(TokenIndex func, ast::FieldList* recv, ast::Ident* name, ast::FieldList* type_params,
                             ast::FuncType* type, ast::BlockStmt* body) {
  auto* decl = Make<ast::FuncDecl>(recv != nullptr ? recv->pos : name->pos);
  decl->func = pos(func);
  decl->recv = recv;
  decl->name = name;
  decl->type = type;
  decl->body = body;
  decl->directives = TakeDirectives(func);
  if (type_params != nullptr) {
    if (recv != nullptr) SyntaxError(type_params->pos, "method must have no type parameters");
    type->type_params = type_params;
    type->pos = type_params->pos;
  }
  return decl;
}

ast::FieldList* Builder::CheckReceiver(ast::FieldList* params) {
  const size_t n = params->NumFields();
  const Pos at = pos(last_close_ + 1);
  if (n == 0) context_.diags.Report<Diag::kNoReceiver>(at);
  if (n > 1) context_.diags.Report<Diag::kMultipleReceivers>(at);
  return params;
}

// -------------------------------------------------------------------------------------------------------- expressions

ast::Ident* Builder::Ident(TokenIndex token) {
  auto* ident = Make<ast::Ident>(pos(token));
  ident->name = tokens_[token].name;
  return ident;
}

ast::BasicLit* Builder::Literal(TokenIndex token) {
  const Lexeme& lexeme = tokens_[token];
  auto* lit = Make<ast::BasicLit>(pos(token));
  lit->tok = lexeme.token;
  lit->bad = lexeme.bad;
  lit->value = source_.text().substr(lexeme.offset, lexeme.length);
  return lit;
}

ast::Expr* Builder::Unary(TokenIndex op, ast::Expr* x) {
  auto* e = Make<ast::UnaryExpr>(pos(op));
  e->op = tokens_[op].token;
  e->x = x;
  Above(e, {x});
  return e;
}

ast::Expr* Builder::Receive(TokenIndex arrow, ast::Expr* x) {
  if (!ast::Is<ast::ChanType>(x)) return Unary(arrow, x);
  // "<-chan T" was read as a receive from "chan T": the arrow belongs to the type, and in "<-chan<- chan T" each arrow
  // moves one type inwards.
  ast::ChanDir dir = ast::ChanDir::kSend;
  ast::Expr* t = x;
  Pos arrow_pos = pos(arrow);
  while (dir == ast::ChanDir::kSend) {
    auto* chan = ast::TryAs<ast::ChanType>(t);
    if (chan == nullptr) break;
    dir = chan->dir;
    if (dir == ast::ChanDir::kRecv) SyntaxError(pos(lookahead_), "unexpected <-, expected chan");
    chan->dir = ast::ChanDir::kRecv;
    std::swap(chan->arrow, arrow_pos);
    t = chan->value;
  }
  if (dir == ast::ChanDir::kSend) {
    SyntaxError(pos(lookahead_), "unexpected " + ast::ExprString(*t) + ", expected chan");
  }
  x->pos = pos(arrow);
  return x;
}

ast::Expr* Builder::Star(TokenIndex star, ast::Expr* x) {
  auto* e = Make<ast::StarExpr>(pos(star));
  e->x = x;
  Above(e, {x});
  return e;
}

ast::Expr* Builder::Binary(ast::Expr* x, TokenIndex op, ast::Expr* y) {
  auto* e = Make<ast::BinaryExpr>(pos(op));
  e->op = tokens_[op].token;
  e->x = x;
  e->y = y;
  Above(e, {x, y});
  return e;
}

ast::Expr* Builder::Paren(TokenIndex lparen, ast::Expr* x, TokenIndex rparen) {
  auto* e = Make<ast::ParenExpr>(pos(lparen));
  e->x = x;
  e->rparen = pos(rparen);
  Above(e, {x});
  return e;
}

ast::Expr* Builder::Selector(ast::Expr* x, TokenIndex dot, ast::Ident* sel) {
  auto* e = Make<ast::SelectorExpr>(pos(dot));
  e->x = x;
  e->sel = sel;
  Above(e, {x});
  return e;
}

namespace {

// Where e turns out not to be a type; no position if it may be one.
Pos NoType(const ast::Expr* e) {
  Pos found;
  while (const auto* binary = ast::TryAs<ast::BinaryExpr>(e)) {
    found = binary->pos;
    e = binary->x;
  }
  const bool from_start = ast::TryAs<ast::BasicLit>(e) != nullptr || ast::TryAs<ast::UnaryExpr>(e) != nullptr;
  return from_start ? e->pos : found;
}

}  // namespace

ast::Expr* Builder::Index(ast::Expr* x, TokenIndex lbrack, ListMark indices, TokenIndex rbrack) {
  auto* e = Make<ast::IndexExpr>(pos(lbrack));
  e->x = x;
  e->lbrack = e->pos;
  e->indices = Take<ast::Expr>(indices);
  e->rbrack = pos(rbrack);
  // Only type arguments come in lists.
  for (size_t i = 1; i < e->indices.size(); ++i) {
    const Pos bad = NoType(e->indices[i]);
    if (!bad.valid()) continue;
    TokenIndex token = lbrack;
    while (pos(token) != bad) ++token;
    Unexpected(token, ", expected ]");
    break;
  }
  Above(e, {x});
  AboveAll(e, e->indices);
  return e;
}

ast::Expr* Builder::Slice(ast::Expr* x, TokenIndex lbrack, ast::Expr* low, ast::Expr* high, TokenIndex rbrack) {
  auto* e = Make<ast::SliceExpr>(pos(lbrack));
  e->x = x;
  e->lbrack = e->pos;
  e->low = low;
  e->high = high;
  e->rbrack = pos(rbrack);
  Above(e, {x, low, high});
  return e;
}

ast::Expr* Builder::Slice3(ast::Expr* x, TokenIndex lbrack, ast::Expr* low, ast::Expr* high, TokenIndex colon2,
                           ast::Expr* max, TokenIndex rbrack) {
  if (high == nullptr) {
    context_.diags.Report<Diag::kMiddleIndexRequired>(pos(colon2));
    high = Bad(pos(colon2));
  }
  if (max == nullptr) {
    context_.diags.Report<Diag::kFinalIndexRequired>(pos(rbrack));
    max = Bad(pos(rbrack));
  }
  auto* e = static_cast<ast::SliceExpr*>(Slice(x, lbrack, low, high, rbrack));
  e->max = max;
  e->slice3 = true;
  Above(e, {max});
  return e;
}

ast::Expr* Builder::TypeAssert(ast::Expr* x, TokenIndex dot, TokenIndex lparen, ast::Expr* type, TokenIndex rparen) {
  auto* e = Make<ast::TypeAssertExpr>(pos(dot));
  e->x = x;
  e->lparen = pos(lparen);
  e->type = type;
  e->rparen = pos(rparen);
  Above(e, {x, type});
  if (type == nullptr) guards_.push_back(e);
  return e;
}

ast::Expr* Builder::Call(ast::Expr* fun, TokenIndex lparen, ListMark args, Pos ellipsis, TokenIndex rparen) {
  auto* e = Make<ast::CallExpr>(pos(lparen));
  e->fun = fun;
  e->lparen = e->pos;
  e->args = Take<ast::Expr>(args);
  e->ellipsis = ellipsis;
  e->rparen = pos(rparen);
  Above(e, {fun});
  AboveAll(e, e->args);
  return e;
}

ast::CompositeLit* Builder::CompositeLit(TokenIndex lbrace, ListMark elts, TokenIndex rbrace) {
  auto* e = Make<ast::CompositeLit>(pos(lbrace));
  e->lbrace = e->pos;
  e->elts = Take<ast::Expr>(elts);
  e->rbrace = pos(rbrace);
  AboveAll(e, e->elts);
  return e;
}

ast::Expr* Builder::CompositeLitOf(ast::Expr* type, ast::CompositeLit* lit) {
  lit->type = type;
  Above(lit, {type});
  return lit;
}

ast::Expr* Builder::ParenthesizedCompositeLit(ast::Expr* type, ast::CompositeLit* lit) {
  SyntaxError(lit->lbrace, "cannot parenthesize type in composite literal");
  return CompositeLitOf(type, lit);
}

ast::Expr* Builder::KeyValue(ast::Expr* key, TokenIndex colon, ast::Expr* value) {
  auto* e = Make<ast::KeyValueExpr>(pos(colon));
  e->key = key;
  e->colon = e->pos;
  e->value = value;
  Above(e, {key, value});
  return e;
}

ast::Expr* Builder::FuncLit(ast::FuncType* type, ast::BlockStmt* body) {
  auto* e = Make<ast::FuncLit>(type->pos);
  e->type = type;
  e->body = body;
  type->pos = type->params->pos;
  return e;
}

// -------------------------------------------------------------------------------------------------------------- types

ast::Expr* Builder::ArrayType(TokenIndex lbrack, ast::Expr* len, ast::Expr* elem) {
  auto* e = Make<ast::ArrayType>(pos(lbrack));
  e->len = len;
  e->elem = elem;
  Above(e, {len, elem});
  return e;
}

ast::Expr* Builder::Ellipsis(TokenIndex dots, ast::Expr* elem) {
  auto* e = Make<ast::Ellipsis>(pos(dots));
  e->elem = elem;
  Above(e, {elem});
  return e;
}

ast::Expr* Builder::MissingEllipsisType(TokenIndex dots) {
  SyntaxError(pos(dots + 1), "... is missing type");
  return Ellipsis(dots, Bad(pos(dots + 1)));
}

ast::Expr* Builder::MapType(TokenIndex map, ast::Expr* key, ast::Expr* value) {
  auto* e = Make<ast::MapType>(pos(map));
  e->key = key;
  e->value = value;
  Above(e, {key, value});
  return e;
}

ast::Expr* Builder::StructType(TokenIndex keyword, TokenIndex lbrace, ListMark fields, TokenIndex rbrace) {
  auto* e = Make<ast::StructType>(pos(keyword));
  e->fields = Make<ast::FieldList>(pos(lbrace));
  e->fields->list = Take<ast::Field>(fields);
  e->fields->closing = pos(rbrace);
  for (const ast::Field* field : e->fields->list) Above(e, {field->type});
  return e;
}

ast::Expr* Builder::InterfaceType(TokenIndex keyword, TokenIndex lbrace, ListMark elems, TokenIndex rbrace) {
  auto* e = Make<ast::InterfaceType>(pos(keyword));
  e->methods = Make<ast::FieldList>(pos(lbrace));
  e->methods->list = Take<ast::Field>(elems);
  e->methods->closing = pos(rbrace);
  for (const ast::Field* field : e->methods->list) Above(e, {field->type});
  return e;
}

ast::Expr* Builder::ChanType(TokenIndex keyword, ast::ChanDir dir, Pos arrow, ast::Expr* value) {
  auto* e = Make<ast::ChanType>(pos(keyword));
  e->dir = dir;
  e->arrow = arrow;
  e->value = value;
  Above(e, {value});
  return e;
}

ast::FuncType* Builder::FuncTypeAt(TokenIndex func, ast::FuncType* type) {
  type->pos = pos(func);
  return type;
}

ast::FuncType* Builder::Signature(ast::FieldList* params, ast::FieldList* results) {
  auto* type = Make<ast::FuncType>(params->pos);
  type->params = params;
  type->results = results;
  for (const ast::Field* field : params->list) Above(type, {field->type});
  if (results != nullptr) {
    for (const ast::Field* field : results->list) Above(type, {field->type});
  }
  return type;
}

ast::FieldList* Builder::SingleResult(ast::Expr* type) {
  auto* field = Make<ast::Field>(ast::StartPos(*type));
  field->type = type;
  auto* list = Make<ast::FieldList>(field->pos);
  list->list = One(field);
  return list;
}

ast::Field* Builder::RawParam(ast::Ident* name, ast::Expr* type) {
  auto* field = Make<ast::Field>(name != nullptr ? name->pos : ast::StartPos(*type));
  if (name != nullptr) field->names = One(name);
  field->type = type;
  return field;
}

ast::FieldList* Builder::Params(TokenIndex lparen, ListMark params, TokenIndex rparen) {
  return Distribute(lparen, params, rparen, /*type_params=*/false);
}

ast::FieldList* Builder::TypeParams(TokenIndex lbrack, ListMark params, TokenIndex rbrack) {
  return Distribute(lbrack, params, rbrack, /*type_params=*/true);
}

// Decides which lone identifiers are names and which are types: in a list where some parameter has both, every lone
// identifier is a name and takes the next type on its right. Neighbours that share a type become one Field.
ast::FieldList* Builder::Distribute(TokenIndex open, ListMark params, TokenIndex close, bool type_params) {
  const ast::List<ast::Field> raw = Take<ast::Field>(params);
  auto* result = Make<ast::FieldList>(pos(open));
  result->closing = pos(close);
  last_close_ = close;
  auto is_lone_name = [](const ast::Field* f) { return f->names.empty() && ast::Is<ast::Ident>(f->type); };
  size_t named = 0;  // with a name and a type
  size_t typed = 0;  // with a type that is no lone identifier
  for (const ast::Field* f : raw) {
    named += !f->names.empty();
    typed += !is_lone_name(f);
  }
  if (named == 0 && !type_params) {
    result->list = raw;
    return result;
  }
  Pos error;
  const ListMark fields = Begin();
  for (size_t i = 0; i < raw.size();) {
    if (!raw[i]->names.empty()) {
      pending_.push_back(raw[i++]);
      continue;
    }
    if (!is_lone_name(raw[i])) {
      // A type without a name: it gets the blank one.
      if (!error.valid()) error = raw[i]->pos;
      auto* blank = Make<ast::Ident>(raw[i]->pos);
      blank->name = context_.interner.Intern("_");
      raw[i]->names = One(blank);
      pending_.push_back(raw[i++]);
      continue;
    }
    // A run of names up to the first parameter with a type.
    size_t end = i;
    while (end < raw.size() && is_lone_name(raw[end])) ++end;
    const bool has_type = end < raw.size() && !raw[end]->names.empty();
    const ListMark names = Begin();
    for (size_t k = i; k < end; ++k) pending_.push_back(raw[k]->type);
    if (has_type) pending_.push_back(raw[end]->names[0]);
    auto* field = Make<ast::Field>(raw[i]->pos);
    field->names = Take<ast::Ident>(names);
    if (has_type) {
      field->type = raw[end]->type;
      i = end + 1;
    } else if (end < raw.size()) {
      // The names take a type that has no name of its own: the type lacks one.
      if (!error.valid()) error = raw[end]->pos;
      field->type = raw[end]->type;
      i = end;
    } else {
      if (!error.valid()) error = field->pos;
      field->type = Bad(field->pos);
      i = end;
    }
    pending_.push_back(field);
  }
  result->list = Take<ast::Field>(fields);
  if (error.valid()) {
    // When every type has a name, the names at the end lack a type.
    if (type_params) {
      if (named == typed) {
        SyntaxError(result->closing, "missing type constraint");
      } else {
        SyntaxError(error, raw.size() == 1 ? "missing type parameter name or invalid array length"
                                           : "missing type parameter name");
      }
    } else if (named == typed) {
      SyntaxError(result->closing, "missing parameter type");
    } else {
      SyntaxError(error, "missing parameter name");
    }
  }
  return result;
}

ast::Field* Builder::FieldOf(ListMark names, ast::Expr* type, ast::BasicLit* tag) {
  auto* field = Make<ast::Field>(Pos());
  field->names = Take<ast::Ident>(names);
  field->pos = field->names[0]->pos;
  field->type = type;
  field->tag = tag;
  return field;
}

ast::Field* Builder::Embedded(ast::Expr* type, ast::BasicLit* tag) {
  auto* field = Make<ast::Field>(ast::StartPos(*type));
  field->type = type;
  field->tag = tag;
  return field;
}

ast::Field* Builder::Method(ast::Ident* name, ast::FuncType* type) {
  auto* field = Make<ast::Field>(name->pos);
  field->names = One(name);
  field->type = type;
  return field;
}

void Builder::ReportParenthesizedEmbedded(TokenIndex lparen) {
  SyntaxError(pos(lparen), "cannot parenthesize embedded type");
}

// --------------------------------------------------------------------------------------------------------- statements

ast::Stmt* Builder::EmptyStmt(TokenIndex at) {
  return Make<ast::EmptyStmt>(pos(at));
}

ast::Stmt* Builder::ExprStmt(ast::Expr* x) {
  auto* s = Make<ast::ExprStmt>(x->pos);
  s->x = x;
  return s;
}

ast::Stmt* Builder::IncDec(ast::Expr* x, TokenIndex op) {
  auto* s = Make<ast::IncDecStmt>(pos(op));
  s->x = x;
  s->tok = tokens_[op].token;
  return s;
}

ast::Stmt* Builder::AssignOp(ast::Expr* x, TokenIndex op, ast::Expr* y) {
  auto* s = Make<ast::AssignStmt>(pos(op));
  s->lhs = One(x);
  s->tok = tokens_[op].token;
  s->rhs = One(y);
  return s;
}

ast::Stmt* Builder::Assign(ListMark lhs, TokenIndex op, ListMark rhs) {
  auto* s = Make<ast::AssignStmt>(pos(op));
  s->rhs = Take<ast::Expr>(rhs);
  s->lhs = Take<ast::Expr>(lhs);
  s->tok = tokens_[op].token;
  return s;
}

ast::Stmt* Builder::Send(ast::Expr* chan, TokenIndex arrow, ast::Expr* value) {
  auto* s = Make<ast::SendStmt>(pos(arrow));
  s->chan = chan;
  s->value = value;
  return s;
}

bool Builder::CheckEmptyAfterLabel(TokenIndex colon) {
  const Token next = tokens_[colon + 1].token;
  if (next == Token::kSemicolon || next == Token::kRbrace) return true;
  lookahead_ = colon + 1;
  SyntaxError(pos(colon), "missing statement after label");
  return false;
}

ast::Stmt* Builder::Labeled(ast::Ident* label, TokenIndex colon, ast::Stmt* stmt) {
  auto* s = Make<ast::LabeledStmt>(pos(colon));
  s->label = label;
  s->colon = s->pos;
  s->stmt = stmt;
  return s;
}

ast::Stmt* Builder::DeclStmt(ast::Decl* decl) {
  auto* s = Make<ast::DeclStmt>(decl->pos);
  s->decl = static_cast<ast::GenDecl*>(decl);
  return s;
}

ast::CallExpr* Builder::CheckCall(TokenIndex keyword, ast::Expr* x) {
  const std::string name(TokenText(tokens_[keyword].token));
  if (ast::Expr* inner = ast::Unparen(x); inner != x) {
    context_.diags.Report<Diag::kParenthesizedCall>(x->pos, name);
    x = inner;
  }
  if (auto* call = ast::TryAs<ast::CallExpr>(x)) return call;
  if (!ast::Is<ast::BadExpr>(x)) {
    context_.diags.Report<Diag::kNotAFunctionCall>(x->pos, name);
  }
  auto* call = Make<ast::CallExpr>(x->pos);
  call->fun = x;
  call->lparen = call->rparen = x->pos;
  Above(call, {x});
  return call;
}

ast::Stmt* Builder::Go(TokenIndex keyword, ast::Expr* call) {
  auto* s = Make<ast::GoStmt>(pos(keyword));
  s->call = CheckCall(keyword, call);
  return s;
}

ast::Stmt* Builder::Defer(TokenIndex keyword, ast::Expr* call) {
  auto* s = Make<ast::DeferStmt>(pos(keyword));
  s->call = CheckCall(keyword, call);
  return s;
}

ast::Stmt* Builder::Return(TokenIndex keyword, ListMark results) {
  auto* s = Make<ast::ReturnStmt>(pos(keyword));
  s->results = Take<ast::Expr>(results);
  return s;
}

ast::Stmt* Builder::Branch(TokenIndex keyword, ast::Ident* label) {
  auto* s = Make<ast::BranchStmt>(pos(keyword));
  s->tok = tokens_[keyword].token;
  s->label = label;
  return s;
}

ast::BlockStmt* Builder::Block(TokenIndex lbrace, ListMark stmts, TokenIndex rbrace) {
  auto* s = Make<ast::BlockStmt>(pos(lbrace));
  s->list = Take<ast::Stmt>(stmts);
  s->rbrace = pos(rbrace);
  return s;
}

void Builder::ReportVarInHeader(TokenIndex var) {
  SyntaxError(pos(var + 1),
              "var declaration not allowed in " + std::string(TokenText(tokens_[var - 1].token)) + " initializer");
}

Header* Builder::BadHeader() {
  auto* header = context_.arena.New<Header>();
  header->bad = true;
  return header;
}

Header* Builder::MakeHeader(ast::Stmt* init, TokenIndex semi, ast::Stmt* condition) {
  auto* header = context_.arena.New<Header>();
  header->init = init;
  header->semi = semi;
  header->condition = condition;
  return header;
}

Header* Builder::MakeForHeader(ast::Stmt* init, ast::Stmt* condition, ast::Stmt* post) {
  if (const auto* assign = ast::TryAs<ast::AssignStmt>(post); assign != nullptr && assign->tok == Token::kDefine) {
    SyntaxError(post->pos, "cannot declare in post statement of for loop");
  }
  Header* header = MakeHeader(init, 0, condition);
  header->post = post;
  return header;
}

Header* Builder::MakeRangeHeader(ListMark lhs, TokenIndex assign, TokenIndex range, ast::Expr* x) {
  auto* s = Make<ast::RangeStmt>(Pos());
  s->lhs = Take<ast::Expr>(lhs);
  if (!s->lhs.empty()) {
    s->tok_pos = pos(assign);
    s->tok = tokens_[assign].token;
  } else {
    s->tok = Token::kInvalid;
  }
  s->range = pos(range);
  s->x = x;
  Header* header = MakeHeader(nullptr, 0, nullptr);
  header->range = s;
  return header;
}

// Returns the expression that the statement is, after an error when it is none; null for null.
ast::Expr* Builder::CheckCondition(ast::Stmt* s) {
  if (s == nullptr) return nullptr;
  if (auto* e = ast::TryAs<ast::ExprStmt>(s)) return e->x;
  std::string text;
  const auto* assign = ast::TryAs<ast::AssignStmt>(s);
  if (assign != nullptr && assign->tok == Token::kAssign) {
    // The usual slip is = for ==; parentheses make the two sides stand out.
    auto emphasize = [](ast::List<ast::Expr> list) {
      std::string side;
      for (const ast::Expr* e : list) {
        if (!side.empty()) side += ", ";
        side += ast::ExprString(*e);
      }
      const bool simple = list.size() == 1 && (ast::Is<ast::Ident>(list[0]) || ast::Is<ast::BasicLit>(list[0]));
      return simple ? side : "(" + side + ")";
    };
    text = "assignment " + emphasize(assign->lhs) + " = " + emphasize(assign->rhs);
  } else {
    text = ast::StmtString(*s);
  }
  SyntaxError(s->pos, "cannot use " + text + " as value");
  return Bad(s->pos);
}

ast::Stmt* Builder::If(TokenIndex keyword, Header* header, ast::BlockStmt* body, ast::Stmt* els) {
  auto* s = Make<ast::IfStmt>(pos(keyword));
  s->init = header->init;
  s->body = body;
  s->els = els;
  s->cond = CheckCondition(header->condition);
  if (header->bad) {
    s->cond = Bad(s->pos);
  } else if (s->cond == nullptr) {
    Pos at = body->pos;
    std::string_view text = "missing condition in if statement";
    if (header->semi != 0) {
      at = pos(header->semi);
      if (tokens_[header->semi].semicolon == SemicolonKind::kNewline) {
        text = "unexpected newline, expected { after if clause";
      }
    }
    SyntaxError(at, text);
    s->cond = Bad(at);
  }
  return s;
}

ast::Stmt* Builder::For(TokenIndex keyword, Header* header, ast::BlockStmt* body) {
  if (ast::RangeStmt* range = header->range) {
    range->pos = pos(keyword);
    range->body = body;
    return range;
  }
  auto* s = Make<ast::ForStmt>(pos(keyword));
  s->init = header->init;
  s->cond = CheckCondition(header->condition);
  s->post = header->post;
  s->body = body;
  return s;
}

void Builder::TakeGuard(const ast::TypeAssertExpr* guard) {
  std::erase(guards_, guard);
}

ast::Stmt* Builder::Switch(TokenIndex keyword, Header* header, TokenIndex lbrace, ClauseList clauses) {
  const ast::List<ast::CaseClause> body = Take<ast::CaseClause>(clauses.list);
  // "switch x.(type)" or "switch v := x.(type)"?
  ast::Ident* lhs = nullptr;
  Pos define;
  ast::TypeAssertExpr* guard = nullptr;
  if (auto* e = ast::TryAs<ast::ExprStmt>(header->condition)) {
    guard = ast::TryAs<ast::TypeAssertExpr>(e->x);
  } else if (auto* assign = ast::TryAs<ast::AssignStmt>(header->condition);
             assign != nullptr && assign->tok == Token::kDefine && assign->lhs.size() == 1 && assign->rhs.size() == 1) {
    lhs = ast::TryAs<ast::Ident>(assign->lhs[0]);
    define = assign->pos;
    guard = ast::TryAs<ast::TypeAssertExpr>(assign->rhs[0]);
    if (lhs == nullptr && guard != nullptr) {
      TakeGuard(guard);  // the assignment is what gets reported
      guard = nullptr;
    }
  }
  if (guard != nullptr && guard->type == nullptr) {
    TakeGuard(guard);
    auto* s = Make<ast::TypeSwitchStmt>(pos(keyword));
    s->init = header->init;
    s->lhs = lhs;
    s->define = define;
    s->guard = guard;
    s->lbrace = pos(lbrace);
    s->body = body;
    s->rbrace = pos(clauses.rbrace);
    return s;
  }
  auto* s = Make<ast::SwitchStmt>(pos(keyword));
  s->init = header->init;
  s->tag = CheckCondition(header->condition);
  s->lbrace = pos(lbrace);
  s->body = body;
  s->rbrace = pos(clauses.rbrace);
  return s;
}

ast::Stmt* Builder::Case(TokenIndex keyword, ListMark exprs, TokenIndex colon, ListMark body) {
  auto* s = Make<ast::CaseClause>(pos(keyword));
  s->body = Take<ast::Stmt>(body);
  s->list = Take<ast::Expr>(exprs);
  s->colon = pos(colon);
  return s;
}

ast::Stmt* Builder::DefaultCase(TokenIndex keyword, TokenIndex colon, ListMark body) {
  auto* s = Make<ast::CaseClause>(pos(keyword));
  s->is_default = true;
  s->body = Take<ast::Stmt>(body);
  s->colon = pos(colon);
  return s;
}

ast::Stmt* Builder::Select(TokenIndex keyword, TokenIndex lbrace, ListMark clauses, TokenIndex rbrace) {
  auto* s = Make<ast::SelectStmt>(pos(keyword));
  s->lbrace = pos(lbrace);
  s->body = Take<ast::CommClause>(clauses);
  s->rbrace = pos(rbrace);
  return s;
}

ast::Stmt* Builder::Comm(TokenIndex keyword, ast::Stmt* comm, TokenIndex colon, ListMark body) {
  auto* s = Make<ast::CommClause>(pos(keyword));
  s->comm = comm;
  s->colon = pos(colon);
  s->body = Take<ast::Stmt>(body);
  return s;
}

}  // namespace golite::parser
