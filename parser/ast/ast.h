// This file implements the abstract syntax tree of Go.
//
// Names and fields are those of go/ast in our spelling. Nodes live in an arena, are never changed after parsing and
// are reached by plain pointers; a pointer that may be null says so, every other one never is (a missing operand after
// a syntax error is a BadExpr). `pos` is the position cmd/compile gives the node: the operator of a binary expression
// or assignment, the "." of a selector or assertion, the "(" of a call, the "[" of an index, the "{" of a composite
// literal, the ":" of a key or label; otherwise the first token. The leftmost position of any node is StartPos, which
// is what most messages of the checker show. Other fields named after tokens hold positions; invalid means absent.
//
// Every expression has an ExprId. Ids are dense over all files of one package, so a checker keeps what it learns in
// vectors indexed by them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "lexer/token.h"
#include "support/check.h"
#include "support/id.h"
#include "support/interner.h"
#include "support/source.h"

namespace golite::ast {

using lexer::Token;

struct ExprIdTag;
using ExprId = Id<ExprIdTag>;

// Hands out the ExprIds of one package; all its files share one.
class ExprIdAllocator {
 public:
  ExprId Next() { return ExprId(next_++); }
  // How many ids there are: the size of a vector indexed by them.
  uint32_t count() const { return next_; }
  // Numbers the types declared in functions: 1, 2, ...
  uint32_t NextLocalType() { return ++local_types_; }

 private:
  uint32_t next_ = 0;
  uint32_t local_types_ = 0;
};

enum class NodeKind : uint8_t {
#define EXPR(name) k##name,
#define STMT(name) k##name,
#define DECL(name) k##name,
#define SPEC(name) k##name,
#define NODE(name) k##name,
#include "parser/ast/nodes.def"
#undef EXPR
#undef STMT
#undef DECL
#undef SPEC
#undef NODE
};

#define EXPR(name) struct name;
#define STMT(name) struct name;
#define DECL(name) struct name;
#define SPEC(name) struct name;
#define NODE(name) struct name;
#include "parser/ast/nodes.def"
#undef EXPR
#undef STMT
#undef DECL
#undef SPEC
#undef NODE

struct Node {
  NodeKind kind;
  uint16_t height;  // of an expression: the levels of operands below it, which the parser limits
  Pos pos;
};

struct Expr : Node {
  ExprId id;
};
struct Stmt : Node {};
struct Decl : Node {};
struct Spec : Node {};

template <typename T>
using List = std::span<T* const>;

// A comment that starts with //go: or an equivalent, without the slashes: "go:embed data/*.txt".
struct Directive {
  Pos pos;  // of the first slash
  std::string_view text;
};

// ---------------------------------------------------------------------------------------------------- expressions

// Stands where an expression was expected and something else was found; already reported.
struct BadExpr : Expr {
  static constexpr NodeKind kKind = NodeKind::kBadExpr;
};

struct Ident : Expr {
  static constexpr NodeKind kKind = NodeKind::kIdent;
  Sym name;
  bool is_blank() const { return name.is_blank(); }
};

// "..." Elem: the type of a final parameter; without elem the length of the array type [...]T.
struct Ellipsis : Expr {
  static constexpr NodeKind kKind = NodeKind::kEllipsis;
  Expr* elem;  // null in [...]T
};

// An int, float, imaginary, rune or string literal as it was written; parser/ast/literal.h decodes it.
struct BasicLit : Expr {
  static constexpr NodeKind kKind = NodeKind::kBasicLit;
  Token tok;               // kInt, kFloat, kImag, kChar or kString
  bool bad;                // malformed and already reported
  std::string_view value;  // points into the source text
};

// Type Body; pos is that of "func".
struct FuncLit : Expr {
  static constexpr NodeKind kKind = NodeKind::kFuncLit;
  FuncType* type;
  BlockStmt* body;
};

// [ Type ] "{" [ Elts ] "}"; pos is that of "{".
struct CompositeLit : Expr {
  static constexpr NodeKind kKind = NodeKind::kCompositeLit;
  Expr* type;  // null for an element whose type is elided
  Pos lbrace;  // same as pos
  List<Expr> elts;  // KeyValueExpr or plain
  Pos rbrace;
};

// "(" X ")"
struct ParenExpr : Expr {
  static constexpr NodeKind kKind = NodeKind::kParenExpr;
  Expr* x;
  Pos rparen;
};

// X "." Sel; pos is that of ".".
struct SelectorExpr : Expr {
  static constexpr NodeKind kKind = NodeKind::kSelectorExpr;
  Expr* x;
  Ident* sel;
};

// X "[" Index { "," Index } "]": an index or an instantiation; pos is that of "[".
struct IndexExpr : Expr {
  static constexpr NodeKind kKind = NodeKind::kIndexExpr;
  Expr* x;
  Pos lbrack;          // same as pos
  List<Expr> indices;  // at least one
  Pos rbrack;
};

// X "[" [ Low ] ":" [ High ] [ ":" Max ] "]"; pos is that of "[".
struct SliceExpr : Expr {
  static constexpr NodeKind kKind = NodeKind::kSliceExpr;
  Expr* x;
  Pos lbrack;   // same as pos
  Expr* low;    // may be null
  Expr* high;   // may be null
  Expr* max;    // null unless slice3
  bool slice3;  // two colons were written
  Pos rbrack;
};

// X "." "(" Type ")"; pos is that of ".".
struct TypeAssertExpr : Expr {
  static constexpr NodeKind kKind = NodeKind::kTypeAssertExpr;
  Expr* x;
  Pos lparen;
  Expr* type;  // null means X.(type), which occurs in type switch guards only
  Pos rparen;
};

// Fun "(" [ Args [ "..." ] ] ")"; pos is that of "(".
struct CallExpr : Expr {
  static constexpr NodeKind kKind = NodeKind::kCallExpr;
  Expr* fun;
  Pos lparen;       // same as pos
  List<Expr> args;  // may hold types: make([]int, 3), T(x)
  Pos ellipsis;     // valid when the last argument is followed by "..."
  Pos rparen;
  bool has_dots() const { return ellipsis.valid(); }
};

// "*" X: a dereference or a pointer type.
struct StarExpr : Expr {
  static constexpr NodeKind kKind = NodeKind::kStarExpr;
  Expr* x;
};

// Op X with Op one of + - ! ^ & <- ~
struct UnaryExpr : Expr {
  static constexpr NodeKind kKind = NodeKind::kUnaryExpr;
  Token op;
  Expr* x;
};

// X Op Y; pos is that of the operator. In constraints X | Y is a union. Left-deep chains may be long: walk them in a
// loop.
struct BinaryExpr : Expr {
  static constexpr NodeKind kKind = NodeKind::kBinaryExpr;
  Token op;
  Expr* x;
  Expr* y;
};

// Key ":" Value; pos is that of ":".
struct KeyValueExpr : Expr {
  static constexpr NodeKind kKind = NodeKind::kKeyValueExpr;
  Expr* key;
  Pos colon;  // same as pos
  Expr* value;
};

// "[" [ Len ] "]" Elem
struct ArrayType : Expr {
  static constexpr NodeKind kKind = NodeKind::kArrayType;
  Expr* len;  // null for a slice type, Ellipsis for [...]T
  Expr* elem;
};

// "struct" "{" { FieldDecl ";" } "}"
struct StructType : Expr {
  static constexpr NodeKind kKind = NodeKind::kStructType;
  FieldList* fields;
};

// [ "func" ] [ TypeParams ] Params [ Results ]; pos is that of the first bracket or parenthesis.
struct FuncType : Expr {
  static constexpr NodeKind kKind = NodeKind::kFuncType;
  FieldList* type_params;  // null when there are none
  FieldList* params;
  FieldList* results;  // null when there are none
};

// "interface" "{" { Method | Embedded ";" } "}". A method is a Field with one name and a FuncType; an embedded element
// (type, ~T or union) is a Field without names.
struct InterfaceType : Expr {
  static constexpr NodeKind kKind = NodeKind::kInterfaceType;
  FieldList* methods;
};

// "map" "[" Key "]" Value
struct MapType : Expr {
  static constexpr NodeKind kKind = NodeKind::kMapType;
  Expr* key;
  Expr* value;
};

enum class ChanDir : uint8_t { kBoth, kSend, kRecv };

// "chan" Value, "chan" "<-" Value or "<-" "chan" Value
struct ChanType : Expr {
  static constexpr NodeKind kKind = NodeKind::kChanType;
  ChanDir dir;
  Pos arrow;
  Expr* value;
};

// ----------------------------------------------------------------------------------------------------- statements

struct BadStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kBadStmt;
};

struct DeclStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kDeclStmt;
  GenDecl* decl;
};

struct EmptyStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kEmptyStmt;
};

// Label ":" Stmt; pos is that of ":".
struct LabeledStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kLabeledStmt;
  Ident* label;
  Pos colon;   // same as pos
  Stmt* stmt;  // an EmptyStmt before "}"
};

struct ExprStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kExprStmt;
  Expr* x;
};

// Chan "<-" Value; pos is that of the arrow.
struct SendStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kSendStmt;
  Expr* chan;
  Expr* value;
};

// X "++" or X "--"; pos is that of the operator.
struct IncDecStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kIncDecStmt;
  Expr* x;
  Token tok;  // kInc or kDec
};

// Lhs Tok Rhs with Tok one of = := += ...; pos is that of Tok.
struct AssignStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kAssignStmt;
  List<Expr> lhs;
  Token tok;
  List<Expr> rhs;
};

// "go" Call
struct GoStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kGoStmt;
  CallExpr* call;
};

// "defer" Call
struct DeferStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kDeferStmt;
  CallExpr* call;
};

// "return" [ Results ]
struct ReturnStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kReturnStmt;
  List<Expr> results;
};

// "break", "continue", "goto" or "fallthrough" with an optional label
struct BranchStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kBranchStmt;
  Token tok;
  Ident* label;  // may be null
};

// "{" List "}"
struct BlockStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kBlockStmt;
  List<Stmt> list;
  Pos rbrace;
  bool skipped;  // the body of a function that parser::ParseBody has not read yet
};

// "if" [ Init ";" ] Cond Body [ "else" Else ]
struct IfStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kIfStmt;
  Stmt* init;  // may be null
  Expr* cond;
  BlockStmt* body;
  Stmt* els;  // null, IfStmt or BlockStmt
};

// "case" List ":" Body or "default" ":" Body, of a switch or type switch
struct CaseClause : Stmt {
  static constexpr NodeKind kKind = NodeKind::kCaseClause;
  List<Expr> list;  // empty for default
  bool is_default;
  Pos colon;
  List<Stmt> body;
};

// "switch" [ Init ";" ] [ Tag ] "{" { CaseClause } "}"
struct SwitchStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kSwitchStmt;
  Stmt* init;  // may be null
  Expr* tag;   // may be null
  Pos lbrace;
  List<CaseClause> body;
  Pos rbrace;
};

// "switch" [ Init ";" ] [ Lhs ":=" ] X "." "(" "type" ")" "{" { CaseClause } "}"
struct TypeSwitchStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kTypeSwitchStmt;
  Stmt* init;  // may be null
  Ident* lhs;  // null without "Lhs :="
  Pos define;  // of ":="
  TypeAssertExpr* guard;
  Pos lbrace;
  List<CaseClause> body;
  Pos rbrace;
};

// "case" Comm ":" Body or "default" ":" Body, of a select
struct CommClause : Stmt {
  static constexpr NodeKind kKind = NodeKind::kCommClause;
  Stmt* comm;  // null for default; SendStmt, or ExprStmt or AssignStmt over a receive (sema verifies)
  Pos colon;
  List<Stmt> body;
};

// "select" "{" { CommClause } "}"
struct SelectStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kSelectStmt;
  Pos lbrace;
  List<CommClause> body;
  Pos rbrace;
};

// "for" [ Init ";" Cond ";" Post ] Body or "for" Cond Body
struct ForStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kForStmt;
  Stmt* init;  // may be null
  Expr* cond;  // may be null
  Stmt* post;  // may be null
  BlockStmt* body;
};

// "for" [ Key [ "," Value ] Tok ] "range" X Body; pos is that of "for".
struct RangeStmt : Stmt {
  static constexpr NodeKind kKind = NodeKind::kRangeStmt;
  List<Expr> lhs;  // all variables as written; more than two are an error that sema reports at the third
  Pos tok_pos;     // of "=" or ":="
  Token tok;       // kAssign, kDefine, or kInvalid without variables
  Pos range;       // of "range"
  Expr* x;
  BlockStmt* body;
  Expr* key() const { return lhs.empty() ? nullptr : lhs[0]; }
  Expr* value() const { return lhs.size() < 2 ? nullptr : lhs[1]; }
};

// --------------------------------------------------------------------------------------------------- declarations

// Names Type Tag: a parameter, result, type parameter, receiver, struct field, interface method or embedded element.
struct Field : Node {
  static constexpr NodeKind kKind = NodeKind::kField;
  List<Ident> names;  // empty for embedded and unnamed ones
  Expr* type;
  BasicLit* tag;  // null without a tag
};

// "(" or "[" or "{" List of its closing token
struct FieldList : Node {
  static constexpr NodeKind kKind = NodeKind::kFieldList;
  List<Field> list;
  Pos closing;
  // The number of parameters or fields, counting each name and each unnamed one.
  size_t NumFields() const {
    size_t n = 0;
    for (const Field* f : list) n += f->names.empty() ? 1 : f->names.size();
    return n;
  }
};

// [ Name ] Path
struct ImportSpec : Spec {
  static constexpr NodeKind kKind = NodeKind::kImportSpec;
  Ident* name;  // null without a name; may be "." or "_"
  BasicLit* path;
};

// Names [ Type ] [ "=" Values ] of a const or var declaration
struct ValueSpec : Spec {
  static constexpr NodeKind kKind = NodeKind::kValueSpec;
  List<Ident> names;
  Expr* type;         // may be null
  List<Expr> values;  // may be empty
  uint32_t iota;      // index of the spec in its group
};

// Name [ TypeParams ] [ "=" ] Type
struct TypeSpec : Spec {
  static constexpr NodeKind kKind = NodeKind::kTypeSpec;
  Ident* name;
  FieldList* type_params;  // may be null
  Pos assign;              // of "=" in an alias declaration
  Expr* type;
  uint32_t local_number;   // of a type declared in a function: which one of the package it is, from 1; else 0
  bool is_alias() const { return assign.valid(); }
};

struct BadDecl : Decl {
  static constexpr NodeKind kKind = NodeKind::kBadDecl;
};

// "import", "const", "type" or "var" with one spec or a parenthesised group
struct GenDecl : Decl {
  static constexpr NodeKind kKind = NodeKind::kGenDecl;
  Token tok;
  Pos lparen;  // valid for a group
  List<Spec> specs;
  Pos rparen;
  std::span<const Directive> directives;  // //go: comments since the declaration before
};

// "func" [ Recv ] Name Type [ Body ]; pos is that of the name, or of the receiver's "(".
struct FuncDecl : Decl {
  static constexpr NodeKind kKind = NodeKind::kFuncDecl;
  FieldList* recv;  // null for a function; sema verifies that there is exactly one receiver
  Ident* name;
  FuncType* type;
  BlockStmt* body;  // null for a native
  Pos func;         // of "func"
  std::span<const Directive> directives;
};

// One source file.
struct File : Node {
  static constexpr NodeKind kKind = NodeKind::kFile;
  SourceFileId source;
  Ident* name;  // of the package; pos of the File is that of "package"
  List<Decl> decls;
  List<ImportSpec> imports;               // all of them, in order
  std::span<const Directive> directives;  // all //go: comments in order, //go:build included
  Pos eof;
};

// --------------------------------------------------------------------------------------------------------- access

template <typename T>
bool Is(const Node* node) {
  return node->kind == T::kKind;
}
// Requires: the node is a T.
template <typename T>
T* As(Node* node) {
  GOLITE_CHECK(node->kind == T::kKind, "an AST node has another kind than its user assumed");
  return static_cast<T*>(node);
}
template <typename T>
const T* As(const Node* node) {
  GOLITE_CHECK(node->kind == T::kKind, "an AST node has another kind than its user assumed");
  return static_cast<const T*>(node);
}
// Null when the node is null or no T.
template <typename T>
T* TryAs(Node* node) {
  return node != nullptr && node->kind == T::kKind ? static_cast<T*>(node) : nullptr;
}
template <typename T>
const T* TryAs(const Node* node) {
  return node != nullptr && node->kind == T::kKind ? static_cast<const T*>(node) : nullptr;
}

std::string_view NodeKindName(NodeKind kind);

constexpr bool IsExpr(NodeKind kind) { return kind <= NodeKind::kChanType; }
constexpr bool IsStmt(NodeKind kind) { return kind >= NodeKind::kBadStmt && kind <= NodeKind::kRangeStmt; }

// Calls visitor(const T&) with the node as what it really is. The visitor handles every kind of the group; all its
// results have one type.
template <typename Visitor>
decltype(auto) VisitExpr(const Expr& e, Visitor&& visitor) {
  switch (e.kind) {
#define EXPR(name) \
  case NodeKind::k##name: return visitor(static_cast<const name&>(e));
#define STMT(name)
#define DECL(name)
#define SPEC(name)
#define NODE(name)
#include "parser/ast/nodes.def"
#undef EXPR
#undef STMT
#undef DECL
#undef SPEC
#undef NODE
    default: GOLITE_UNREACHABLE("not an expression");
  }
}

template <typename Visitor>
decltype(auto) VisitStmt(const Stmt& s, Visitor&& visitor) {
  switch (s.kind) {
#define STMT(name) \
  case NodeKind::k##name: return visitor(static_cast<const name&>(s));
#define EXPR(name)
#define DECL(name)
#define SPEC(name)
#define NODE(name)
#include "parser/ast/nodes.def"
#undef EXPR
#undef STMT
#undef DECL
#undef SPEC
#undef NODE
    default: GOLITE_UNREACHABLE("not a statement");
  }
}

template <typename Visitor>
decltype(auto) VisitNode(const Node& node, Visitor&& visitor) {
  switch (node.kind) {
#define EXPR(name) \
  case NodeKind::k##name: return visitor(static_cast<const name&>(node));
#define STMT(name) EXPR(name)
#define DECL(name) EXPR(name)
#define SPEC(name) EXPR(name)
#define NODE(name) EXPR(name)
#include "parser/ast/nodes.def"
#undef EXPR
#undef STMT
#undef DECL
#undef SPEC
#undef NODE
    default: GOLITE_UNREACHABLE("not a node");
  }
}

// The position of the node's first token, and the position just after its last token (as cmd/compile's syntax.StartPos
// and EndPos).
Pos StartPos(const Node& node);
Pos EndPos(const Node& node);

// Removes parentheses around an expression.
inline Expr* Unparen(Expr* e) {
  while (auto* paren = TryAs<ParenExpr>(e)) e = paren->x;
  return e;
}
inline const Expr* Unparen(const Expr* e) {
  while (auto* paren = TryAs<ParenExpr>(e)) e = paren->x;
  return e;
}

}  // namespace golite::ast
