// This file implements the lookup of fields and methods through embedded types, and method sets.

#include <algorithm>
#include <unordered_set>

#include "sema/types/package.h"
#include "sema/types/predicates.h"
#include "sema/types/typeset.h"

namespace golite::sema {

namespace {

// A type found at some depth on the way through embedded fields.
struct EmbeddedType {
  Type* type;
  std::vector<int> index;
  bool indirect;   // there was a pointer on the path
  bool multiples;  // the type occurs several times at this depth
};

std::vector<int> Concat(const std::vector<int>& list, int i) {
  std::vector<int> r;
  r.reserve(list.size() + 1);
  r = list;
  r.push_back(i);
  return r;
}

// Collapses equal types of one depth into one entry marked as multiple.
void ConsolidateMultiples(std::vector<EmbeddedType>& list) {
  size_t n = 0;
  for (size_t i = 0; i < list.size(); i++) {
    size_t j = 0;
    while (j < n && !Identical(list[j].type, list[i].type)) j++;
    if (j < n) {
      list[j].multiples = true;
    } else {
      if (n != i) list[n] = std::move(list[i]);
      n++;
    }
  }
  list.resize(n);
}

LookupResult LookupImpl(Type* t, bool addressable, const Package* pkg, Sym name, bool fold_case) {
  LookupResult result;
  if (name.is_blank()) return result;  // blank fields and methods are never found

  bool is_pointer = false;
  Type* type = Deref(t, &is_pointer);
  // A pointer to an interface (or type parameter) has no methods.
  if (is_pointer && Under(type)->kind() == TypeKind::kInterface) return result;

  std::vector<EmbeddedType> current;
  current.push_back({type, {}, is_pointer, false});
  std::unordered_set<Named*> seen;

  while (!current.empty()) {
    std::vector<EmbeddedType> next;
    Object* found = nullptr;
    std::vector<int> index;
    bool indirect = false;
    // Returns false on a second match at this depth.
    auto match = [&](Object* o, const EmbeddedType& e, int i) {
      if (found != nullptr || e.multiples) {
        index = Concat(e.index, i);
        return false;
      }
      found = o;
      index = Concat(e.index, i);
      indirect = e.indirect;
      return true;
    };
    auto collision = [&] { return LookupResult{nullptr, index, false}; };

    for (const EmbeddedType& e : current) {
      if (Named* named = TryAs<Named>(e.type)) {
        if (!seen.insert(named).second) continue;  // seen at a smaller depth, which hides this one
        int i = 0;
        if (Func* m = named->FindMethod(name, pkg, fold_case, &i)) {
          if (!match(m, e, i)) return collision();
          continue;  // we cannot have a matching field or interface method
        }
      }
      Type* u = Under(e.type);
      if (u->kind() == TypeKind::kStruct) {
        Struct* s = static_cast<Struct*>(u);
        for (int i = 0; i < s->num_fields(); i++) {
          Var* f = s->field(i);
          if (f->SameId(pkg, name, fold_case)) {
            if (!match(f, e, i)) return collision();
            continue;
          }
          // Embedded types of the next depth matter only while nothing is found at this one.
          if (found == nullptr && f->embedded() && f->type() != nullptr) {
            bool ptr = false;
            Type* ft = Deref(f->type(), &ptr);
            switch (Unalias(ft)->kind()) {
              case TypeKind::kNamed:
              case TypeKind::kStruct:
              case TypeKind::kInterface:
              case TypeKind::kTypeParam:
                next.push_back({ft, Concat(e.index, i), e.indirect || ptr, e.multiples});
                break;
              default: break;
            }
          }
        }
      } else if (u->kind() == TypeKind::kInterface) {
        int i = 0;
        if (Func* m = TypeSetOf(static_cast<Interface*>(u)).LookupMethod(pkg, name, fold_case, &i)) {
          if (!match(m, e, i)) return collision();
        }
      }
    }

    if (found != nullptr) {
      // x.m() is valid if m is in the method set of x's type, or x is addressable and &x's method set contains m.
      if (Func* f = TryAs<Func>(found); f != nullptr && f->has_ptr_recv && !indirect && !addressable) {
        return LookupResult{nullptr, {}, true};
      }
      return LookupResult{found, std::move(index), indirect};
    }
    ConsolidateMultiples(next);
    current = std::move(next);
  }
  return result;
}

}  // namespace

LookupResult LookupFieldOrMethod(Type* t, bool addressable, const Package* pkg, Sym name, bool fold_case) {
  // A named pointer type has no methods: only the fields of what it points to.
  if (Named* named = TryAs<Named>(t)) {
    if (Pointer* p = TryAs<Pointer>(named->underlying())) {
      LookupResult r = LookupImpl(p, false, pkg, name, fold_case);
      if (TryAs<Func>(r.obj) != nullptr) return {};
      return r;
    }
  }
  return LookupImpl(t, addressable, pkg, name, fold_case);
}

namespace {

struct Candidate {
  Sym name;
  Package* pkg;
};

void CollectMethodNames(Type* t, std::vector<Candidate>& out, std::unordered_set<Type*>& seen) {
  t = Canonical(Deref(t));
  if (!seen.insert(t).second) return;
  if (Named* named = TryAs<Named>(t)) {
    (void)named->num_methods();
    for (Func* m : named->origin()->raw_methods()) out.push_back({m->name(), m->pkg()});
  }
  Type* u = Under(t);
  if (u->kind() == TypeKind::kStruct) {
    for (Var* f : static_cast<Struct*>(u)->fields()) {
      if (f->embedded()) CollectMethodNames(f->type(), out, seen);
    }
  } else if (u->kind() == TypeKind::kInterface) {
    for (Func* m : TypeSetOf(static_cast<Interface*>(u)).methods()) out.push_back({m->name(), m->pkg()});
  }
}

}  // namespace

std::vector<MethodSetEntry> MethodSet(Type* t) {
  std::vector<Candidate> names;
  std::unordered_set<Type*> seen;
  CollectMethodNames(t, names, seen);
  auto path = [](const Candidate& c) {
    return IsExported(c.name.view()) || c.pkg == nullptr ? std::string_view() : std::string_view(c.pkg->path());
  };
  std::sort(names.begin(), names.end(), [&](const Candidate& a, const Candidate& b) {
    if (a.name.view() != b.name.view()) return a.name.view() < b.name.view();
    return path(a) < path(b);
  });
  names.erase(
      std::unique(names.begin(), names.end(),
                  [&](const Candidate& a, const Candidate& b) { return a.name == b.name && path(a) == path(b); }),
      names.end());
  std::vector<MethodSetEntry> set;
  for (const Candidate& c : names) {
    LookupResult r = LookupFieldOrMethod(t, /*addressable=*/false, c.pkg, c.name);
    if (Func* f = TryAs<Func>(r.obj)) set.push_back({f, std::move(r.index), r.indirect});
  }
  return set;
}

}  // namespace golite::sema
