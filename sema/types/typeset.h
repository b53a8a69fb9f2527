#pragma once

// Type sets of interfaces: the methods a type must have and the terms it must be among.

#include <span>

#include "sema/types/object.h"
#include "sema/types/type.h"

namespace golite::sema {

class Checker;

class TypeSet {
 public:
  // All methods, embedded ones included, sorted by name (then package path for names that are not exported).
  std::span<Func* const> methods() const { return methods_; }
  // The union of terms; meaningful only with has_terms. An empty list is the empty type set.
  std::span<const Term> terms() const { return terms_; }

  bool IsEmpty() const { return !all_types_ && terms_.empty(); }
  bool IsAll() const { return IsMethodSet() && methods_.empty(); }
  // Whether the interface is an ordinary one: no terms, not comparable.
  bool IsMethodSet() const { return !comparable_ && all_types_; }
  bool HasTerms() const { return !all_types_ && !terms_.empty(); }
  bool all_types() const { return all_types_; }
  bool comparable_flag() const { return comparable_; }
  bool IsComparable() const;
  // The method with that name, or nullptr; *index is its place among methods().
  Func* LookupMethod(const Package* pkg, Sym name, bool fold_case = false, int* index = nullptr) const;
  // Whether every term of this set is included in other's.
  bool SubsetOf(const TypeSet& other) const;
  // Whether type t (a type argument) is included in the terms.
  bool Includes(Type* t) const;
  bool SubsetOfTerm(const Term& term) const;

  void Set(std::span<Func* const> methods, bool all_types, std::span<const Term> terms, bool comparable) {
    methods_ = methods;
    terms_ = terms;
    all_types_ = all_types;
    comparable_ = comparable;
  }
  // Whether the set was computed by a checker, which reports what is wrong with the interface.
  bool verified() const { return verified_; }
  void set_verified() { verified_ = true; }

 private:
  std::span<Func* const> methods_;
  std::span<const Term> terms_;
  bool all_types_ = true;
  bool comparable_ = false;  // only if all_types_
  bool verified_ = false;
};

// The type set of t, computed at first use. With a checker, errors (duplicate methods and such) are reported at the
// interface's elements, or at pos where they have none.
TypeSet& TypeSetOf(Interface* t, Checker* check = nullptr, Pos pos = {});

// Calls f(t, under) for each type in t's type set: for a type parameter, each term's type; with (nullptr, nullptr) if
// there are no specific types; otherwise once with t and its underlying type. Stops when f returns false, and says
// whether all calls returned true.
template <class F>
bool AllTypes(Type* t, F&& f) {
  if (TypeParam* p = TryAs<TypeParam>(t)) {
    const TypeSet& set = TypeSetOf(p->Iface());
    if (!set.HasTerms()) return f(static_cast<Type*>(nullptr), static_cast<Type*>(nullptr));
    for (const Term& term : set.terms()) {
      if (!f(term.type, Under(term.type))) return false;
    }
    return true;
  }
  return f(t, Under(t));
}

// The underlying type all types in t's type set have in common (channels of different directions give the restricted
// one), or nullptr and in *cause the reason. For a type that is not a type parameter: its underlying type.
Type* CommonUnder(Type* t, std::string* cause = nullptr, const Qualifier& q = {});

// The single underlying type of all types in t's type set (channels of different directions unify to the restricted
// one), or nullptr. For a type that is not a type parameter: its underlying type.
Type* CoreType(Type* t);
// Like CoreType, but string and []byte together give string.
Type* CoreString(Type* t);

}  // namespace golite::sema
