// This file implements type unification, an adapted form of type identity: type parameters bound to the unifier match
// any type, which is then remembered.
#include "sema/types/unify.h"

#include <algorithm>
#include <utility>

#include "sema/types/object.h"
#include "sema/types/predicates.h"
#include "sema/types/typeset.h"
#include "sema/types/universe.h"

namespace golite::sema {
namespace {

// Deeper recursion than this counts as a failure, as in gc.
constexpr int kDepthLimit = 50;

Named* AsNamed(Type* t) { return TryAs<Named>(t); }

// t's underlying interface, unless t is a type parameter.
Interface* AsInterface(Type* t) { return IsTypeParam(t) ? nullptr : TryUnder<Interface>(t); }

bool IsDirected(Type* t) {
  auto* chan = TryUnder<Chan>(t);
  return chan != nullptr && chan->dir() != ChanDir::kSendRecv;
}

bool SameTerms(const TypeSet& x, const TypeSet& y) { return x.SubsetOf(y) && y.SubsetOf(x); }

}  // namespace

Unifier::Unifier(std::span<TypeParam* const> tparams, std::span<Type* const> targs, bool enable_interface_inference)
    : tparams_(tparams), slots_(tparams.size()), enable_interface_inference_(enable_interface_inference) {
  for (size_t i = 0; i < tparams.size(); i++) {
    handles_.push_back(static_cast<int>(i));
    if (i < targs.size()) slots_[i] = targs[i];
  }
}

int Unifier::IndexOf(TypeParam* p) const {
  const auto it = std::ranges::find(tparams_, p);
  return it == tparams_.end() ? -1 : static_cast<int>(it - tparams_.begin());
}

TypeParam* Unifier::AsBound(Type* t) const {
  auto* p = TryAs<TypeParam>(t);
  return p != nullptr && IndexOf(p) >= 0 ? p : nullptr;
}

int Unifier::Unknowns() const {
  return static_cast<int>(std::ranges::count_if(handles_, [&](int h) { return slots_[h] == nullptr; }));
}

std::vector<Type*> Unifier::Inferred() const {
  std::vector<Type*> list;
  for (const int h : handles_) list.push_back(slots_[h]);
  return list;
}

bool Unifier::Unify(Type* x, Type* y, unsigned mode) {
  pairs_.clear();
  return Nify(x, y, mode);
}

// Makes x and y share a slot; false if both have a type already.
bool Unifier::Join(TypeParam* x, TypeParam* y) {
  int hx = handles_[IndexOf(x)];
  int hy = handles_[IndexOf(y)];
  if (hx == hy) return true;
  if (slots_[hx] != nullptr && slots_[hy] != nullptr) return false;
  if (slots_[hx] != nullptr) std::swap(hx, hy);
  std::ranges::replace(handles_, hx, hy);
  return true;
}

bool Unifier::Nify(Type* x, Type* y, unsigned mode) {
  if (x == nullptr || y == nullptr) return false;
  if (x == y || Unalias(x) == Unalias(y)) return true;
  if (depth_ >= kDepthLimit) return false;
  depth_++;
  const bool result = NifyUnguarded(x, y, mode);
  depth_--;
  return result;
}

bool Unifier::NifyUnguarded(Type* x, Type* y, unsigned mode) {
  // If there is a defined type, there is one in y; if there is a bound type parameter, there is one in x.
  if (AsNamed(x) != nullptr || AsBound(y) != nullptr) std::swap(x, y);

  // A defined type does not match a type literal exactly: compare its underlying type instead.
  if ((mode & kUnifyExact) == 0) {
    if (Named* ny = AsNamed(y); ny != nullptr && IsTypeLit(x) && !(enable_interface_inference_ && IsInterface(x))) {
      y = ny->underlying();
      if (x == y) return true;
    }
  }

  TypeParam* px = AsBound(x);
  TypeParam* py = AsBound(y);
  if (px != nullptr && py != nullptr) return Join(px, py) || Nify(At(px), At(py), mode);
  if (px != nullptr) return NifyParam(px, y, mode);

  // Instances of one generic type agree in their arguments, whatever its underlying type.
  if (Named* nx = AsNamed(x), *ny = AsNamed(y);
      nx != nullptr && ny != nullptr && nx->is_instance() && nx->origin() == ny->origin()) {
    return NifyStructure(x, y, mode);
  }

  if (enable_interface_inference_ && (mode & kUnifyExact) == 0) {
    Interface* xi = AsInterface(x);
    Interface* yi = AsInterface(y);
    if (xi != nullptr && yi != nullptr) return NifyInterfaces(xi, yi, /*subset=*/true);
    if (xi != nullptr || yi != nullptr) {
      // The other type must have the interface's methods.
      Type* other = xi != nullptr ? y : x;
      for (Func* m : TypeSetOf(xi != nullptr ? xi : yi).methods()) {
        auto* f = TryAs<Func>(LookupFieldOrMethod(other, /*addressable=*/false, m->pkg(), m->name()).obj);
        if (f == nullptr || !Nify(m->type(), f->type(), kUnifyExact)) return false;
      }
      return true;
    }
  }
  // A type parameter that is not bound goes to x.
  if (IsTypeParam(y)) std::swap(x, y);
  return NifyStructure(x, y, mode);
}

// px is bound, y is not.
bool Unifier::NifyParam(TypeParam* px, Type* y, unsigned mode) {
  Type* x = At(px);
  if (x == nullptr) {
    Set(px, y);
    return true;
  }
  if (!Nify(x, y, mode)) return false;
  if ((mode & kUnifyExact) != 0) return true;
  // Both match, but may differ: keep the one the other is assignable to, independent of their order. That is the
  // interface with fewer methods, the directed channel, or the defined type.
  Interface* xi = AsInterface(x);
  Interface* yi = AsInterface(y);
  const bool x_named = AsNamed(x) != nullptr;
  const bool y_named = AsNamed(y) != nullptr;
  if (xi != nullptr && yi != nullptr) {
    const size_t nx = TypeSetOf(xi).methods().size();
    const size_t ny = TypeSetOf(yi).methods().size();
    if (ny < nx || (ny == nx && y_named && !x_named)) Set(px, y);
  } else if (yi != nullptr) {
    Set(px, y);
  } else if (xi == nullptr) {
    if (y_named ? !x_named : (!x_named && IsDirected(y) && !IsDirected(x))) Set(px, y);
  }
  return true;
}

// subset: the methods of one interface may be a subset of the other's.
bool Unifier::NifyInterfaces(Interface* x, Interface* y, bool subset) {
  const TypeSet& xset = TypeSetOf(x);
  const TypeSet& yset = TypeSetOf(y);
  if (xset.comparable_flag() != yset.comparable_flag() || !SameTerms(xset, yset)) return false;
  std::span<Func* const> a = xset.methods();
  std::span<Func* const> b = yset.methods();
  if (!subset && a.size() != b.size()) return false;
  for (const Pair& p : pairs_) {
    if ((p.x == x && p.y == y) || (p.x == y && p.y == x)) return true;
  }
  if (a.size() > b.size()) std::swap(a, b);
  pairs_.push_back({x, y});
  const bool ok = std::ranges::all_of(a, [&](Func* m) {
    const auto it = std::ranges::find_if(b, [&](Func* f) { return f->SameId(m->pkg(), m->name()); });
    return it != b.end() && Nify(m->type(), (*it)->type(), kUnifyExact);
  });
  pairs_.pop_back();
  return ok;
}

bool Unifier::NifyTuples(Tuple* x, Tuple* y, unsigned mode) {
  if (x->len() != y->len()) return false;
  for (int i = 0; i < x->len(); i++) {
    if (!Nify(x->at(i)->type(), y->at(i)->type(), mode)) return false;
  }
  return true;
}

// Compares types that are not bound type parameters part by part. Identical types are not short-cut: they may
// mention bound parameters on both sides.
bool Unifier::NifyStructure(Type* x, Type* y, unsigned mode) {
  const unsigned emode = (mode & kUnifyAssign) != 0 ? (mode | kUnifyExact) : mode;
  Type* const y_original = y;
  x = Unalias(x);
  y = Unalias(y);
  if (auto* p = TryAs<TypeParam>(x)) {
    // An unbound parameter: its type argument's underlying type is that of its core type.
    Type* core = CoreType(p);
    return core != nullptr && Nify(core, y_original, kUnifyAssign);
  }
  if (x->kind() != y->kind()) return false;
  switch (x->kind()) {
    case TypeKind::kBasic: return static_cast<Basic*>(x)->basic_kind() == static_cast<Basic*>(y)->basic_kind();
    case TypeKind::kPointer: return Nify(static_cast<Pointer*>(x)->elem(), static_cast<Pointer*>(y)->elem(), emode);
    case TypeKind::kSlice: return Nify(static_cast<Slice*>(x)->elem(), static_cast<Slice*>(y)->elem(), emode);
    case TypeKind::kArray: {
      auto* a = static_cast<Array*>(x);
      auto* b = static_cast<Array*>(y);
      // An unknown length is the result of an error: do not add to it.
      return (a->len() < 0 || b->len() < 0 || a->len() == b->len()) && Nify(a->elem(), b->elem(), emode);
    }
    case TypeKind::kMap: {
      auto* a = static_cast<Map*>(x);
      auto* b = static_cast<Map*>(y);
      return Nify(a->key(), b->key(), emode) && Nify(a->elem(), b->elem(), emode);
    }
    case TypeKind::kChan: {
      auto* a = static_cast<Chan*>(x);
      auto* b = static_cast<Chan*>(y);
      return ((mode & kUnifyExact) == 0 || a->dir() == b->dir()) && Nify(a->elem(), b->elem(), emode);
    }
    case TypeKind::kStruct: {
      auto* a = static_cast<Struct*>(x);
      auto* b = static_cast<Struct*>(y);
      if (a->num_fields() != b->num_fields()) return false;
      for (int i = 0; i < a->num_fields(); i++) {
        Var* f = a->field(i);
        Var* g = b->field(i);
        if (f->embedded() != g->embedded() || a->tag(i) != b->tag(i) || !f->SameId(g->pkg(), g->name()) ||
            !Nify(f->type(), g->type(), emode)) {
          return false;
        }
      }
      return true;
    }
    case TypeKind::kTuple: return NifyTuples(static_cast<Tuple*>(x), static_cast<Tuple*>(y), mode);
    case TypeKind::kSignature: {
      auto* a = static_cast<Signature*>(x);
      auto* b = static_cast<Signature*>(y);
      // Type parameters of generic function arguments take part in the inference, so they need not match.
      return a->variadic() == b->variadic() && NifyTuples(a->params(), b->params(), emode) && NifyTuples(a->results(), b->results(), emode);
    }
    case TypeKind::kInterface:
      return NifyInterfaces(static_cast<Interface*>(x), static_cast<Interface*>(y), /*subset=*/false);
    case TypeKind::kNamed: {
      auto* a = static_cast<Named*>(x);
      auto* b = static_cast<Named*>(y);
      if (a->origin() != b->origin() || a->targs().size() != b->targs().size()) return false;
      for (size_t i = 0; i < a->targs().size(); i++) {
        if (!Nify(a->targs()[i], b->targs()[i], mode)) return false;
      }
      return true;
    }
    default: return false;
  }
}

}  // namespace golite::sema
