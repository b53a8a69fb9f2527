#pragma once

// Predicates on types, lookup of fields and methods, sizes: plain functions used by the checker and the compiler.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sema/types/object.h"
#include "sema/types/type.h"

namespace golite::sema {

// Whether x and y are identical in the sense of the specification.
bool Identical(Type* x, Type* y);
bool IdenticalIgnoreTags(Type* x, Type* y);

inline bool IsValid(Type* t) {
  t = Unalias(t);
  return !(t->kind() == TypeKind::kBasic && static_cast<Basic*>(t)->basic_kind() == BasicKind::kInvalid);
}

// Predicates on the underlying basic type; type parameters are never basic.
bool IsBasic(Type* t, uint16_t info);
inline bool IsBoolean(Type* t) {
  return IsBasic(t, kIsBoolean);
}
inline bool IsNumeric(Type* t) {
  return IsBasic(t, kIsNumeric);
}
inline bool IsUnsafePointer(Type* t) {
  auto* b = TryUnder<Basic>(t);
  return b != nullptr && b->basic_kind() == BasicKind::kUnsafePointer;
}
inline bool IsString(Type* t) {
  return IsBasic(t, kIsString);
}
inline bool IsInteger(Type* t) {
  return IsBasic(t, kIsInteger);
}
inline bool IsUnsigned(Type* t) {
  return IsBasic(t, kIsUnsigned);
}
inline bool IsFloat(Type* t) {
  return IsBasic(t, kIsFloat);
}
inline bool IsComplex(Type* t) {
  return IsBasic(t, kIsComplex);
}
inline bool IsIntegerOrFloat(Type* t) {
  return IsBasic(t, kIsInteger | kIsFloat);
}
inline bool IsConstType(Type* t) {
  return IsBasic(t, kIsConstType);
}
// The same for every type of a type parameter's type set.
bool AllBasic(Type* t, uint16_t info);
inline bool AllBoolean(Type* t) {
  return AllBasic(t, kIsBoolean);
}
inline bool AllInteger(Type* t) {
  return AllBasic(t, kIsInteger);
}
inline bool AllUnsigned(Type* t) {
  return AllBasic(t, kIsUnsigned);
}
inline bool AllNumeric(Type* t) {
  return AllBasic(t, kIsNumeric);
}
inline bool AllString(Type* t) {
  return AllBasic(t, kIsString);
}
inline bool AllOrdered(Type* t) {
  return AllBasic(t, kIsOrdered);
}
inline bool AllNumericOrString(Type* t) {
  return AllBasic(t, kIsNumeric | kIsString);
}

bool IsTyped(Type* t);
inline bool IsUntyped(Type* t) {
  return !IsTyped(t);
}
bool IsUntypedNumeric(Type* t);
// Basic, Named and TypeParam types have names.
bool HasName(Type* t);
bool IsTypeParam(Type* t);
// Whether t is or mentions a type parameter.
bool IsParameterized(Type* t);
// Whether t is a generic type that has not been instantiated.
bool IsGeneric(Type* t);
bool IsTypeLit(Type* t);
// Whether t is an interface but not a type parameter.
bool IsNonTypeParamInterface(Type* t);
inline bool IsInterface(Type* t) {
  return Under(t)->kind() == TypeKind::kInterface;
}
bool HasNil(Type* t);
bool HasEmptyTypeSet(Type* t);
bool IsBytesOrRunes(Type* t);
bool IsUntypedNil(Type* t);

// Whether values of t may be compared with ==. dynamic: interfaces count as comparable. If not, and cause is given,
// *cause says why ("struct containing []int cannot be compared").
bool Comparable(Type* t, bool dynamic = true, std::string* cause = nullptr, const Qualifier& q = {});
// The default type of an untyped type; t otherwise.
Type* Default(Type* t);
// The larger of two untyped numeric types, or the type both are; nullptr when they do not go together.
Type* MaxType(Type* x, Type* y);
// If t is a pointer, its element type, else t.
Type* Deref(Type* t, bool* was_pointer = nullptr);
// "array", "chan", "func", "interface", "map", "pointer", "slice", "struct", "tuple", "type parameter", or "".
std::string_view CompositeKind(Type* t);

// --- Lookup
// -------------------------------------------------------------------------------------------------------------

struct LookupResult {
  Object* obj = nullptr;   // Var (field) or Func (method); nullptr if there is none
  std::vector<int> index;  // path of field indices; the last is the field's or method's. Set with obj == nullptr:
                           // the name is ambiguous
  bool indirect = false;   // a pointer was followed on the way; with obj == nullptr and no index: the method exists,
                           // but has a pointer receiver and t is not addressable
};

// Looks up a field or method in t. addressable: methods with pointer receivers of a variable of type t count.
// pkg: the package in which the name is used. fold_case: any spelling of the letters will do.
LookupResult LookupFieldOrMethod(Type* t, bool addressable, const Package* pkg, Sym name, bool fold_case = false);

// One method of a method set, as selected from the type.
struct MethodSetEntry {
  Func* func;
  std::vector<int> index;
  bool indirect;
};
// The method set of t, sorted by name (names that are not exported: then by package path).
std::vector<MethodSetEntry> MethodSet(Type* t);

// Whether type v has all methods of interface t; if not, the first missing one, and in *alternative the method of v
// that was meant (another signature, a pointer receiver, or other letters). is_static: see go/types.
Func* MissingMethod(Type* v, Type* t, bool is_static, std::string* cause = nullptr, const Qualifier& q = {});
// Whether v is in the type set of interface (or constraint) t: methods, terms and comparability.
bool Implements(Type* v, Type* t, bool constraint, std::string* cause = nullptr, const Qualifier& q = {});
// Whether the assertion x.(t) can succeed for x of interface type v.
bool AssertableTo(Type* v, Type* t, std::string* cause = nullptr, const Qualifier& q = {});

// --- Sizes: those of gc on amd64
// -----------------------------------------------------------------------------------------

// -1 for a type that is too large.
int64_t SizeOf(Type* t);
int64_t AlignOf(Type* t);
std::vector<int64_t> OffsetsOf(Struct* s);

}  // namespace golite::sema
