#pragma once

// Types of the Go language, structured as go/types structures them.
//
// Every type lives in the arena of a TypeContext. Pointer, slice, array, map and channel types are interned: the
// same element types give the same pointer. Struct, signature and interface types are made once per occurrence in
// the source (they carry the declared parameter names, positions and field objects), and aliases print under their
// own name; all of them know their canonical representative:
//
//   Canonical(a) == Canonical(b)  if and only if  Identical(a, b)
//
// so the canonical pointer is the key for any table indexed by type. Info::TypeOf returns canonical types.
// Every cycle among types passes through a Named type. A Named type resolves its underlying type and its methods
// on demand; an instantiated Named is shared by everybody who instantiates the same origin with identical arguments.
//
// Type functions are plain functions: none needs a Checker. A TypeContext belongs to one thread.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/check.h"
#include "support/interner.h"
#include "support/source.h"

namespace golite::sema {

class Func;
class Interface;
class Object;
class Package;
class Scope;
class Struct;
class TypeContext;
class TypeName;
class TypeParam;
class TypeSet;
class Var;

enum class TypeKind : uint8_t {
  kBasic,
  kPointer,
  kSlice,
  kArray,
  kMap,
  kChan,
  kStruct,
  kTuple,
  kSignature,
  kInterface,
  kUnion,
  kNamed,
  kTypeParam,
  kAlias,
};

class Type {
 public:
  TypeKind kind() const { return kind_; }
  TypeContext& context() const { return *context_; }

  // Marks t as being visited by one kind of walk for as long as it lives. entered is false if it was marked before:
  // wrong programs have types that contain themselves.
  enum Walk : uint8_t { kComparing = 1, kSizing = 2, kAligning = 4 };
  class Visit {
   public:
    Visit(Type* t, Walk walk) : entered((t->walks_ & walk) == 0), type_(t), walk_(walk) { t->walks_ |= walk; }
    ~Visit() {
      if (entered) type_->walks_ &= static_cast<uint8_t>(~walk_);
    }
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;
    const bool entered;

   private:
    Type* type_;
    Walk walk_;
  };

 protected:
  Type(TypeContext& context, TypeKind kind) : context_(&context), kind_(kind) {}

 private:
  friend class TypeContext;
  friend Type* Canonical(Type* t);
  friend Type* CanonicalSlow(Type* t);
  friend bool IdenticalSlow(Type* x, Type* y);
  TypeContext* context_;
  Type* canonical_ = nullptr;  // computed by Canonical
  TypeKind kind_;
  uint8_t walks_ = 0;            // see Visit
  bool canonicalizing_ = false;  // a cycle through an anonymous interface is being computed
};

// The representative of the types identical to t.
Type* CanonicalSlow(Type* t);
bool IdenticalSlow(Type* x, Type* y);
inline Type* Canonical(Type* t) {
  if (t == nullptr) return nullptr;
  return t->canonical_ != nullptr ? t->canonical_ : CanonicalSlow(t);
}

// --- Basic -------------------------------------------------------------------------------------------------------

enum class BasicKind : uint8_t {
  kInvalid,
  kBool,
  kInt,
  kInt8,
  kInt16,
  kInt32,
  kInt64,
  kUint,
  kUint8,
  kUint16,
  kUint32,
  kUint64,
  kUintptr,
  kFloat32,
  kFloat64,
  kComplex64,
  kComplex128,
  kString,
  kUnsafePointer,
  kUntypedBool,
  kUntypedInt,
  kUntypedRune,
  kUntypedFloat,
  kUntypedComplex,
  kUntypedString,
  kUntypedNil,
};
inline constexpr int kBasicKindCount = static_cast<int>(BasicKind::kUntypedNil) + 1;

enum BasicInfo : uint16_t {
  kIsBoolean = 1 << 0,
  kIsInteger = 1 << 1,
  kIsUnsigned = 1 << 2,
  kIsFloat = 1 << 3,
  kIsComplex = 1 << 4,
  kIsString = 1 << 5,
  kIsUntyped = 1 << 6,
  kIsOrdered = kIsInteger | kIsFloat | kIsString,
  kIsNumeric = kIsInteger | kIsFloat | kIsComplex,
  kIsConstType = kIsBoolean | kIsNumeric | kIsString,
};

// A predeclared basic type; byte and rune are Basics of their own whose canonical types are uint8 and int32.
class Basic : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::kBasic;
  BasicKind basic_kind() const { return basic_kind_; }
  uint16_t info() const { return info_; }
  std::string_view name() const { return name_; }

 private:
  friend class TypeContext;
  Basic(TypeContext& c, BasicKind kind, uint16_t info, std::string_view name)
      : Type(c, kKind), basic_kind_(kind), info_(info), name_(name) {}
  BasicKind basic_kind_;
  uint16_t info_;
  std::string_view name_;
};

// --- Interned composite types ----------------------------------------------------------------------------------

class Pointer : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::kPointer;
  Type* elem() const { return elem_; }

 private:
  friend class TypeContext;
  Pointer(TypeContext& c, Type* elem) : Type(c, kKind), elem_(elem) {}
  Type* elem_;
};

class Slice : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::kSlice;
  Type* elem() const { return elem_; }

 private:
  friend class TypeContext;
  Slice(TypeContext& c, Type* elem) : Type(c, kKind), elem_(elem) {}
  Type* elem_;
};

class Array : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::kArray;
  Type* elem() const { return elem_; }
  // The number of elements; negative when it is not known because of an error.
  int64_t len() const { return len_; }

 private:
  friend class TypeContext;
  Array(TypeContext& c, Type* elem, int64_t len) : Type(c, kKind), elem_(elem), len_(len) {}
  Type* elem_;
  int64_t len_;
};

class Map : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::kMap;
  Type* key() const { return key_; }
  Type* elem() const { return elem_; }

 private:
  friend class TypeContext;
  Map(TypeContext& c, Type* key, Type* elem) : Type(c, kKind), key_(key), elem_(elem) {}
  Type* key_;
  Type* elem_;
};

enum class ChanDir : uint8_t { kSendRecv, kSendOnly, kRecvOnly };

class Chan : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::kChan;
  ChanDir dir() const { return dir_; }
  Type* elem() const { return elem_; }

 private:
  friend class TypeContext;
  Chan(TypeContext& c, ChanDir dir, Type* elem) : Type(c, kKind), dir_(dir), elem_(elem) {}
  ChanDir dir_;
  Type* elem_;
};

// --- Struct, Tuple, Signature --------------------------------------------------------------------------------------

// The spans of a Struct are filled in by the checker right after NewStruct, when field types may need the struct.
class Struct : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::kStruct;
  std::span<Var* const> fields() const { return fields_; }
  int num_fields() const { return static_cast<int>(fields_.size()); }
  Var* field(int i) const { return fields_[i]; }
  // The tag of field i, unquoted; "" without one.
  std::string_view tag(int i) const { return tags_.empty() ? std::string_view() : tags_[i]; }
  std::span<const std::string_view> tags() const { return tags_; }
  void SetFields(std::span<Var* const> fields, std::span<const std::string_view> tags) {
    fields_ = fields;
    tags_ = tags;
    complete_ = true;
  }
  // Whether SetFields was called.
  bool complete() const { return complete_; }

 private:
  friend class TypeContext;
  explicit Struct(TypeContext& c) : Type(c, kKind) {}
  std::span<Var* const> fields_;
  std::span<const std::string_view> tags_;  // empty, or one per field
  bool complete_ = false;
};

// An ordered list of variables: parameters, results, or the value of a call with several results.
class Tuple : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::kTuple;
  std::span<Var* const> vars() const { return vars_; }
  int len() const { return static_cast<int>(vars_.size()); }
  Var* at(int i) const { return vars_[i]; }

 private:
  friend class TypeContext;
  Tuple(TypeContext& c, std::span<Var* const> vars) : Type(c, kKind), vars_(vars) {}
  std::span<Var* const> vars_;
};

// params and results are never null once the signature is complete. The type of the last parameter of a variadic
// signature is a Slice (or string, for the special case append([]byte, string...)).
class Signature : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::kSignature;
  Var* recv() const { return recv_; }
  Tuple* params() const { return params_; }
  Tuple* results() const { return results_; }
  bool variadic() const { return variadic_; }
  std::span<TypeParam* const> tparams() const { return tparams_; }
  // Type parameters of the receiver's type, as declared in this method.
  std::span<TypeParam* const> recv_tparams() const { return recv_tparams_; }

  void Set(Var* recv, Tuple* params, Tuple* results, bool variadic) {
    recv_ = recv;
    params_ = params;
    results_ = results;
    variadic_ = variadic;
    complete_ = true;
  }
  // False while the declaration of its function is being checked.
  bool complete() const { return complete_; }
  void set_recv(Var* recv) { recv_ = recv; }
  // The scope of the parameters, for the body; nullptr for signatures that were not declared in source.
  Scope* scope() const { return scope_; }
  void set_scope(Scope* scope) { scope_ = scope; }
  void set_tparams(std::span<TypeParam* const> tparams) { tparams_ = tparams; }
  void set_recv_tparams(std::span<TypeParam* const> tparams) { recv_tparams_ = tparams; }

 private:
  friend class TypeContext;
  Signature(TypeContext& c, Tuple* empty) : Type(c, kKind), params_(empty), results_(empty) {}
  Var* recv_ = nullptr;
  Tuple* params_;
  Tuple* results_;
  std::span<TypeParam* const> tparams_;
  std::span<TypeParam* const> recv_tparams_;
  Scope* scope_ = nullptr;
  bool variadic_ = false;
  bool complete_ = false;
};

// --- Interface, Union -----------------------------------------------------------------------------------------------

class Interface : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::kInterface;
  // Methods written in the interface itself; the type set (TypeSetOf in typeset.h) has those of embedded ones too.
  std::span<Func* const> explicit_methods() const { return methods_; }
  std::span<Type* const> embeddeds() const { return embeddeds_; }
  // Positions of the embedded elements; may be empty.
  std::span<const Pos> embed_positions() const { return embed_positions_; }
  // Set for the interface that wraps a constraint literal such as ~int|~string.
  bool implicit() const { return implicit_; }
  bool complete() const { return complete_; }

  void Set(std::span<Func* const> methods, std::span<Type* const> embeddeds, std::span<const Pos> positions) {
    methods_ = methods;
    embeddeds_ = embeddeds;
    embed_positions_ = positions;
    complete_ = true;
  }
  void set_implicit() { implicit_ = true; }
  TypeSet* type_set() const { return type_set_; }
  void set_type_set(TypeSet* s) { type_set_ = s; }

 private:
  friend class TypeContext;
  explicit Interface(TypeContext& c) : Type(c, kKind) {}
  std::span<Func* const> methods_;
  std::span<Type* const> embeddeds_;
  std::span<const Pos> embed_positions_;
  TypeSet* type_set_ = nullptr;  // computed on demand by TypeSetOf
  bool implicit_ = false;
  bool complete_ = false;  // Set was called
};

struct Term {
  bool tilde = false;
  Type* type = nullptr;
};

class Union : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::kUnion;
  std::span<const Term> terms() const { return terms_; }

 private:
  friend class TypeContext;
  Union(TypeContext& c, std::span<const Term> terms) : Type(c, kKind), terms_(terms) {}
  std::span<const Term> terms_;
};

// --- Named, TypeParam, Alias -----------------------------------------------------------------------------------------

// A defined type, generic or not, or an instance of a generic one.
class Named : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::kNamed;
  TypeName* obj() const { return obj_; }
  // The generic type this is an instance of; this type itself when it is not an instance.
  Named* origin() const { return origin_; }
  bool is_instance() const { return origin_ != this; }
  std::span<Type* const> targs() const { return targs_; }
  std::span<TypeParam* const> tparams() const { return origin_->tparams_; }
  // The underlying type: never a Named or Alias once declarations are complete. Resolves it when necessary.
  Type* underlying();

  // Methods declared with this type as receiver base; those of an instance are substituted on demand.
  int num_methods();
  Func* method(int i);
  // The declared method with that name (nullptr without one). pkg matters for names that are not exported.
  Func* FindMethod(Sym name, const Package* pkg, bool fold_case = false, int* index = nullptr);

  // For the checker.
  Type* raw_underlying() const { return underlying_; }  // may be null or Named while a declaration is being checked
  void set_underlying(Type* t) { underlying_ = t; }
  Type* from_rhs() const { return from_rhs_; }
  void set_from_rhs(Type* t) { from_rhs_ = t; }
  void set_tparams(std::span<TypeParam* const> tparams) { tparams_ = tparams; }
  // Known to have a finite size (see Checker::ValidType).
  bool known_valid() const { return known_valid_; }
  void set_known_valid() { known_valid_ = true; }
  void AddMethod(Func* m) { methods_.push_back(m); }
  const std::vector<Func*>& raw_methods() const { return methods_; }

 private:
  friend class TypeContext;
  friend Type* CanonicalSlow(Type* t);
  Named(TypeContext& c, TypeName* obj, Named* origin, std::span<Type* const> targs)
      : Type(c, kKind), obj_(obj), origin_(origin != nullptr ? origin : this), targs_(targs) {}
  void Expand();

  TypeName* obj_;
  Named* origin_;
  std::span<Type* const> targs_;
  std::span<TypeParam* const> tparams_;
  Type* underlying_ = nullptr;
  Type* from_rhs_ = nullptr;
  std::vector<Func*> methods_;  // of an instance: parallel to the origin's, null until substituted
  bool expanding_ = false;
  bool known_valid_ = false;
};

class TypeParam : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::kTypeParam;
  TypeName* obj() const { return obj_; }
  int index() const { return index_; }
  uint32_t id() const { return id_; }
  // The declared constraint; Iface wraps it when it is not an interface.
  Type* constraint() const { return bound_; }
  Interface* Iface();

  void set_index(int i) { index_ = i; }
  void set_constraint(Type* bound) {
    bound_ = bound;
    iface_ = nullptr;
  }

 private:
  friend class TypeContext;
  TypeParam(TypeContext& c, TypeName* obj, Type* bound, uint32_t id)
      : Type(c, kKind), obj_(obj), bound_(bound), id_(id) {}
  TypeName* obj_;
  Type* bound_;
  Interface* iface_ = nullptr;
  int index_ = -1;
  uint32_t id_;
};

// The type denoted by an alias declaration; it prints as the alias. A generic alias has tparams, its instances targs.
class Alias : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::kAlias;
  TypeName* obj() const { return obj_; }
  Alias* origin() const { return origin_; }
  Type* rhs() const { return rhs_; }
  std::span<TypeParam* const> tparams() const { return origin_->tparams_; }
  std::span<Type* const> targs() const { return targs_; }

  void set_rhs(Type* rhs) { rhs_ = rhs; }
  void set_tparams(std::span<TypeParam* const> tparams) { tparams_ = tparams; }
  void set_instance_of(Alias* origin, std::span<Type* const> targs) {
    origin_ = origin;
    targs_ = targs;
  }

 private:
  friend class TypeContext;
  Alias(TypeContext& c, TypeName* obj, Type* rhs) : Type(c, kKind), obj_(obj), origin_(this), rhs_(rhs) {}
  TypeName* obj_;
  Alias* origin_;
  Type* rhs_;  // null while the declaration is being checked
  std::span<TypeParam* const> tparams_;
  std::span<Type* const> targs_;
};

// --- Casts and underlying types -------------------------------------------------------------------------------------

// t without alias names; the invalid type for an alias that is not set up yet.
Type* UnaliasSlow(Type* t);
inline Type* Unalias(Type* t) {
  return t != nullptr && t->kind() == TypeKind::kAlias ? UnaliasSlow(t) : t;
}

// t as a T, looking through aliases; nullptr if it is another kind of type.
template <class T>
T* TryAs(Type* t) {
  if constexpr (T::kKind != TypeKind::kAlias) t = Unalias(t);
  return t != nullptr && t->kind() == T::kKind ? static_cast<T*>(t) : nullptr;
}
template <class T>
T* As(Type* t) {
  T* r = TryAs<T>(t);
  GOLITE_CHECK(r != nullptr, "type is of another kind");
  return r;
}

// The underlying type of t; that of a type parameter is its constraint interface.
Type* Under(Type* t);
// Under(t) as a T, or nullptr.
template <class T>
T* TryUnder(Type* t) {
  t = t == nullptr ? nullptr : Under(t);
  return t != nullptr && t->kind() == T::kKind ? static_cast<T*>(t) : nullptr;
}

// --- Strings ---------------------------------------------------------------------------------------------------------

// How package names appear: gc prints names of the current package without qualifier, others by package name, or by
// quoted path where two packages share a name.
struct Qualifier {
  const Package* current = nullptr;
  bool full_paths = false;  // "a/b".T for every package
  bool go_types = false;    // a/b.T, as go/types and thus vet print types
};
std::string TypeString(Type* t, const Qualifier& qualifier = {});
void WriteType(std::string& out, Type* t, const Qualifier& qualifier);
// The signature without the word func: "(x int) (string, error)".
void WriteSignature(std::string& out, Signature* sig, const Qualifier& qualifier);

}  // namespace golite::sema
