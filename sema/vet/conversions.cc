// This file implements the checks of conversions of integers to strings, and of assertions between interfaces that no type
// can satisfy.
#include "sema/types/predicates.h"
#include "sema/types/typeset.h"
#include "sema/vet/vet.h"

namespace golite::sema::vet {
namespace {

// A type as the message shows it: its name, and behind it what it is.
std::string Describe(Type* t) {
  const std::string base = VetTypeString(Under(t));
  auto* named = TryAs<Named>(Unalias(t));
  if (named == nullptr) return VetTypeString(t);
  const std::string name(named->obj()->name().view());
  return name + " (" + base + ")";
}

bool IsSmallText(Type* t) {
  auto* basic = TryUnder<Basic>(t);
  if (basic == nullptr) return false;
  switch (basic->basic_kind()) {
    case BasicKind::kUint8: case BasicKind::kInt32: case BasicKind::kUntypedRune: return true;
    default: return false;
  }
}

// The name of a method that both interfaces have with different signatures; empty when there is none.
std::string Conflict(Type* x, Type* t) {
  for (Func* m : TypeSetOf(As<Interface>(Under(x))).methods()) {
    for (Func* other : TypeSetOf(As<Interface>(Under(t))).methods()) {
      if (m->SameId(other->pkg(), other->name()) && !Identical(m->signature(), other->signature())) {
        return std::string(m->name().view());
      }
    }
  }
  return "";
}

void CheckAssertion(Pass& pass, Type* x, const ast::Expr* target) {
  Type* t = target == nullptr ? nullptr : pass.TypeOf(target);
  if (x == nullptr || t == nullptr || !IsInterface(x) || !IsInterface(t) || IsTypeParam(x) || IsTypeParam(t)) return;
  const std::string method = Conflict(x, t);
  if (method.empty()) return;
  pass.Report(ast::StartPos(*target), "impossible type assertion: no type can implement both " + VetTypeString(x) + " and " +
                                          VetTypeString(t) + " (conflicting types for " + method + " method)");
}

}  // namespace

void StringIntConv(Pass& pass, const ast::Node* n) {
  const auto* call = ast::TryAs<ast::CallExpr>(n);
  if (call == nullptr || call->args.size() != 1 || ast::Is<ast::ParenExpr>(call->fun)) return;
  const TypeAndValue target = pass.info.TypeAndValueOf(call->fun);
  if (target.mode != Mode::kTypeExpr || !IsString(target.type) || IsTypeParam(target.type)) return;
  Type* from = pass.TypeOf(call->args[0]);
  if (from == nullptr || IsTypeParam(from) || !IsInteger(from) || IsSmallText(from)) return;
  pass.Report(ast::StartPos(*call), "conversion from " + Describe(from) + " to " + Describe(target.type) +
                                        " yields a string of one rune, not a string of digits (did you mean fmt.Sprint(x)?)");
}

void IfaceAssert(Pass& pass, const ast::Node* n) {
  if (const auto* assertion = ast::TryAs<ast::TypeAssertExpr>(n); assertion != nullptr && assertion->type != nullptr) {
    CheckAssertion(pass, pass.TypeOf(assertion->x), assertion->type);
  } else if (const auto* s = ast::TryAs<ast::TypeSwitchStmt>(n)) {
    for (const ast::CaseClause* clause : s->body) {
      for (const ast::Expr* t : clause->list) {
        if (pass.info.TypeAndValueOf(t).mode == Mode::kTypeExpr) CheckAssertion(pass, pass.TypeOf(s->guard->x), t);
      }
    }
  }
}

}  // namespace golite::sema::vet
