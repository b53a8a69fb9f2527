#pragma once

// Info is what the checker tells about a package, as go/types' Info does. Tables are indexed by the ExprId of the
// syntax tree; nothing is written into the tree. In a generic function types mention its type parameters; the
// compiler substitutes them (see types/subst.h).

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "parser/ast/ast.h"
#include "sema/types/constant.h"
#include "sema/types/object.h"
#include "sema/types/type.h"

namespace golite::sema {

// What an expression denotes.
enum class Mode : uint8_t {
  kInvalid,   // already reported
  kNoValue,   // a call without results
  kBuiltin,   // a predeclared function
  kTypeExpr,  // a type
  kConstant,  // a constant: TypeAndValue::value is set
  kVariable,  // an addressable variable
  kMapIndex,  // m[k]: assignable, comma-ok on the right
  kValue,     // a computed value
  kNilValue,  // nil, of type untyped nil
  kCommaOk,   // a value that may be used in a comma-ok assignment
};

struct TypeAndValue {
  Mode mode = Mode::kInvalid;
  Type* type = nullptr;  // as written; Canonical gives the key for tables. A Tuple for calls with several results.
  ConstValue value;
};

enum class SelectionKind : uint8_t { kFieldVal, kMethodVal, kMethodExpr };

// A selector x.f that is not a qualified identifier. For
//   type T struct { x int; E };  type E struct {};  func (e E) m() {};  var p *T
//   p.x is kFieldVal  of *T, obj x, index {0}, indirect;  p.m is kMethodVal of *T, obj m, index {1, 0}, indirect;
//   T.m is kMethodExpr of T, obj m, index {1, 0}
// The last index of a method is its index among the methods of its (named or interface) type.
struct Selection {
  SelectionKind kind;
  bool indirect;
  Type* recv;
  Object* obj;
  std::span<const int> index;
  Type* type;  // of x.f; for kMethodExpr a signature with the receiver as first parameter
};

// The arguments of an instantiated generic function or type, inferred ones included, and the instantiated type.
struct Instance {
  std::span<Type* const> targs;
  Type* type = nullptr;
};

// lhs = rhs; several variables when rhs is a call with several results.
struct Initializer {
  std::span<Var* const> lhs;
  const ast::Expr* rhs;
};

// A table with a row per dense id, whose rows take memory only where something was written.
template <class T>
class SparseTable {
 public:
  T Get(uint32_t id) const {
    const uint32_t chunk = id / kChunk;
    return chunk < chunks_.size() && chunks_[chunk] != nullptr ? (*chunks_[chunk])[id % kChunk] : T{};
  }
  T& At(uint32_t id) {
    const uint32_t chunk = id / kChunk;
    if (chunk >= chunks_.size()) chunks_.resize(chunk + 1);
    if (chunks_[chunk] == nullptr) chunks_[chunk] = std::make_unique<std::array<T, kChunk>>();
    return (*chunks_[chunk])[id % kChunk];
  }

 private:
  static constexpr uint32_t kChunk = 256;
  std::vector<std::unique_ptr<std::array<T, kChunk>>> chunks_;
};

struct Info {
  // Types and values of all expressions, with the final types of untyped ones, as go/types records them: an untyped
  // operand has the type it was converted to. Identifiers that define something, and those of selectors
  // (the Sel of x.Sel), keys of struct literals and labels are not recorded here.
  SparseTable<TypeAndValue> types;
  // Objects that identifiers declare (nullptr for "_" in some places, and the symbol of a type switch guard) and
  // objects that identifiers use. The type name of an embedded field is in both.
  SparseTable<Object*> defs;
  SparseTable<Object*> uses;
  // By the id of the SelectorExpr.
  SparseTable<const Selection*> selections;
  // By the id of the identifier that denotes the generic function or type (the Sel in pkg.F[int]).
  std::unordered_map<uint32_t, Instance> instances;
  // Objects without an identifier of their own: the PkgName of an ImportSpec, the variable of a type switch's
  // CaseClause, unnamed parameters (Field).
  std::unordered_map<const void*, Object*> implicits;
  // Package variables with initialisers, in the order in which they must run. For a lazy package: see
  // Checker::InitOrder.
  std::vector<Initializer> init_order;
  // Functions named init and package functions and methods, in source order.
  std::vector<Func*> funcs;

  const TypeAndValue TypeAndValueOf(const ast::Expr* e) const;
  // The canonical type of an expression, or of the object an identifier denotes; nullptr if there is none.
  Type* TypeOf(const ast::Expr* e) const;
  Object* ObjectOf(const ast::Ident* id) const;
  const Selection* SelectionOf(const ast::SelectorExpr* e) const;
  // The instance recorded for an identifier, or nullptr.
  const Instance* InstanceOf(const ast::Ident* id) const;
};

}  // namespace golite::sema
