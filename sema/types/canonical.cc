// This file implements canonical types and identity.
//
// A type's canonical representative is found through a structural key made of the canonical representatives of its
// parts. Keys of interfaces are those of their type sets. A cycle through anonymous interfaces (an interface whose
// method mentions the interface again by embedding a named one) is cut by letting the interface stand for itself.
// Answers about a type that is still being set up are not remembered.

#include <algorithm>

#include "sema/types/intern_tables.h"
#include "sema/types/predicates.h"
#include "sema/types/typeset.h"

namespace golite::sema {

namespace {

void AppendTuple(std::string& key, Tuple* t) {
  key += '(';
  for (Var* v : t->vars()) AppendKey(key, Canonical(v->type()));
  key += ')';
}

void AppendName(std::string& key, Object* o) {
  AppendKey(key, o->name().view().data());
  AppendKey(key, o->exported() ? nullptr : o->pkg());
}

void AppendTerms(std::string& key, std::span<const Term> terms) {
  std::vector<std::pair<Type*, bool>> list;
  for (const Term& term : terms) list.emplace_back(Canonical(term.type), term.tilde);
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
  for (auto [type, tilde] : list) {
    key += tilde ? '~' : '=';
    AppendKey(key, type);
  }
}

// The structural key of t; "" if t is not complete yet or is unique.
std::string StructuralKey(Type* t) {
  std::string key;
  switch (t->kind()) {
    case TypeKind::kStruct: {
      Struct* s = static_cast<Struct*>(t);
      if (!s->complete()) return "";
      key += 'S';
      for (int i = 0; i < s->num_fields(); i++) {
        Var* f = s->field(i);
        AppendName(key, f);
        key += f->embedded() ? 'e' : 'f';
        AppendKey(key, Canonical(f->type()));
        const std::string_view tag = s->tag(i);
        key += std::to_string(tag.size());
        key += ':';
        key += tag;
      }
      return key;
    }
    case TypeKind::kTuple:
      key += 'T';
      AppendTuple(key, static_cast<Tuple*>(t));
      return key;
    case TypeKind::kSignature: {
      Signature* sig = static_cast<Signature*>(t);
      if (!sig->complete()) return "";
      key += sig->variadic() ? 'V' : 'F';
      AppendTuple(key, sig->params());
      AppendTuple(key, sig->results());
      return key;
    }
    case TypeKind::kInterface: {
      Interface* iface = static_cast<Interface*>(t);
      if (!iface->complete() && iface->type_set() == nullptr) return "";
      const TypeSet& set = TypeSetOf(iface);
      key += set.comparable_flag() ? 'C' : 'I';
      key += set.all_types() ? 'a' : 't';
      AppendTerms(key, set.terms());
      key += '{';
      for (Func* m : set.methods()) {
        AppendName(key, m);
        AppendKey(key, Canonical(m->type()));
      }
      return key;
    }
    case TypeKind::kUnion:
      key += 'U';
      AppendTerms(key, static_cast<Union*>(t)->terms());
      return key;
    default: GOLITE_UNREACHABLE("type has no structural key");
  }
}

}  // namespace

Type* CanonicalSlow(Type* t) {
  TypeContext& c = *t->context_;
  uint64_t& unstable = c.tables_->unstable;
  const uint64_t unstable_before = unstable;
  Type* result = t;
  switch (t->kind()) {
    case TypeKind::kBasic:
    case TypeKind::kNamed:
    case TypeKind::kTypeParam: break;
    case TypeKind::kPointer: result = c.NewPointer(Canonical(static_cast<Pointer*>(t)->elem())); break;
    case TypeKind::kSlice: result = c.NewSlice(Canonical(static_cast<Slice*>(t)->elem())); break;
    case TypeKind::kArray: {
      Array* a = static_cast<Array*>(t);
      result = c.NewArray(Canonical(a->elem()), a->len());
      break;
    }
    case TypeKind::kMap: {
      Map* m = static_cast<Map*>(t);
      Type* key = Canonical(m->key());
      result = c.NewMap(key, Canonical(m->elem()));
      break;
    }
    case TypeKind::kChan: {
      Chan* ch = static_cast<Chan*>(t);
      result = c.NewChan(ch->dir(), Canonical(ch->elem()));
      break;
    }
    case TypeKind::kAlias: {
      Type* actual = Unalias(t);
      if (static_cast<Alias*>(t)->rhs() == nullptr) unstable++;
      result = Canonical(actual);
      break;
    }
    default: {
      if (t->kind() == TypeKind::kSignature && !static_cast<Signature*>(t)->tparams().empty()) break;
      if (t->canonicalizing_) {
        c.tables_->has_cyclic_interfaces = true;
        unstable++;
        return t;
      }
      t->canonicalizing_ = true;
      // A cycle back to t itself does not make the answer for t unstable.
      const std::string key = StructuralKey(t);
      t->canonicalizing_ = false;
      if (key.empty()) {
        unstable++;
        return t;
      }
      const bool is_interface = t->kind() == TypeKind::kInterface;
      if (!is_interface && unstable != unstable_before) {
        auto found = c.tables_->canonical.find(key);
        return found != c.tables_->canonical.end() ? found->second : t;
      }
      Type*& entry = c.tables_->canonical[key];
      if (entry == nullptr) entry = t;
      result = entry;
      if (is_interface) {
        t->canonical_ = result;
        return result;
      }
    }
  }
  if (unstable == unstable_before) {
    t->canonical_ = result;
    if (result->canonical_ == nullptr) result->canonical_ = result;
  }
  return result;
}

namespace {

// Identity part by part, for types with anonymous interfaces that mention themselves: two interfaces are identical
// unless a difference is found, so a pair that is being compared already counts as identical.
class StructuralIdentity {
 public:
  bool Same(Type* x, Type* y) {
    x = Unalias(x);
    y = Unalias(y);
    if (x == y || Canonical(x) == Canonical(y)) return true;
    if (x->kind() != y->kind()) return false;
    switch (x->kind()) {
      case TypeKind::kPointer: return Same(As<Pointer>(x)->elem(), As<Pointer>(y)->elem());
      case TypeKind::kSlice: return Same(As<Slice>(x)->elem(), As<Slice>(y)->elem());
      case TypeKind::kArray:
        return As<Array>(x)->len() == As<Array>(y)->len() && Same(As<Array>(x)->elem(), As<Array>(y)->elem());
      case TypeKind::kMap:
        return Same(As<Map>(x)->key(), As<Map>(y)->key()) && Same(As<Map>(x)->elem(), As<Map>(y)->elem());
      case TypeKind::kChan:
        return As<Chan>(x)->dir() == As<Chan>(y)->dir() && Same(As<Chan>(x)->elem(), As<Chan>(y)->elem());
      case TypeKind::kTuple: return SameTuples(As<Tuple>(x), As<Tuple>(y));
      case TypeKind::kSignature: {
        Signature* a = As<Signature>(x);
        Signature* b = As<Signature>(y);
        return a->tparams().empty() && b->tparams().empty() && a->variadic() == b->variadic() &&
               SameTuples(a->params(), b->params()) && SameTuples(a->results(), b->results());
      }
      case TypeKind::kInterface: return SameInterfaces(As<Interface>(x), As<Interface>(y));
      default: return false;
    }
  }

 private:
  bool SameTuples(Tuple* x, Tuple* y) {
    if (x->len() != y->len()) return false;
    for (int i = 0; i < x->len(); i++) {
      if (!Same(x->at(i)->type(), y->at(i)->type())) return false;
    }
    return true;
  }
  bool SameInterfaces(Interface* x, Interface* y) {
    const TypeSet& a = TypeSetOf(x);
    const TypeSet& b = TypeSetOf(y);
    if (!a.IsMethodSet() || !b.IsMethodSet() || a.methods().size() != b.methods().size()) return false;
    for (const auto& [p, q] : assumed_) {
      if ((p == x && q == y) || (p == y && q == x)) return true;
    }
    assumed_.emplace_back(x, y);
    bool same = true;
    for (size_t i = 0; same && i < a.methods().size(); i++) {
      Func* f = a.methods()[i];
      Func* g = b.methods()[i];
      same = f->SameId(g->pkg(), g->name()) && Same(f->type(), g->type());
    }
    assumed_.pop_back();
    return same;
  }
  std::vector<std::pair<Interface*, Interface*>> assumed_;
};

}  // namespace

bool IdenticalSlow(Type* x, Type* y) {
  if (!x->context_->tables_->has_cyclic_interfaces) return false;
  return StructuralIdentity().Same(x, y);
}

bool Identical(Type* x, Type* y) {
  if (x == y) return true;
  if (x == nullptr || y == nullptr) return false;
  return Canonical(x) == Canonical(y) || IdenticalSlow(x, y);
}

namespace {

bool TuplesIdenticalIgnoreTags(Tuple* x, Tuple* y) {
  if (x->len() != y->len()) return false;
  for (int i = 0; i < x->len(); i++) {
    if (!IdenticalIgnoreTags(x->at(i)->type(), y->at(i)->type())) return false;
  }
  return true;
}

}  // namespace

// Named types and interfaces are compared as a whole, so the recursion ends.
bool IdenticalIgnoreTags(Type* x, Type* y) {
  if (Identical(x, y)) return true;
  x = Unalias(x);
  y = Unalias(y);
  if (x->kind() != y->kind()) return false;
  switch (x->kind()) {
    case TypeKind::kPointer: return IdenticalIgnoreTags(As<Pointer>(x)->elem(), As<Pointer>(y)->elem());
    case TypeKind::kSlice: return IdenticalIgnoreTags(As<Slice>(x)->elem(), As<Slice>(y)->elem());
    case TypeKind::kArray:
      return As<Array>(x)->len() == As<Array>(y)->len() &&
             IdenticalIgnoreTags(As<Array>(x)->elem(), As<Array>(y)->elem());
    case TypeKind::kMap:
      return IdenticalIgnoreTags(As<Map>(x)->key(), As<Map>(y)->key()) &&
             IdenticalIgnoreTags(As<Map>(x)->elem(), As<Map>(y)->elem());
    case TypeKind::kChan:
      return As<Chan>(x)->dir() == As<Chan>(y)->dir() && IdenticalIgnoreTags(As<Chan>(x)->elem(), As<Chan>(y)->elem());
    case TypeKind::kStruct: {
      Struct* a = As<Struct>(x);
      Struct* b = As<Struct>(y);
      if (a->num_fields() != b->num_fields()) return false;
      for (int i = 0; i < a->num_fields(); i++) {
        Var* f = a->field(i);
        Var* g = b->field(i);
        if (f->embedded() != g->embedded() || !f->SameId(g->pkg(), g->name())) return false;
        if (!IdenticalIgnoreTags(f->type(), g->type())) return false;
      }
      return true;
    }
    case TypeKind::kSignature: {
      Signature* a = As<Signature>(x);
      Signature* b = As<Signature>(y);
      return a->tparams().empty() && b->tparams().empty() && a->variadic() == b->variadic() &&
             TuplesIdenticalIgnoreTags(a->params(), b->params()) &&
             TuplesIdenticalIgnoreTags(a->results(), b->results());
    }
    default: return false;
  }
}

}  // namespace golite::sema
