// This file implements instantiation: type arguments for generic types and functions, and whether those satisfy
// their constraints.
#include "sema/checker.h"

namespace golite::sema {
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
    Report<Diag::kTypeArgumentCount>(pos, what, got, want);
  } else {
    Report<Diag::kTypeArgumentCountForType>(pos, what, name, got, want);
  }
  return false;
}

int Checker::Verify(Pos, std::span<TypeParam* const> tparams, std::span<Type* const> targs, std::string* cause) {
  const SubstMap map{tparams, targs};
  for (size_t i = 0; i < tparams.size() && i < targs.size(); i++) {
    // Iface wraps a bound that is not an interface into one; a named interface keeps its name for messages.
    Interface* iface = tparams[i]->Iface();
    Type* constraint = tparams[i]->constraint();
    Type* bound = Subst(Under(constraint)->kind() == TypeKind::kInterface ? constraint : iface, map);
    if (!ImplementsConstraint(targs[i], bound, cause)) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace golite::sema
