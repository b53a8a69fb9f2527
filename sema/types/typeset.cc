// This file implements the type sets of interfaces and the common underlying types of type sets.
#include "sema/types/typeset.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "sema/checker.h"
#include "sema/types/predicates.h"
#include "sema/types/universe.h"

namespace golite::sema {
namespace {

// More terms than this in one union are refused, as gc does: the algorithms are quadratic.
constexpr size_t kMaxTermCount = 100;

// --- terms: a term t is the set {t}, ~t the set of all types whose underlying type is t --------------------------

bool Disjoint(const Term& x, const Term& y) {
  Type* ux = y.tilde ? Under(x.type) : x.type;
  Type* uy = x.tilde ? Under(y.type) : y.type;
  return !Identical(ux, uy);
}

bool IsSubset(const Term& x, const Term& y) { return !Disjoint(x, y) && (!x.tilde || y.tilde); }

// --- term lists: the union of their terms, or all types ----------------------------------------------------------

struct TermList {
  bool all = true;
  std::vector<Term> terms;
};

TermList AllTerms() { return {}; }
TermList OneTerm(const Term& term) { return {.all = false, .terms = {term}}; }

// Adds the term and keeps the list free of terms that are included in others.
void AddTerm(std::vector<Term>& list, const Term& term) {
  for (Term& other : list) {
    if (Disjoint(other, term)) continue;
    other.tilde |= term.tilde;
    if (!other.tilde) return;
    // A widened term may now include later ones.
    const Term wide = other;
    std::erase_if(list, [&](const Term& t) { return &t != &other && IsSubset(t, wide); });
    return;
  }
  list.push_back(term);
}

void Unite(TermList& x, const TermList& y) {
  if (x.all) return;
  if (y.all) {
    x = AllTerms();
    return;
  }
  for (const Term& term : y.terms) AddTerm(x.terms, term);
}

TermList Intersect(const TermList& x, const TermList& y) {
  if (x.all) return y;
  if (y.all) return x;
  TermList result{.all = false, .terms = {}};
  for (const Term& a : x.terms) {
    for (const Term& b : y.terms) {
      if (Disjoint(a, b)) continue;
      AddTerm(result.terms, a.tilde && !b.tilde ? b : a);
    }
  }
  return result;
}

// The type set of the terms and the comparable bit together.
void IntersectComparable(TermList& x, bool& x_comparable, const TermList& y, bool y_comparable) {
  x = Intersect(x, y);
  x_comparable |= y_comparable;
  if (!x_comparable || x.all) return;
  std::erase_if(x.terms, [](const Term& t) { return !Comparable(t.type, /*dynamic=*/false); });
  x_comparable = false;
}

bool MethodLess(const Func* a, const Func* b) {
  if (a->name() != b->name()) return a->name().view() < b->name().view();
  if (a->exported() || a->pkg() == nullptr || b->pkg() == nullptr) return false;
  return a->pkg()->path() < b->pkg()->path();
}

// --- computing type sets -----------------------------------------------------------------------------------------

class Builder {
 public:
  Builder(Checker* check, Pos pos) : check_(check), pos_(pos) {}

  void Build(Interface* t, TypeSet& set) {
    for (Func* m : t->explicit_methods()) AddMethod(m->pos(), m, /*is_explicit=*/true);
    TermList terms = AllTerms();
    bool comparable = false;
    for (size_t i = 0; i < t->embeddeds().size(); i++) {
      Type* embedded = t->embeddeds()[i];
      const Pos pos = i < t->embed_positions().size() ? Pos(t->embed_positions()[i]) : pos_;
      Type* u = Under(embedded);
      if (!IsValid(u)) continue;
      if (auto* iface = TryAs<Interface>(u)) {
        const TypeSet& inner = TypeSetOf(iface, check_, pos);
        if (IsImportedConstraint(embedded, inner) && !Allowed(pos, "embedding constraint interface ", embedded)) continue;
        for (Func* m : inner.methods()) AddMethod(pos, m, /*is_explicit=*/false);
        IntersectComparable(terms, comparable, TermsOf(inner), inner.comparable_flag());
      } else if (auto* un = TryAs<Union>(u)) {
        TermList list;
        if (!Allowed(pos, "embedding interface element ", embedded)) continue;
        if (!UnionTerms(pos, un, list)) continue;
        IntersectComparable(terms, comparable, list, /*y_comparable=*/false);
      } else {
        if (!Allowed(pos, "embedding non-interface type ", embedded)) continue;
        IntersectComparable(terms, comparable, OneTerm({.tilde = false, .type = embedded}), /*y_comparable=*/false);
      }
    }
    std::ranges::sort(methods_, MethodLess);
    TypeContext& context = t->context();
    set.Set(context.CopySpan(methods_), terms.all, context.CopySpan(terms.terms), comparable);
  }

 private:
  static TermList TermsOf(const TypeSet& set) {
    return {.all = set.all_types(), .terms = {set.terms().begin(), set.terms().end()}};
  }

  bool UnionTerms(Pos pos, Union* u, TermList& list) {
    list = {.all = false, .terms = {}};
    for (const Term& term : u->terms()) {
      Type* under = Under(term.type);
      if (!IsValid(under)) continue;
      if (auto* iface = TryAs<Interface>(under)) {
        Unite(list, TermsOf(TypeSetOf(iface, check_, pos)));
      } else if (!term.tilde || Identical(term.type, under)) {
        // Otherwise there is no type whose underlying type is term.type: nothing to add.
        Unite(list, OneTerm(term));
      }
      if (list.terms.size() > kMaxTermCount) {
        ReportTooManyTerms(pos);
        return false;
      }
    }
    return true;
  }

  void AddMethod(Pos pos, Func* m, bool is_explicit) {
    const auto [it, inserted] = seen_.try_emplace(m->name(), methods_.size());
    if (!inserted) {
      // Names that are not exported are different methods in different packages.
      for (size_t i = it->second; i < methods_.size(); i++) {
        if (!methods_[i]->SameId(m->pkg(), m->name())) continue;
        ReportDuplicate(pos, m, positions_[i], methods_[i], is_explicit);
        return;
      }
    }
    methods_.push_back(m);
    positions_.push_back(pos);
  }

  // Constraints were new in Go 1.18.
  bool Allowed(Pos pos, std::string_view what, Type* t) {
    return check_ == nullptr || check_->AllowVersion(18) ||
           check_->VerifyVersion(pos, 18, std::string(what) + check_->Text(t));
  }
  // Those of the package itself are reported where they are declared.
  bool IsImportedConstraint(Type* t, const TypeSet& set) const {
    auto* named = TryAs<Named>(t);
    return check_ != nullptr && named != nullptr && named->obj()->pkg() != nullptr &&
           named->obj()->pkg() != &check_->package() && !set.IsMethodSet();
  }

  void ReportTooManyTerms(Pos pos);
  void ReportDuplicate(Pos pos, Func* m, Pos other_pos, Func* other, bool is_explicit);

  Checker* check_;
  Pos pos_;
  std::vector<Func*> methods_;
  std::vector<Pos> positions_;  // of the method, or of the element that embeds it
  std::unordered_map<Sym, size_t> seen_;
};

void Builder::ReportTooManyTerms(Pos pos) {
  if (check_ == nullptr) return;
  check_->Report<Diag::kTooManyUnionTerms>(pos, kMaxTermCount);
}

// Without a checker the interface came from a substitution, whose original was reported.
void Builder::ReportDuplicate(Pos pos, Func* m, Pos other_pos, Func* other, bool is_explicit) {
  if (check_ == nullptr) return;
  const auto report = [check = check_, pos, m, other_pos] {
    check->Report<Diag::kDuplicateMethod>(pos, m->name())
        .Note(other_pos, check->Sprintf("other declaration of method {0}", m->name()));
  };
  if (is_explicit) {
    report();
    return;
  }
  // Embedded interfaces may overlap in identical methods; signatures are compared when all types are set up.
  check_->Later([check = check_, report, m, other] {
    if (!check->AllowVersion(14) || !Identical(m->type(), other->type())) report();
  });
}

}  // namespace

bool TypeSet::IsComparable() const {
  if (all_types_) return comparable_;
  if (terms_.empty()) return false;
  return std::ranges::all_of(terms_, [](const Term& t) { return Comparable(t.type, /*dynamic=*/false); });
}

Func* TypeSet::LookupMethod(const Package* pkg, Sym name, bool fold_case, int* index) const {
  for (size_t i = 0; i < methods_.size(); i++) {
    if (!methods_[i]->SameId(pkg, name, fold_case)) continue;
    if (index != nullptr) *index = static_cast<int>(i);
    return methods_[i];
  }
  return nullptr;
}

bool TypeSet::SubsetOfTerm(const Term& term) const {
  return !all_types_ && std::ranges::all_of(terms_, [&](const Term& t) { return IsSubset(t, term); });
}

bool TypeSet::SubsetOf(const TypeSet& other) const {
  if (other.all_types_) return true;
  if (all_types_) return false;
  return std::ranges::all_of(terms_, [&](const Term& x) {
    return std::ranges::any_of(other.terms_, [&](const Term& y) { return IsSubset(x, y); });
  });
}

bool TypeSet::Includes(Type* t) const {
  if (all_types_) return true;
  return std::ranges::any_of(terms_, [&](const Term& x) { return Identical(x.type, x.tilde ? Under(t) : t); });
}

TypeSet& TypeSetOf(Interface* t, Checker* check, Pos pos) {
  TypeSet* set = t->type_set();
  // A set that somebody without a checker asked for first is made once more, for its errors.
  if (set != nullptr && (check == nullptr || set->verified())) return *set;
  if (set == nullptr) set = t->context().arena().New<TypeSet>();
  // An interface that is still being declared has no final type set yet; the top set stands in for it.
  if (!t->complete()) return *set;
  // Seen by interfaces that (invalidly) embed themselves; those are reported elsewhere.
  t->set_type_set(set);
  if (check != nullptr) set->set_verified();
  Builder(check, pos).Build(t, *set);
  return *set;
}

Type* CommonUnder(Type* t, std::string* cause, const Qualifier& q) {
  Type* seen = nullptr;
  Type* common = nullptr;
  std::string why;
  AllTypes(t, [&](Type* type, Type* u) {
    if (u == nullptr) {
      why = "no specific type";
      return false;
    }
    if (common == nullptr) {
      seen = type;
      common = u;
      return true;
    }
    auto* common_chan = TryAs<Chan>(common);
    auto* chan = TryAs<Chan>(u);
    if (common_chan != nullptr && chan != nullptr) {
      if (!Identical(common_chan->elem(), chan->elem())) {
        why = "channels " + TypeString(seen, q) + " and " + TypeString(type, q) + " have different element types";
        return false;
      }
      // Keep the restricted direction.
      if (common_chan->dir() == chan->dir()) return true;
      if (common_chan->dir() == ChanDir::kSendRecv) {
        seen = type;
        common = u;
        return true;
      }
      if (chan->dir() == ChanDir::kSendRecv) return true;
      why = "channels " + TypeString(seen, q) + " and " + TypeString(type, q) + " have conflicting directions";
      return false;
    }
    if (Identical(common, u)) return true;
    why = TypeString(seen, q) + " and " + TypeString(type, q) + " have different underlying types";
    return false;
  });
  if (why.empty()) return common;
  if (cause != nullptr) *cause = std::move(why);
  return nullptr;
}

Type* CoreType(Type* t) { return CommonUnder(t); }

Type* CoreString(Type* t) {
  if (!IsTypeParam(t)) return Under(t);
  Type* common = nullptr;
  bool has_string = false;
  const bool ok = AllTypes(t, [&](Type*, Type* u) {
    if (u == nullptr) return false;
    if (IsString(u)) {
      u = u->context().NewSlice(u->context().byte_type());
      has_string = true;
    }
    if (common != nullptr && !Identical(common, u)) return false;
    common = u;
    return true;
  });
  if (!ok) return CoreType(t);
  return has_string ? t->context().basic(BasicKind::kString) : common;
}

}  // namespace golite::sema
