// This file implements the TypeContext: construction and interning of types, and the universe scope.

#include "sema/types/universe.h"

#include <new>

#include "sema/checker.h"
#include "sema/types/intern_tables.h"

namespace golite::sema {

namespace {

struct BasicRow {
  BasicKind kind;
  uint16_t info;
  std::string_view name;
};

constexpr BasicRow kBasicRows[] = {
    {BasicKind::kInvalid, 0, "invalid type"},
    {BasicKind::kBool, kIsBoolean, "bool"},
    {BasicKind::kInt, kIsInteger, "int"},
    {BasicKind::kInt8, kIsInteger, "int8"},
    {BasicKind::kInt16, kIsInteger, "int16"},
    {BasicKind::kInt32, kIsInteger, "int32"},
    {BasicKind::kInt64, kIsInteger, "int64"},
    {BasicKind::kUint, kIsInteger | kIsUnsigned, "uint"},
    {BasicKind::kUint8, kIsInteger | kIsUnsigned, "uint8"},
    {BasicKind::kUint16, kIsInteger | kIsUnsigned, "uint16"},
    {BasicKind::kUint32, kIsInteger | kIsUnsigned, "uint32"},
    {BasicKind::kUint64, kIsInteger | kIsUnsigned, "uint64"},
    {BasicKind::kUintptr, kIsInteger | kIsUnsigned, "uintptr"},
    {BasicKind::kFloat32, kIsFloat, "float32"},
    {BasicKind::kFloat64, kIsFloat, "float64"},
    {BasicKind::kComplex64, kIsComplex, "complex64"},
    {BasicKind::kComplex128, kIsComplex, "complex128"},
    {BasicKind::kString, kIsString, "string"},
    {BasicKind::kUnsafePointer, 0, "unsafe.Pointer"},
    {BasicKind::kUntypedBool, kIsBoolean | kIsUntyped, "untyped bool"},
    {BasicKind::kUntypedInt, kIsInteger | kIsUntyped, "untyped int"},
    {BasicKind::kUntypedRune, kIsInteger | kIsUntyped, "untyped rune"},
    {BasicKind::kUntypedFloat, kIsFloat | kIsUntyped, "untyped float"},
    {BasicKind::kUntypedComplex, kIsComplex | kIsUntyped, "untyped complex"},
    {BasicKind::kUntypedString, kIsString | kIsUntyped, "untyped string"},
    {BasicKind::kUntypedNil, kIsUntyped, "untyped nil"},
};
static_assert(std::size(kBasicRows) == kBasicKindCount);

}  // namespace

TypeContext::TypeContext(Interner& interner) : interner_(interner), tables_(std::make_unique<Tables>()) {
  universe_ = std::make_unique<Scope>(nullptr, Pos{}, Pos{});
  DefineUniverse();
}

// Packages refer to checkers, which refer to types: packages_ is the last member to be destroyed that matters, and
// nothing in a destructor follows a pointer.
TypeContext::~TypeContext() = default;

template <class T, class... Args>
static T* NewIn(Arena& arena, Args&&... args) {
  return new (arena.Allocate(sizeof(T), alignof(T))) T(std::forward<Args>(args)...);
}

// Constructors of types and objects are private to TypeContext, so placement stands in its members.
#define GOLITE_NEW(T, ...) (new (arena_.Allocate(sizeof(T), alignof(T))) T(__VA_ARGS__))

template <class T>
T* TypeContext::Register(T* object) {
  object->id_ = next_object_id_++;
  return object;
}

void TypeContext::DefineUniverse() {
  auto sym = [this](std::string_view s) { return interner_.Intern(s); };
  auto new_basic = [this](const BasicRow& row, std::string_view name) {
    Basic* b = GOLITE_NEW(Basic, *this, row.kind, row.info, name);
    b->canonical_ = b;
    return b;
  };
  auto declare = [this](Object* o) {
    universe_->Insert(o);
    o->set_color(Color::kBlack);
  };
  for (const BasicRow& row : kBasicRows) basics_[static_cast<int>(row.kind)] = new_basic(row, row.name);
  for (const BasicRow& row : kBasicRows) {
    if (row.kind == BasicKind::kInvalid || row.kind == BasicKind::kUnsafePointer) continue;
    if (row.info & kIsUntyped) continue;
    declare(NewTypeName(Pos{}, nullptr, sym(row.name), basic(row.kind)));
  }
  byte_ = new_basic(kBasicRows[static_cast<int>(BasicKind::kUint8)], "byte");
  byte_->canonical_ = basic(BasicKind::kUint8);
  rune_ = new_basic(kBasicRows[static_cast<int>(BasicKind::kInt32)], "rune");
  rune_->canonical_ = basic(BasicKind::kInt32);
  declare(NewTypeName(Pos{}, nullptr, sym("byte"), byte_));
  declare(NewTypeName(Pos{}, nullptr, sym("rune"), rune_));

  empty_tuple_ = GOLITE_NEW(Tuple, *this, std::span<Var* const>());
  empty_tuple_->canonical_ = empty_tuple_;
  empty_struct_ = NewStruct({}, {});
  empty_interface_ = NewInterface({}, {});

  // type any = interface{}
  TypeName* any = NewTypeName(Pos{}, nullptr, sym("any"), nullptr);
  any_ = NewAlias(any, empty_interface_);
  any->set_type(any_);
  declare(any);

  // type error interface{ Error() string }
  {
    TypeName* obj = NewTypeName(Pos{}, nullptr, sym("error"), nullptr);
    error_ = NewNamed(obj, nullptr);
    obj->set_type(error_);
    Var* recv = NewVar(VarKind::kRecv, Pos{}, nullptr, Sym(), error_);
    Type* results[] = {basic(BasicKind::kString)};
    Signature* sig = NewSignature(recv, empty_tuple_, NewTupleOf(results), false);
    error_method_ = NewFunc(Pos{}, nullptr, sym("Error"), sig);
    Func* methods[] = {error_method_};
    error_->set_underlying(NewInterface(methods, {}));
    declare(obj);
  }

  // type comparable interface{ comparable }
  {
    TypeName* obj = NewTypeName(Pos{}, nullptr, sym("comparable"), nullptr);
    comparable_ = NewNamed(obj, nullptr);
    obj->set_type(comparable_);
    Interface* t = NewInterface({}, {});
    TypeSet* set = NewIn<TypeSet>(arena_);
    set->Set({}, /*all_types=*/true, {}, /*comparable=*/true);
    set->set_verified();  // it is not made from elements
    t->set_type_set(set);
    comparable_->set_underlying(t);
    declare(obj);
  }

  declare(NewConst(Pos{}, nullptr, sym("true"), basic(BasicKind::kUntypedBool), constant::MakeBool(true)));
  declare(NewConst(Pos{}, nullptr, sym("false"), basic(BasicKind::kUntypedBool), constant::MakeBool(false)));
  iota_ = NewConst(Pos{}, nullptr, sym("iota"), basic(BasicKind::kUntypedInt), constant::MakeInt64(0));
  declare(iota_);
  nil_ = Register(GOLITE_NEW(Nil, sym("nil"), basic(BasicKind::kUntypedNil)));
  declare(nil_);

  unsafe_ = std::make_unique<Package>("unsafe", "unsafe", universe_.get());
  unsafe_->complete = true;
  for (int i = 0; i < kBuiltinCount; i++) {
    const BuiltinId id = static_cast<BuiltinId>(i);
    const std::string_view name = BuiltinName(id);
    Builtin* b = Register(GOLITE_NEW(Builtin, sym(name), id, invalid()));
    if (id < BuiltinId::kUnsafeAdd) {
      declare(b);
    } else {
      unsafe_->scope().Insert(b);
      b->set_color(Color::kBlack);
    }
  }
  TypeName* pointer = NewTypeName(Pos{}, unsafe_.get(), sym("Pointer"), basic(BasicKind::kUnsafePointer));
  pointer->set_color(Color::kBlack);
  unsafe_->scope().Insert(pointer);
}

std::string_view BuiltinName(BuiltinId id) {
  static constexpr std::string_view kNames[] = {
      "append", "cap",     "clear",    "close",  "complex", "copy",      "delete",  "imag",      "len",
      "make",   "max",     "min",      "new",    "panic",   "print",     "println", "real",      "recover",
      "Add",    "Alignof", "Offsetof", "Sizeof", "Slice",   "SliceData", "String",  "StringData"};
  static_assert(std::size(kNames) == kBuiltinCount);
  return kNames[static_cast<int>(id)];
}

// ------------------------------------------------------------------------------------------------------------- types

Pointer* TypeContext::NewPointer(Type* elem) {
  Pointer*& t = tables_->pointers[elem];
  if (t == nullptr) t = GOLITE_NEW(Pointer, *this, elem);
  return t;
}

Slice* TypeContext::NewSlice(Type* elem) {
  Slice*& t = tables_->slices[elem];
  if (t == nullptr) t = GOLITE_NEW(Slice, *this, elem);
  return t;
}

Array* TypeContext::NewArray(Type* elem, int64_t len) {
  Array*& t = tables_->arrays[{elem, len}];
  if (t == nullptr) t = GOLITE_NEW(Array, *this, elem, len);
  return t;
}

Map* TypeContext::NewMap(Type* key, Type* elem) {
  Map*& t = tables_->maps[{key, reinterpret_cast<intptr_t>(elem)}];
  if (t == nullptr) t = GOLITE_NEW(Map, *this, key, elem);
  return t;
}

Chan* TypeContext::NewChan(ChanDir dir, Type* elem) {
  Chan*& t = tables_->chans[{elem, static_cast<int64_t>(dir)}];
  if (t == nullptr) t = GOLITE_NEW(Chan, *this, dir, elem);
  return t;
}

Struct* TypeContext::NewStruct() {
  return GOLITE_NEW(Struct, *this);
}

Struct* TypeContext::NewStruct(std::span<Var* const> fields, std::span<const std::string_view> tags) {
  Struct* t = NewStruct();
  t->SetFields(CopySpan(fields), CopySpan(tags));
  return t;
}

Tuple* TypeContext::NewTuple(std::span<Var* const> vars) {
  if (vars.empty()) return empty_tuple_;
  return GOLITE_NEW(Tuple, *this, CopySpan(vars));
}

Tuple* TypeContext::NewTupleOf(std::span<Type* const> types) {
  std::vector<Var*> vars;
  for (Type* t : types) vars.push_back(NewVar(VarKind::kParam, Pos{}, nullptr, Sym(), t));
  return NewTuple(vars);
}

Signature* TypeContext::NewSignature() {
  return GOLITE_NEW(Signature, *this, empty_tuple_);
}

Signature* TypeContext::NewSignature(Var* recv, Tuple* params, Tuple* results, bool variadic) {
  Signature* t = NewSignature();
  t->Set(recv, params, results, variadic);
  return t;
}

Interface* TypeContext::NewInterface() {
  return GOLITE_NEW(Interface, *this);
}

Interface* TypeContext::NewInterface(std::span<Func* const> methods, std::span<Type* const> embeddeds) {
  Interface* t = NewInterface();
  t->Set(CopySpan(methods), CopySpan(embeddeds), {});
  return t;
}

Union* TypeContext::NewUnion(std::span<const Term> terms) {
  return GOLITE_NEW(Union, *this, CopySpan(terms));
}

Named* TypeContext::NewNamed(TypeName* obj, Type* underlying) {
  Named* t = new Named(*this, obj, nullptr, {});
  named_.emplace_back(t);
  t->underlying_ = underlying;
  t->canonical_ = t;
  return t;
}

Named* TypeContext::NewInstance(Named* origin, std::span<Type* const> targs) {
  std::string key = TypeKey('N', origin);
  for (Type* t : targs) AppendKey(key, Canonical(t));
  Named*& t = tables_->instances[key];
  if (t == nullptr) {
    t = new Named(*this, origin->obj(), origin, CopySpan(targs));
    named_.emplace_back(t);
    t->canonical_ = t;
  }
  return t;
}

Alias* TypeContext::NewAlias(TypeName* obj, Type* rhs) {
  return GOLITE_NEW(Alias, *this, obj, rhs);
}

TypeParam* TypeContext::NewTypeParam(TypeName* obj, Type* constraint) {
  TypeParam* t = GOLITE_NEW(TypeParam, *this, obj, constraint, next_type_param_id_++);
  t->canonical_ = t;
  if (obj->raw_type() == nullptr) obj->set_type(t);
  return t;
}

// ----------------------------------------------------------------------------------------------------------- objects

PkgName* TypeContext::NewPkgName(Pos pos, Package* pkg, Sym name, Package* imported) {
  return Register(GOLITE_NEW(PkgName, pos, pkg, name, imported));
}

Const* TypeContext::NewConst(Pos pos, Package* pkg, Sym name, Type* type, ConstValue value) {
  return Register(GOLITE_NEW(Const, pos, pkg, name, type, value));
}

TypeName* TypeContext::NewTypeName(Pos pos, Package* pkg, Sym name, Type* type) {
  return Register(GOLITE_NEW(TypeName, pos, pkg, name, type));
}

Var* TypeContext::NewVar(VarKind kind, Pos pos, Package* pkg, Sym name, Type* type) {
  return Register(GOLITE_NEW(Var, kind, pos, pkg, name, type, /*embedded=*/false));
}

Var* TypeContext::NewField(Pos pos, Package* pkg, Sym name, Type* type, bool embedded) {
  return Register(GOLITE_NEW(Var, VarKind::kField, pos, pkg, name, type, embedded));
}

Func* TypeContext::NewFunc(Pos pos, Package* pkg, Sym name, Signature* sig) {
  return Register(GOLITE_NEW(Func, pos, pkg, name, sig));
}

Label* TypeContext::NewLabel(Pos pos, Package* pkg, Sym name) {
  return Register(GOLITE_NEW(Label, pos, pkg, name));
}

Scope* TypeContext::NewScope(Scope* parent, Pos pos, Pos end, bool is_func) {
  scopes_.push_back(std::make_unique<Scope>(parent, pos, end, is_func));
  return scopes_.back().get();
}

Package* TypeContext::NewPackage(std::string_view path, std::string_view name) {
  packages_.push_back(std::make_unique<Package>(path, name, universe_.get()));
  return packages_.back().get();
}

std::string_view TypeContext::InternString(std::string_view s) {
  return interner_.Intern(s).view();
}

}  // namespace golite::sema
