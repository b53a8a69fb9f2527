// This file implements predicates on types.

#include "sema/types/predicates.h"

#include "sema/types/typeset.h"
#include "sema/types/universe.h"

namespace golite::sema {

bool IsBasic(Type* t, uint16_t info) {
  t = Unalias(t);
  if (t->kind() == TypeKind::kTypeParam) return false;
  Type* u = Under(t);
  return u->kind() == TypeKind::kBasic && (static_cast<Basic*>(u)->info() & info) != 0;
}

bool AllBasic(Type* t, uint16_t info) {
  if (TypeParam* p = TryAs<TypeParam>(t)) {
    const TypeSet& set = TypeSetOf(p->Iface());
    if (!set.HasTerms()) return false;
    for (const Term& term : set.terms()) {
      if (!IsBasic(term.type, info)) return false;
    }
    return true;
  }
  return IsBasic(t, info);
}

bool IsTyped(Type* t) {
  return !(t->kind() == TypeKind::kBasic && (static_cast<Basic*>(t)->info() & kIsUntyped) != 0);
}

bool IsUntypedNumeric(Type* t) {
  return !IsTyped(t) && (static_cast<Basic*>(t)->info() & kIsNumeric) != 0;
}

bool IsUntypedNil(Type* t) {
  return t->kind() == TypeKind::kBasic && static_cast<Basic*>(t)->basic_kind() == BasicKind::kUntypedNil;
}

bool HasName(Type* t) {
  switch (Unalias(t)->kind()) {
    case TypeKind::kBasic:
    case TypeKind::kNamed:
    case TypeKind::kTypeParam: return true;
    default: return false;
  }
}

bool IsTypeLit(Type* t) {
  return !HasName(t);
}

bool IsTypeParam(Type* t) {
  return Unalias(t)->kind() == TypeKind::kTypeParam;
}

bool IsNonTypeParamInterface(Type* t) {
  return !IsTypeParam(t) && IsInterface(t);
}

bool IsGeneric(Type* t) {
  if (t->kind() == TypeKind::kAlias) {
    Alias* a = static_cast<Alias*>(t);
    if (!a->tparams().empty() && a->targs().empty()) return true;
    t = Unalias(t);
  }
  if (t->kind() != TypeKind::kNamed) return false;
  Named* n = static_cast<Named*>(t);
  return !n->is_instance() && !n->tparams().empty();
}

namespace {

bool AnyParameterized(std::span<Var* const> vars, int depth);

bool IsParameterizedAt(Type* t, int depth) {
  if (t == nullptr || depth > 200) return false;
  depth++;
  switch (t->kind()) {
    case TypeKind::kBasic: return false;
    case TypeKind::kAlias: return IsParameterizedAt(Unalias(t), depth);
    case TypeKind::kTypeParam: return true;
    case TypeKind::kPointer: return IsParameterizedAt(static_cast<Pointer*>(t)->elem(), depth);
    case TypeKind::kSlice: return IsParameterizedAt(static_cast<Slice*>(t)->elem(), depth);
    case TypeKind::kArray: return IsParameterizedAt(static_cast<Array*>(t)->elem(), depth);
    case TypeKind::kChan: return IsParameterizedAt(static_cast<Chan*>(t)->elem(), depth);
    case TypeKind::kMap:
      return IsParameterizedAt(static_cast<Map*>(t)->key(), depth) ||
             IsParameterizedAt(static_cast<Map*>(t)->elem(), depth);
    case TypeKind::kStruct: return AnyParameterized(static_cast<Struct*>(t)->fields(), depth);
    case TypeKind::kTuple: return AnyParameterized(static_cast<Tuple*>(t)->vars(), depth);
    case TypeKind::kSignature: {
      Signature* sig = static_cast<Signature*>(t);
      return AnyParameterized(sig->params()->vars(), depth) || AnyParameterized(sig->results()->vars(), depth);
    }
    case TypeKind::kInterface: {
      Interface* iface = static_cast<Interface*>(t);
      for (Func* m : iface->explicit_methods()) {
        if (IsParameterizedAt(m->type(), depth)) return true;
      }
      for (Type* e : iface->embeddeds()) {
        if (IsParameterizedAt(e, depth)) return true;
      }
      return false;
    }
    case TypeKind::kUnion:
      for (const Term& term : static_cast<Union*>(t)->terms()) {
        if (IsParameterizedAt(term.type, depth)) return true;
      }
      return false;
    case TypeKind::kNamed:
      for (Type* a : static_cast<Named*>(t)->targs()) {
        if (IsParameterizedAt(a, depth)) return true;
      }
      return false;
  }
  return false;
}

bool AnyParameterized(std::span<Var* const> vars, int depth) {
  for (Var* v : vars) {
    if (IsParameterizedAt(v->type(), depth)) return true;
  }
  return false;
}

}  // namespace

bool IsParameterized(Type* t) {
  return IsParameterizedAt(t, 0);
}

bool HasNil(Type* t) {
  Type* u = Under(t);
  switch (u->kind()) {
    case TypeKind::kBasic: {
      const BasicKind k = static_cast<Basic*>(u)->basic_kind();
      return k == BasicKind::kUnsafePointer || k == BasicKind::kUntypedNil;
    }
    case TypeKind::kSlice:
    case TypeKind::kPointer:
    case TypeKind::kSignature:
    case TypeKind::kMap:
    case TypeKind::kChan: return true;
    case TypeKind::kInterface:
      return !IsTypeParam(t) || AllTypes(t, [](Type*, Type* under) { return under != nullptr && HasNil(under); });
    default: return false;
  }
}

bool HasEmptyTypeSet(Type* t) {
  if (TypeParam* p = TryAs<TypeParam>(t)) {
    if (p->constraint() == nullptr) return false;
    return TypeSetOf(p->Iface()).IsEmpty();
  }
  return false;
}

bool IsBytesOrRunes(Type* t) {
  Slice* s = TryAs<Slice>(t);
  if (s == nullptr) return false;
  Basic* b = TryUnder<Basic>(s->elem());
  return b != nullptr && (b->basic_kind() == BasicKind::kUint8 || b->basic_kind() == BasicKind::kInt32);
}

bool Comparable(Type* t, bool dynamic, std::string* cause, const Qualifier& q) {
  Type* u = Under(t);
  const Type::Visit visit(u, Type::kComparing);
  if (!visit.entered) return true;
  switch (u->kind()) {
    case TypeKind::kBasic:
      // Invalid types count as comparable, to avoid follow-up errors.
      return static_cast<Basic*>(u)->basic_kind() != BasicKind::kUntypedNil;
    case TypeKind::kPointer:
    case TypeKind::kChan: return true;
    case TypeKind::kStruct:
      for (Var* f : static_cast<Struct*>(u)->fields()) {
        if (!Comparable(f->type(), dynamic)) {
          if (cause != nullptr) *cause = "struct containing " + TypeString(f->type(), q) + " cannot be compared";
          return false;
        }
      }
      return true;
    case TypeKind::kArray:
      if (Comparable(static_cast<Array*>(u)->elem(), dynamic)) return true;
      if (cause != nullptr) *cause = TypeString(t, q) + " cannot be compared";
      return false;
    case TypeKind::kInterface: {
      if (dynamic && !IsTypeParam(t)) return true;
      const TypeSet& set = TypeSetOf(static_cast<Interface*>(u));
      if (set.IsComparable()) return true;
      if (cause != nullptr) *cause = set.IsEmpty() ? "empty type set" : "incomparable types in type set";
      return false;
    }
    default: return false;
  }
}

Type* Default(Type* t) {
  if (t->kind() != TypeKind::kBasic) return t;
  TypeContext& c = t->context();
  switch (static_cast<Basic*>(t)->basic_kind()) {
    case BasicKind::kUntypedBool: return c.basic(BasicKind::kBool);
    case BasicKind::kUntypedInt: return c.basic(BasicKind::kInt);
    case BasicKind::kUntypedRune: return c.rune_type();
    case BasicKind::kUntypedFloat: return c.basic(BasicKind::kFloat64);
    case BasicKind::kUntypedComplex: return c.basic(BasicKind::kComplex128);
    case BasicKind::kUntypedString: return c.basic(BasicKind::kString);
    default: return t;
  }
}

Type* MaxType(Type* x, Type* y) {
  if (x == y) return x;
  if (IsUntypedNumeric(x) && IsUntypedNumeric(y)) {
    // Untyped kinds are in the order int, rune, float, complex.
    return static_cast<Basic*>(x)->basic_kind() > static_cast<Basic*>(y)->basic_kind() ? x : y;
  }
  return nullptr;
}

Type* Deref(Type* t, bool* was_pointer) {
  if (was_pointer != nullptr) *was_pointer = false;
  if (Pointer* p = TryAs<Pointer>(t)) {
    if (was_pointer != nullptr) *was_pointer = true;
    return p->elem();
  }
  return t;
}

std::string_view CompositeKind(Type* t) {
  switch (Under(t)->kind()) {
    case TypeKind::kArray: return "array";
    case TypeKind::kSlice: return "slice";
    case TypeKind::kStruct: return "struct";
    case TypeKind::kPointer: return "pointer";
    case TypeKind::kSignature: return "func";
    case TypeKind::kInterface: return IsTypeParam(t) ? "type parameter" : "interface";
    case TypeKind::kMap: return "map";
    case TypeKind::kChan: return "chan";
    case TypeKind::kTuple: return "tuple";
    default: return "";
  }
}

}  // namespace golite::sema
