// This file implements the actions of the grammar: they make AST nodes, and verify what the grammar leaves open.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "parser/ast/ast.h"
#include "parser/parser.h"
#include "parser/token_stream.h"

namespace golite::parser {

// A list that is still growing: where its first element lies on the builder's stack of pending nodes.
using ListMark = uint32_t;

// The simple statements between the keyword of an if, for or switch statement and its body.
struct Header {
  ast::Stmt* init = nullptr;
  TokenIndex semi = 0;             // the semicolon after init, 0 without one
  bool bad = false;                // there was a syntax error
  ast::Stmt* condition = nullptr;  // still a statement; CheckCondition makes it an expression
  ast::Stmt* post = nullptr;
  ast::RangeStmt* range = nullptr;  // for a range clause, else null
};

// The clauses of a switch statement and its closing brace.
struct ClauseList {
  ListMark list;
  TokenIndex rbrace;
};

// Where parsing goes on after a syntax error.
enum class Sync : uint8_t { kTopLevel, kSpec, kField, kList, kStmt, kCase, kHeader, kBody };

// Invariant: pending_ holds the elements of all unfinished lists, innermost last; LALR parsing finishes lists in the
// reverse order of their start, so each is the tail of pending_ when it is taken.
class Builder {
 public:
  Builder(SourceFile& source, ParseContext& context, ParseMode mode);
  // For RunBody.
  Builder(SourceFile& source, ParseContext& context, const ast::BlockStmt& body);

  // Runs the parser. Returns null without a package clause.
  ast::File* Run();
  // Parses the statements of a body that was skipped.
  void RunBody(ast::BlockStmt& body);

  // ---- for the generated parser
  int NextToken(TokenIndex& token);
  TokenStream& tokens() { return tokens_; }
  Pos pos(TokenIndex token) const { return source_.PosAt(tokens_[token].offset); }
  // The token that could not be parsed: the last one delivered.
  TokenIndex lookahead() const { return lookahead_; }

  // Reports "syntax error: " and the text at the token, unless everything after the first error is moot.
  void SyntaxError(Pos pos, std::string_view text);
  // Reports "unexpected <the token><text>", with text as ", expected x" or " at end of statement".
  void Unexpected(TokenIndex token, std::string_view text);
  // Reports what syntax_errors.def says about the lookahead.
  void ReportSyntaxError(std::string_view text);
  void ReportTooDeep();
  // Skips to a place where a construct of the kind may start. Returns false when parsing should stop.
  bool Recover(Sync sync);
  void EnterFunc() { ++func_depth_; }
  void LeaveFunc() { --func_depth_; }
  ast::BlockStmt* SkippedBody(TokenIndex body);
  void FinishBody(ast::BlockStmt* block) { block_ = block; }
  bool in_func() const { return func_depth_ > 0; }

  // ---- lists
  ListMark Begin() { return static_cast<ListMark>(pending_.size()); }
  ListMark Begin(ast::Node* first);
  ListMark Append(ListMark list, ast::Node* node);
  // Puts a node in front of a finished but not yet taken list.
  ListMark Prepend(ast::Node* first, ListMark list);
  void Discard(ListMark list);

  // ---- files and declarations
  void StartFile(TokenIndex package, ast::Ident* name);
  void FinishFile(ListMark decls);
  ListMark AppendTopDecl(ListMark list, ast::Decl* decl);
  ast::Decl* GenDecl(ast::Token tok, TokenIndex keyword, ast::Spec* spec);
  ast::Decl* GenDecl(ast::Token tok, TokenIndex keyword, TokenIndex lparen, ListMark specs, TokenIndex rparen);
  ast::Spec* ImportSpec(ast::Ident* name, TokenIndex path);
  ast::Ident* DotIdent(TokenIndex dot);
  ast::Spec* ValueSpec(ListMark names, ast::Expr* type);
  ast::Spec* ValueSpec(ListMark names, ast::Expr* type, ListMark values);
  ast::Spec* TypeSpec(ast::Ident* name, ast::FieldList* type_params, Pos assign, ast::Expr* type);
  ast::Decl* FuncDecl(TokenIndex func, ast::FieldList* recv, ast::Ident* name, ast::FieldList* type_params,
                      ast::FuncType* type, ast::BlockStmt* body);
  ast::FieldList* CheckReceiver(ast::FieldList* params);

  // ---- expressions
  ast::Ident* Ident(TokenIndex token);
  ast::BasicLit* Literal(TokenIndex token);
  ast::Expr* Unary(TokenIndex op, ast::Expr* x);
  ast::Expr* Receive(TokenIndex arrow, ast::Expr* x);
  ast::Expr* Star(TokenIndex star, ast::Expr* x);
  ast::Expr* Binary(ast::Expr* x, TokenIndex op, ast::Expr* y);
  ast::Expr* Paren(TokenIndex lparen, ast::Expr* x, TokenIndex rparen);
  ast::Expr* Selector(ast::Expr* x, TokenIndex dot, ast::Ident* sel);
  ast::Expr* Index(ast::Expr* x, TokenIndex lbrack, ListMark indices, TokenIndex rbrack);
  ast::Expr* Slice(ast::Expr* x, TokenIndex lbrack, ast::Expr* low, ast::Expr* high, TokenIndex rbrack);
  ast::Expr* Slice3(ast::Expr* x, TokenIndex lbrack, ast::Expr* low, ast::Expr* high, TokenIndex colon2, ast::Expr* max,
                    TokenIndex rbrack);
  ast::Expr* TypeAssert(ast::Expr* x, TokenIndex dot, TokenIndex lparen, ast::Expr* type, TokenIndex rparen);
  ast::Expr* Call(ast::Expr* fun, TokenIndex lparen, ListMark args, Pos ellipsis, TokenIndex rparen);
  ast::CompositeLit* CompositeLit(TokenIndex lbrace, ListMark elts, TokenIndex rbrace);
  ast::Expr* CompositeLitOf(ast::Expr* type, ast::CompositeLit* lit);
  ast::Expr* ParenthesizedCompositeLit(ast::Expr* type, ast::CompositeLit* lit);
  ast::Expr* KeyValue(ast::Expr* key, TokenIndex colon, ast::Expr* value);
  ast::Expr* FuncLit(ast::FuncType* type, ast::BlockStmt* body);

  // ---- types
  ast::Expr* ArrayType(TokenIndex lbrack, ast::Expr* len, ast::Expr* elem);
  ast::Expr* Ellipsis(TokenIndex dots, ast::Expr* elem);
  ast::Expr* MissingEllipsisType(TokenIndex dots);
  ast::Expr* MapType(TokenIndex map, ast::Expr* key, ast::Expr* value);
  ast::Expr* StructType(TokenIndex keyword, TokenIndex lbrace, ListMark fields, TokenIndex rbrace);
  ast::Expr* InterfaceType(TokenIndex keyword, TokenIndex lbrace, ListMark elems, TokenIndex rbrace);
  ast::Expr* ChanType(TokenIndex keyword, ast::ChanDir dir, Pos arrow, ast::Expr* value);
  ast::FuncType* FuncTypeAt(TokenIndex func, ast::FuncType* type);
  ast::FuncType* Signature(ast::FieldList* params, ast::FieldList* results);
  ast::FieldList* SingleResult(ast::Expr* type);
  ast::FieldList* Params(TokenIndex lparen, ListMark params, TokenIndex rparen);
  ast::FieldList* TypeParams(TokenIndex lbrack, ListMark params, TokenIndex rbrack);
  // A parameter before it is known whether a lone identifier is its name or its type.
  ast::Field* RawParam(ast::Ident* name, ast::Expr* type);
  ast::Field* FieldOf(ListMark names, ast::Expr* type, ast::BasicLit* tag);
  ast::Field* Embedded(ast::Expr* type, ast::BasicLit* tag);
  ast::Field* Method(ast::Ident* name, ast::FuncType* type);
  void ReportParenthesizedEmbedded(TokenIndex lparen);

  // ---- statements
  ast::Stmt* EmptyStmt(TokenIndex at);
  ast::Stmt* ExprStmt(ast::Expr* x);
  ast::Stmt* IncDec(ast::Expr* x, TokenIndex op);
  ast::Stmt* AssignOp(ast::Expr* x, TokenIndex op, ast::Expr* y);
  ast::Stmt* Assign(ListMark lhs, TokenIndex op, ListMark rhs);
  ast::Stmt* Send(ast::Expr* chan, TokenIndex arrow, ast::Expr* value);
  // Reports a label that stands before a case instead of a statement; returns whether all is well.
  bool CheckEmptyAfterLabel(TokenIndex colon);
  ast::Stmt* Labeled(ast::Ident* label, TokenIndex colon, ast::Stmt* stmt);
  ast::Stmt* DeclStmt(ast::Decl* decl);
  ast::Stmt* Go(TokenIndex keyword, ast::Expr* call);
  ast::Stmt* Defer(TokenIndex keyword, ast::Expr* call);
  ast::Stmt* Return(TokenIndex keyword, ListMark results);
  ast::Stmt* Branch(TokenIndex keyword, ast::Ident* label);
  ast::BlockStmt* Block(TokenIndex lbrace, ListMark stmts, TokenIndex rbrace);
  void ReportVarInHeader(TokenIndex var);
  Header* BadHeader();
  Header* MakeHeader(ast::Stmt* init, TokenIndex semi, ast::Stmt* condition);
  Header* MakeForHeader(ast::Stmt* init, ast::Stmt* condition, ast::Stmt* post);
  Header* MakeRangeHeader(ListMark lhs, TokenIndex assign, TokenIndex range, ast::Expr* x);
  ast::Stmt* If(TokenIndex keyword, Header* header, ast::BlockStmt* body, ast::Stmt* els);
  ast::Stmt* For(TokenIndex keyword, Header* header, ast::BlockStmt* body);
  ast::Stmt* Switch(TokenIndex keyword, Header* header, TokenIndex lbrace, ClauseList clauses);
  static ClauseList Clauses(ListMark list, TokenIndex rbrace) { return {list, rbrace}; }
  ast::Stmt* Case(TokenIndex keyword, ListMark exprs, TokenIndex colon, ListMark body);
  ast::Stmt* DefaultCase(TokenIndex keyword, TokenIndex colon, ListMark body);
  ast::Stmt* Select(TokenIndex keyword, TokenIndex lbrace, ListMark clauses, TokenIndex rbrace);
  ast::Stmt* Comm(TokenIndex keyword, ast::Stmt* comm, TokenIndex colon, ListMark body);

 private:
  template <typename T>
  T* Make(Pos pos);
  template <typename T>
  ast::List<T> Take(ListMark list);
  template <typename T>
  ast::List<T> One(T* node);
  // Sets the height of an expression to one more than its highest operand's.
  void Above(ast::Expr* e, std::initializer_list<const ast::Expr*> operands);
  void AboveAll(ast::Expr* e, ast::List<ast::Expr> operands);

  ast::FieldList* Distribute(TokenIndex open, ListMark params, TokenIndex close, bool type_params);
  ast::CallExpr* CheckCall(TokenIndex keyword, ast::Expr* x);
  ast::Expr* CheckCondition(ast::Stmt* s);
  void CheckImportPath(ast::BasicLit& path);
  TokenIndex SkipBlock(TokenIndex i) const;
  void TakeGuard(const ast::TypeAssertExpr* guard);
  std::span<const ast::Directive> TakeDirectives(TokenIndex keyword);
  ast::Expr* Bad(Pos pos);

  SourceFile& source_;
  ParseContext& context_;
  lexer::Scanner scanner_;
  TokenStream tokens_;
  std::vector<ast::Node*> pending_;
  std::vector<const ast::TypeAssertExpr*> guards_;  // x.(type) outside of any type switch so far
  std::span<ast::Directive> directives_;
  size_t next_directive_ = 0;
  ast::File* file_ = nullptr;
  TokenIndex lookahead_ = 0;
  TokenIndex last_recovery_ = 0;
  TokenIndex last_close_ = 0;  // the ")" of the last parameter list
  int func_depth_ = 0;
  bool seen_other_decl_ = false;  // a declaration that is no import
  const ast::Decl* last_decl_ = nullptr;
  ast::BlockStmt* block_ = nullptr;  // the result of RunBody
  size_t errors_before_;  // of other files
  bool stopped_ = false;  // nested too deeply: nothing more is read
};

}  // namespace golite::parser
