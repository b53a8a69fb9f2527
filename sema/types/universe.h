#pragma once

// The TypeContext owns every type and object of a compilation, interns types, and holds the universe scope.

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sema/types/object.h"
#include "sema/types/package.h"
#include "sema/types/scope.h"
#include "sema/types/type.h"
#include "support/arena.h"

namespace golite::sema {

class TypeContext {
 public:
  // Names come from interner, which must outlive the context.
  explicit TypeContext(Interner& interner);
  ~TypeContext();
  TypeContext(const TypeContext&) = delete;
  TypeContext& operator=(const TypeContext&) = delete;

  Arena& arena() { return arena_; }
  Interner& interner() { return interner_; }
  constant::Pool& constants() { return constants_; }

  // Predeclared types.
  Basic* basic(BasicKind kind) const { return basics_[static_cast<int>(kind)]; }
  Basic* invalid() const { return basic(BasicKind::kInvalid); }
  Basic* byte_type() const { return byte_; }
  Basic* rune_type() const { return rune_; }
  Alias* any_type() const { return any_; }
  Named* error_type() const { return error_; }
  Named* comparable_type() const { return comparable_; }
  Interface* empty_interface() const { return empty_interface_; }
  Func* error_method() const { return error_method_; }  // error.Error
  Tuple* empty_tuple() const { return empty_tuple_; }
  Struct* empty_struct() const { return empty_struct_; }

  Scope& universe() { return *universe_; }
  Object* iota_object() const { return iota_; }
  Nil* nil_object() const { return nil_; }
  Package* unsafe_package() { return unsafe_.get(); }

  // Types. The first five are interned.
  Pointer* NewPointer(Type* elem);
  Slice* NewSlice(Type* elem);
  Array* NewArray(Type* elem, int64_t len);
  Map* NewMap(Type* key, Type* elem);
  Chan* NewChan(ChanDir dir, Type* elem);
  // The arrays passed to the following functions are copied into the arena.
  Struct* NewStruct();  // not complete: call Struct::SetFields
  Struct* NewStruct(std::span<Var* const> fields, std::span<const std::string_view> tags);
  Tuple* NewTuple(std::span<Var* const> vars);
  Tuple* NewTupleOf(std::span<Type* const> types);  // unnamed variables
  Signature* NewSignature();                        // not complete: call Signature::Set
  Signature* NewSignature(Var* recv, Tuple* params, Tuple* results, bool variadic);
  Interface* NewInterface();  // not complete: call Interface::Set
  Interface* NewInterface(std::span<Func* const> methods, std::span<Type* const> embeddeds);
  Union* NewUnion(std::span<const Term> terms);
  Named* NewNamed(TypeName* obj, Type* underlying);
  Alias* NewAlias(TypeName* obj, Type* rhs);
  TypeParam* NewTypeParam(TypeName* obj, Type* constraint);
  // The instance of origin with those arguments: the same pointer for identical arguments.
  Named* NewInstance(Named* origin, std::span<Type* const> targs);

  // Objects.
  PkgName* NewPkgName(Pos pos, Package* pkg, Sym name, Package* imported);
  Const* NewConst(Pos pos, Package* pkg, Sym name, Type* type, ConstValue value);
  TypeName* NewTypeName(Pos pos, Package* pkg, Sym name, Type* type);
  Var* NewVar(VarKind kind, Pos pos, Package* pkg, Sym name, Type* type);
  Var* NewField(Pos pos, Package* pkg, Sym name, Type* type, bool embedded);
  Func* NewFunc(Pos pos, Package* pkg, Sym name, Signature* sig);
  Label* NewLabel(Pos pos, Package* pkg, Sym name);

  Scope* NewScope(Scope* parent, Pos pos, Pos end, bool is_func = false);
  Package* NewPackage(std::string_view path, std::string_view name);

  // Copies into the arena.
  std::string_view InternString(std::string_view s);
  template <class T>
  std::span<T> CopySpan(std::span<const T> items);
  template <class T>
  std::span<T> CopySpan(const std::vector<T>& items) {
    return CopySpan<T>(std::span<const T>(items));
  }

  uint32_t object_count() const { return next_object_id_; }

 private:
  friend Type* CanonicalSlow(Type* t);
  friend bool IdenticalSlow(Type* x, Type* y);
  struct Tables;  // intern tables

  template <class T>
  T* Register(T* object);
  void DefineUniverse();

  Interner& interner_;
  Arena arena_;
  constant::Pool constants_;
  std::unique_ptr<Tables> tables_;
  Basic* basics_[kBasicKindCount] = {};
  Basic* byte_ = nullptr;
  Basic* rune_ = nullptr;
  Alias* any_ = nullptr;
  Named* error_ = nullptr;
  Named* comparable_ = nullptr;
  Interface* empty_interface_ = nullptr;
  Func* error_method_ = nullptr;
  Tuple* empty_tuple_ = nullptr;
  Struct* empty_struct_ = nullptr;
  Const* iota_ = nullptr;
  Nil* nil_ = nullptr;
  std::unique_ptr<Scope> universe_;
  std::unique_ptr<Package> unsafe_;
  std::deque<std::unique_ptr<Package>> packages_;
  std::deque<std::unique_ptr<Scope>> scopes_;
  std::deque<std::unique_ptr<Named>> named_;
  uint32_t next_object_id_ = 0;
  uint32_t next_type_param_id_ = 0;
};

template <class T>
std::span<T> TypeContext::CopySpan(std::span<const T> items) {
  return arena_.Copy(items);
}

}  // namespace golite::sema
