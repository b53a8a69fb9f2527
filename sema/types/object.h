#pragma once

// Objects: what a name of a Go program denotes. One class per go/types object, all in the arena of the TypeContext.

#include <cstdint>
#include <string>
#include <string_view>

#include "sema/types/constant.h"
#include "sema/types/type.h"
#include "support/interner.h"
#include "support/source.h"

namespace golite::ast {
struct Expr;
struct FuncDecl;
struct FuncLit;
struct ImportSpec;
struct LabeledStmt;
}  // namespace golite::ast

namespace golite::sema {

using ConstValue = constant::Value;

class Scope;
struct DeclInfo;

enum class ObjectKind : uint8_t { kPkgName, kConst, kTypeName, kVar, kFunc, kLabel, kBuiltin, kNil };

// The state of an object's declaration while it is type-checked (white: not begun, black: done).
enum class Color : uint8_t { kWhite, kBlack, kGrey };

class Object {
 public:
  ObjectKind kind() const { return kind_; }
  Sym name() const { return name_; }
  Pos pos() const { return pos_; }
  // The package it belongs to; nullptr for universe objects and labels.
  Package* pkg() const { return pkg_; }
  // The scope it is declared in; nullptr for methods and struct fields.
  Scope* parent() const { return parent_; }
  // The type; null for labels. Objects of lazily checked packages are resolved by this call.
  Type* type() {
    if (lazy_) ResolveLazy();
    return type_;
  }
  // Dense number, unique within the TypeContext: an index for side tables.
  uint32_t id() const { return id_; }
  bool exported() const { return exported_; }
  // Position from which on the object is visible in its (function) scope.
  Pos scope_pos() const { return scope_pos_; }
  // True for package-level objects and methods: they have a DeclInfo while their package is being checked.
  DeclInfo* decl() const { return decl_; }
  // Source order of package-level objects, from 1; 0 for others.
  uint32_t order() const { return order_; }

  // For the checker.
  Type* raw_type() const { return type_; }
  void set_type(Type* t) { type_ = t; }
  void set_parent(Scope* s) { parent_ = s; }
  void set_scope_pos(Pos pos) { scope_pos_ = pos; }
  void set_order(uint32_t order) { order_ = order; }
  void set_decl(DeclInfo* d) { decl_ = d; }
  void set_lazy(bool lazy) { lazy_ = lazy; }
  Color color() const { return color_; }
  void set_color(Color c) { color_ = c; }
  // Index in the checker's object path while grey.
  uint32_t path_index() const { return path_index_; }
  void set_path_index(uint32_t i) { path_index_ = i; }
  // Whether this is the object that name denotes when used in pkg (exported names match in every package).
  bool SameId(const Package* pkg, Sym name, bool fold_case = false) const;

 protected:
  Object(ObjectKind kind, Pos pos, Package* pkg, Sym name, Type* type);

 private:
  friend class TypeContext;
  void ResolveLazy();

  ObjectKind kind_;
  Color color_;
  bool exported_;
  bool lazy_ = false;
  Pos pos_;
  Pos scope_pos_{};
  uint32_t id_ = 0;
  uint32_t order_ = 0;
  uint32_t path_index_ = 0;
  Sym name_;
  Type* type_;
  Package* pkg_;
  Scope* parent_ = nullptr;
  DeclInfo* decl_ = nullptr;
};

class PkgName : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::kPkgName;
  Package* imported() const { return imported_; }
  bool used = false;
  const ast::ImportSpec* spec = nullptr;

 private:
  friend class TypeContext;
  PkgName(Pos pos, Package* pkg, Sym name, Package* imported)
      : Object(kKind, pos, pkg, name, nullptr), imported_(imported) {}
  Package* imported_;
};

class Const : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::kConst;
  const ConstValue& value() {
    (void)type();
    return value_;
  }
  ConstValue raw_value() const { return value_; }
  void set_value(ConstValue v) { value_ = v; }

 private:
  friend class TypeContext;
  Const(Pos pos, Package* pkg, Sym name, Type* type, ConstValue value)
      : Object(kKind, pos, pkg, name, type), value_(value) {}
  ConstValue value_;
};

class TypeName : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::kTypeName;
  // Whether this is another name for a type (an alias declaration, byte, rune, or any).
  bool IsAlias();
  // Of a type declared in a function: its number in the package (ast::TypeSpec), and, for one that an instance of a generic
  // function declares, the type arguments of that instance.
  uint32_t local_number = 0;
  std::span<Type* const> outer_args;

 private:
  friend class TypeContext;
  TypeName(Pos pos, Package* pkg, Sym name, Type* type) : Object(kKind, pos, pkg, name, type) {}
};

enum class VarKind : uint8_t { kPackage, kLocal, kRecv, kParam, kResult, kField };

class Var : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::kVar;
  VarKind var_kind() const { return var_kind_; }
  bool is_field() const { return var_kind_ == VarKind::kField; }
  bool embedded() const { return embedded_; }
  // The field of the generic struct that this field of an instance was substituted from; itself otherwise.
  Var* origin() { return origin_ != nullptr ? origin_ : this; }
  void set_origin(Var* v) { origin_ = v; }
  bool used = false;

 private:
  friend class TypeContext;
  Var(VarKind kind, Pos pos, Package* pkg, Sym name, Type* type, bool embedded)
      : Object(kKind, pos, pkg, name, type), var_kind_(kind), embedded_(embedded) {}
  VarKind var_kind_;
  bool embedded_;
  Var* origin_ = nullptr;
};

// A function, a declared method, or a method of an interface.
class Func : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::kFunc;
  Signature* signature() { return static_cast<Signature*>(type()); }
  // The method of the generic type that this method of an instance was substituted from; itself otherwise.
  Func* origin() { return origin_ != nullptr ? origin_ : this; }
  void set_origin(Func* f) { origin_ = f; }
  // The declaration; nullptr for interface methods and predeclared ones. That of a substituted method is its origin's.
  const ast::FuncDecl* func_decl = nullptr;
  bool has_ptr_recv = false;  // valid for methods of the package being checked, before their type is set up

 private:
  friend class TypeContext;
  Func(Pos pos, Package* pkg, Sym name, Signature* sig) : Object(kKind, pos, pkg, name, sig) {}
  Func* origin_ = nullptr;
};

class Label : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::kLabel;
  bool used = false;
  const ast::LabeledStmt* stmt = nullptr;

 private:
  friend class TypeContext;
  Label(Pos pos, Package* pkg, Sym name) : Object(kKind, pos, pkg, name, nullptr) {}
};

// Predeclared functions; those of package unsafe come last.
enum class BuiltinId : uint8_t {
  kAppend,
  kCap,
  kClear,
  kClose,
  kComplex,
  kCopy,
  kDelete,
  kImag,
  kLen,
  kMake,
  kMax,
  kMin,
  kNew,
  kPanic,
  kPrint,
  kPrintln,
  kReal,
  kRecover,
  kUnsafeAdd,
  kUnsafeAlignof,
  kUnsafeOffsetof,
  kUnsafeSizeof,
  kUnsafeSlice,
  kUnsafeSliceData,
  kUnsafeString,
  kUnsafeStringData,
};

inline constexpr int kBuiltinCount = static_cast<int>(BuiltinId::kUnsafeStringData) + 1;
std::string_view BuiltinName(BuiltinId id);

class Builtin : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::kBuiltin;
  BuiltinId builtin_id() const { return builtin_; }

 private:
  friend class TypeContext;
  Builtin(Sym name, BuiltinId id, Type* type) : Object(kKind, Pos{}, nullptr, name, type), builtin_(id) {}
  BuiltinId builtin_;
};

class Nil : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::kNil;

 private:
  friend class TypeContext;
  Nil(Sym name, Type* untyped_nil) : Object(kKind, Pos{}, nullptr, name, untyped_nil) {}
};

template <class T>
T* TryAs(Object* o) {
  return o != nullptr && o->kind() == T::kKind ? static_cast<T*>(o) : nullptr;
}
template <class T>
T* As(Object* o) {
  GOLITE_CHECK(o != nullptr && o->kind() == T::kKind, "object is of another kind");
  return static_cast<T*>(o);
}

// Whether name starts with an upper case letter.
bool IsExported(std::string_view name);
// "func F(x int) string", "var x int", "const c untyped int", as go/types prints objects.
std::string ObjectString(Object* o, const Qualifier& qualifier = {});

}  // namespace golite::sema
