// This file implements the look ahead behind the two context-dependent tokens, "{" and the "[" of type parameters.
#include "parser/token_stream.h"

#include "parser/grammar.h"

namespace golite::parser {

using lexer::Lexeme;
using lexer::Token;

namespace {

// The grammar's number of each token; tokens that the grammar does not tell apart share one.
constexpr uint8_t TerminalOf(Token token) {
  switch (token) {
    case Token::kEof: return GOLITE_YYEOF;
    case Token::kInvalid: return GOLITE_YYUNDEF;
    case Token::kBody: return BODY;
    case Token::kIdent: return IDENT;
    case Token::kInt:
    case Token::kFloat:
    case Token::kImag:
    case Token::kChar:
    case Token::kString: return LITERAL;
    case Token::kLOr: return LOR;
    case Token::kLAnd: return LAND;
    case Token::kEql:
    case Token::kNeq:
    case Token::kLss:
    case Token::kLeq:
    case Token::kGtr:
    case Token::kGeq: return CMP;
    case Token::kAdd:
    case Token::kSub:
    case Token::kXor: return ADD;
    case Token::kOr: return OR;
    case Token::kMul: return STAR;
    case Token::kAnd: return AND;
    case Token::kQuo:
    case Token::kRem:
    case Token::kAndNot:
    case Token::kShl:
    case Token::kShr: return MUL;
    case Token::kNot: return NOT;
    case Token::kTilde: return TILDE;
    case Token::kArrow: return ARROW;
    case Token::kAssign: return ASSIGN;
    case Token::kDefine: return DEFINE;
    case Token::kInc:
    case Token::kDec: return INCDEC;
    case Token::kLparen: return LPAREN;
    case Token::kLbrack: return LBRACK;
    case Token::kLbrace: return LBRACE;
    case Token::kRparen: return RPAREN;
    case Token::kRbrack: return RBRACK;
    case Token::kRbrace: return RBRACE;
    case Token::kComma: return COMMA;
    case Token::kSemicolon: return SEMI;
    case Token::kColon: return COLON;
    case Token::kPeriod: return DOT;
    case Token::kEllipsis: return DOTDOTDOT;
    case Token::kBreak: return BREAK;
    case Token::kCase: return CASE;
    case Token::kChan: return CHAN;
    case Token::kConst: return CONST;
    case Token::kContinue: return CONTINUE;
    case Token::kDefault: return DEFAULT;
    case Token::kDefer: return DEFER;
    case Token::kElse: return ELSE;
    case Token::kFallthrough: return FALLTHROUGH;
    case Token::kFor: return FOR;
    case Token::kFunc: return FUNC;
    case Token::kGo: return GO;
    case Token::kGoto: return GOTO;
    case Token::kIf: return IF;
    case Token::kImport: return IMPORT;
    case Token::kInterface: return INTERFACE;
    case Token::kMap: return MAP;
    case Token::kPackage: return PACKAGE;
    case Token::kRange: return RANGE;
    case Token::kReturn: return RETURN;
    case Token::kSelect: return SELECT;
    case Token::kStruct: return STRUCT;
    case Token::kSwitch: return SWITCH;
    case Token::kType: return TYPE;
    case Token::kVar: return VAR;
    default: return ASSIGN_OP;
  }
}

// Brackets, the keywords of statements with headers, and the end, which is never passed.
constexpr bool IsSpecial(Token token) {
  switch (token) {
    case Token::kEof:
    case Token::kLparen:
    case Token::kLbrack:
    case Token::kLbrace:
    case Token::kRparen:
    case Token::kRbrack:
    case Token::kRbrace:
    case Token::kIf:
    case Token::kFor:
    case Token::kSwitch: return true;
    default: return false;
  }
}

constexpr size_t kTokenCount = static_cast<size_t>(Token::kVar) + 1;

struct TerminalTable {
  uint8_t of[kTokenCount];
};
constexpr TerminalTable kTable = [] {
  TerminalTable table{};
  for (size_t i = 0; i < kTokenCount; ++i) {
    const Token token = static_cast<Token>(i);
    table.of[i] = static_cast<uint8_t>(TerminalOf(token) | (IsSpecial(token) ? 0x80 : 0));
  }
  return table;
}();

bool EndsImports(Token token) {
  return token == Token::kConst || token == Token::kType || token == Token::kVar || token == Token::kFunc;
}

}  // namespace

const uint8_t* const TokenStream::kTerminals = kTable.of;

std::string_view TerminalText(int terminal) {
  if (terminal == SEMI) return "semicolon or newline";
  if (terminal == COMMA) return "comma";
  if (terminal == LBODY) return "{";
  for (size_t i = 0; i < kTokenCount; ++i) {
    if (TerminalOf(static_cast<Token>(i)) == terminal) return TokenText(static_cast<Token>(i));
  }
  return "";
}

void TokenStream::Read(lexer::Scanner& scanner, ParseMode mode, size_t text_size) {
  const bool imports_only = mode == ParseMode::kImportsOnly;
  tokens_.reserve(imports_only ? 64 : text_size / (mode == ParseMode::kDeclarations ? 16 : 4) + 16);
  if (mode == ParseMode::kDeclarations) return ReadDeclarations(scanner);
  while (true) {
    Lexeme lexeme = scanner.Next();
    if (imports_only && EndsImports(lexeme.token)) lexeme.token = Token::kEof;
    tokens_.push_back(lexeme);
    if (lexeme.token == Token::kEof) return;
  }
}

// The body of a function declaration is the first "{" behind the "func" that begins it, outside of brackets, that
// belongs to no struct or interface type.
void TokenStream::ReadDeclarations(lexer::Scanner& scanner) {
  Token previous = Token::kSemicolon;
  size_t open = 0;
  bool in_func = false;
  while (true) {
    Lexeme lexeme = scanner.Next();
    switch (lexeme.token) {
      case Token::kFunc: in_func |= open == 0 && previous == Token::kSemicolon; break;
      case Token::kSemicolon: in_func &= open > 0; break;
      case Token::kLparen:
      case Token::kLbrack: ++open; break;
      case Token::kRparen:
      case Token::kRbrack:
      case Token::kRbrace: --open; break;
      case Token::kLbrace:
        if (in_func && open == 0 && previous != Token::kStruct && previous != Token::kInterface) {
          lexeme = scanner.SkipBody(lexeme);
        } else {
          ++open;
        }
        break;
      default: break;
    }
    previous = lexeme.token;
    tokens_.push_back(lexeme);
    if (lexeme.token == Token::kEof) return;
  }
}

void TokenStream::ReadBlock(lexer::Scanner& scanner) {
  size_t open = 0;
  tokens_.push_back({.offset = 0, .length = 0, .token = Token::kBody, .bad = false, .semicolon = {}, .name = {}});
  do {
    tokens_.push_back(scanner.Next());
    if (tokens_.back().token == Token::kLbrace) ++open;
    if (tokens_.back().token == Token::kRbrace) --open;
  } while (open > 0 && tokens_.back().token != Token::kEof);
  if (tokens_.back().token != Token::kEof) {
    tokens_.push_back(tokens_.back());
    tokens_.back().token = Token::kEof;
  }
}

int TokenStream::NextSpecial(TokenIndex index) {
  const Token token = tokens_[index].token;
  if (next_ + 1 < tokens_.size()) ++next_;
  switch (token) {
    case Token::kLparen:
      Open();
      if (index > 0 && tokens_[index - 1].token == Token::kType) type_group_depth_ = depth();
      break;
    case Token::kLbrack: {
      const bool type_params = index >= 2 && StartsTypeParams(index);
      Open();
      if (type_params) return LTPARAMS;
      break;
    }
    case Token::kLbrace: {
      const bool body = header_;
      header_ = false;  // what follows the body is no header, unless RestoreHeader says that this was none
      Open();
      if (body) return LBODY;
      break;
    }
    case Token::kRparen:
    case Token::kRbrack:
    case Token::kRbrace: Close(); break;
    case Token::kIf:
    case Token::kFor:
    case Token::kSwitch: header_ = true; break;
    default: break;
  }
  return TerminalOf(token);
}

// Decides as cmd/compile does: "type T [" starts type parameters when what follows reads as a name and a constraint
// and cannot be the length of an array, or a comma says so.
bool TokenStream::StartsTypeParams(TokenIndex lbrack) const {
  // Is this the "[" after the name of a type declaration, the latter maybe in a group?
  if (tokens_[lbrack - 1].token != Token::kIdent) return false;
  const Token before = tokens_[lbrack - 2].token;
  const bool in_group = type_group_depth_ != 0 && depth() == type_group_depth_;
  if (before != Token::kType && !(in_group && (before == Token::kLparen || before == Token::kSemicolon))) return false;
  TokenIndex i = lbrack + 1;
  if (tokens_[i].token != Token::kIdent) return false;
  ++i;
  switch (tokens_[i].token) {
    case Token::kRbrack:
    case Token::kPeriod:
    case Token::kLbrace: return false;
    case Token::kMul:
    case Token::kLparen: break;
    default:
      // Any other operator makes an expression; anything else after a name starts a constraint or the next name.
      return Precedence(tokens_[i].token) == 0;
  }
  // "P *E" or "P (E)": an expression, too. Look for what only a type has, and for the comma after it.
  int depth = 0;
  for (;; ++i) {
    const Token token = tokens_[i].token;
    const Token previous = tokens_[i - 1].token;
    switch (token) {
      case Token::kLparen:
      case Token::kLbrace: ++depth; break;
      case Token::kLbrack:
        if (previous != Token::kIdent && previous != Token::kRparen && previous != Token::kRbrack) return true;
        ++depth;
        break;
      case Token::kRparen:
      case Token::kRbrace: --depth; break;
      case Token::kRbrack:
        if (depth == 0) return false;
        --depth;
        break;
      case Token::kComma:
        if (depth == 0) return true;
        break;
      case Token::kTilde:
      case Token::kStruct:
      case Token::kInterface:
      case Token::kMap:
      case Token::kChan:
      case Token::kFunc: return true;
      case Token::kEof: return false;
      default: break;
    }
    if (depth < 0) return false;
  }
}

}  // namespace golite::parser
