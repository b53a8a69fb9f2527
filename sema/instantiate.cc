// This file implements instantiation: type arguments for generic types and functions, and whether those satisfy
// their constraints.
#include <algorithm>

#include "sema/checker.h"

namespace golite::sema {
namespace {

// Whether t is mentioned in the terms of a constraint, at any depth: then the user may wonder why it does not count.
bool MentionsType(Type* in, Type* t, int depth = 0) {
  if (depth > 20) return false;
  if (Identical(in, t)) return true;
  if (auto* iface = TryAs<Interface>(in)) {
    return std::ranges::any_of(iface->embeddeds(), [&](Type* e) { return MentionsType(e, t, depth + 1); });
  }
  if (auto* u = TryAs<Union>(in)) {
    return std::ranges::any_of(u->terms(), [&](const Term& term) { return MentionsType(term.type, t, depth + 1); });
  }
  if (IsBasic(in, ~uint16_t{0})) return false;
  return in->kind() == TypeKind::kNamed && Under(in)->kind() == TypeKind::kInterface &&
         MentionsType(Under(in), t, depth + 1);
}

std::string TermsString(const TypeSet& set, const Qualifier& q) {
  std::string s;
  for (const Term& term : set.terms()) {
    if (!s.empty()) s += " | ";
    if (term.tilde) s += '~';
    s += TypeString(term.type, q);
  }
  return s;
}

}  // namespace

bool Implements(Type* v, Type* t, bool constraint, std::string* cause, const Qualifier& q) {
  Type* vu = Under(v);
  Type* tu = Under(t);
  if (!IsValid(vu) || !IsValid(tu)) return true;
  if (auto* p = TryAs<Pointer>(vu); p != nullptr && !IsValid(Under(p->elem()))) return true;

  const std::string verb = constraint ? "satisfy" : "implement";
  const auto fail = [&](std::string why) {
    if (cause != nullptr) *cause = std::move(why);
    return false;
  };
  const auto says = [&](std::string_view detail) {
    return cause == nullptr ? std::string()
                            : TypeString(v, q) + " does not " + verb + " " + TypeString(t, q) + std::string(detail);
  };

  auto* ti = TryAs<Interface>(tu);
  if (ti == nullptr) {
    auto* p = TryAs<Pointer>(tu);
    const bool pointer_to_interface = p != nullptr && IsInterface(p->elem());
    return fail(says(pointer_to_interface ? " (type " + TypeString(t, q) + " is pointer to interface, not interface)"
                                          : " (" + TypeString(t, q) + " is not an interface)"));
  }
  const TypeSet& tset = TypeSetOf(ti);
  if (tset.IsAll()) return true;
  auto* vi = TryAs<Interface>(vu);
  if (vi != nullptr && TypeSetOf(vi).IsEmpty()) return true;
  if (tset.IsEmpty()) {
    return fail(cause == nullptr ? "" : "cannot " + verb + " " + TypeString(t, q) + " (empty type set)");
  }
  std::string missing;
  if (MissingMethod(v, t, /*is_static=*/true, cause != nullptr ? &missing : nullptr, q) != nullptr) {
    return fail(says(" " + missing));
  }

  const auto check_comparable = [&] {
    if (!tset.IsComparable() || Comparable(v, /*dynamic=*/false)) return true;
    // Ordinary interfaces satisfy comparable although comparing them may panic.
    if (constraint && Comparable(v, /*dynamic=*/true)) return true;
    return fail(cause == nullptr ? "" : TypeString(v, q) + " does not " + verb + " comparable");
  };
  if (!tset.HasTerms()) return check_comparable();
  if (vi != nullptr) {
    if (!TypeSetOf(vi).SubsetOf(tset)) return fail(says(""));
    return check_comparable();
  }
  if (tset.Includes(v)) return check_comparable();
  if (cause == nullptr) return false;

  for (const Term& term : tset.terms()) {
    if (!term.tilde && Identical(term.type, Under(term.type)) && Identical(term.type, vu)) {
      return fail(says(" (possibly missing ~ for " + TypeString(term.type, q) + " in " + TypeString(t, q) + ")"));
    }
  }
  const std::string vs = TypeString(v, q);
  const std::string ts = TypeString(t, q);
  if (MentionsType(ti, v)) {
    return fail(says(" (" + ts + " mentions " + vs + ", but " + vs + " is not in the type set of " + ts + ")"));
  }
  return fail(says(" (" + vs + " missing in " + TermsString(tset, q) + ")"));
}

Type* Checker::Instantiate(Pos pos, Type* orig, std::span<Type* const> targs) {
  if (orig->kind() == TypeKind::kAlias) {
    auto* alias = static_cast<Alias*>(orig);
    if (!ValidateTArgLen(pos, alias->obj()->name(), alias->tparams().size(), targs.size())) return types_.invalid();
    if (alias->tparams().empty()) return orig;
    Type* rhs = Subst(alias->origin()->rhs(), SubstMap{alias->tparams(), targs});
    Alias* instance = types_.NewAlias(alias->obj(), rhs);
    instance->set_instance_of(alias->origin(), types_.CopySpan<Type*>(targs));
    return instance;
  }
  if (auto* named = TryAs<Named>(orig)) return types_.NewInstance(named->origin(), targs);

  auto* sig = As<Signature>(orig);
  if (!ValidateTArgLen(pos, "", sig->tparams().size(), targs.size())) return types_.invalid();
  if (sig->tparams().empty()) return orig;
  const SubstMap map{sig->tparams(), targs};
  // A copy even if nothing changes: an instance has no type parameters.
  Signature* copy = types_.NewSignature(sig->recv(), SubstTuple(sig->params(), map), SubstTuple(sig->results(), map),
                                        sig->variadic());
  copy->set_recv_tparams(sig->recv_tparams());
  return copy;
}

bool Checker::ValidateTArgLen(Pos pos, std::string_view name, size_t want, size_t got) {
  if (got == want) return true;
  const std::string_view what = got < want ? "not enough" : "too many";
  if (name.empty()) {
    Errorf(pos, "{0} type arguments: have {1}, want {2}", what, got, want);
  } else {
    Errorf(pos, "{0} type arguments for type {1}: have {2}, want {3}", what, name, got, want);
  }
  return false;
}

int Checker::Verify(Pos, std::span<TypeParam* const> tparams, std::span<Type* const> targs, std::string* cause) {
  const SubstMap map{tparams, targs};
  for (size_t i = 0; i < tparams.size() && i < targs.size(); i++) {
    // Iface wraps a bound that is not an interface into one.
    tparams[i]->Iface();
    Type* bound = Subst(tparams[i]->constraint(), map);
    if (!ImplementsConstraint(targs[i], bound, cause)) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace golite::sema
