// This file implements the checks of how contexts are handed on: they belong into the first parameter of a function, not
// into a struct, and are never nil. The texts are those of the linters containedctx and staticcheck (SA1012).
#include "sema/vet/vet.h"

namespace golite::sema::vet {
namespace {

bool IsContext(Type* t) {
  auto* named = t == nullptr ? nullptr : TryAs<Named>(Unalias(t));
  return named != nullptr && named->obj()->pkg() != nullptr && named->obj()->pkg()->path() == "context" &&
         named->obj()->name() == "Context";
}

void ContextInStruct(Pass& pass, const ast::StructType& s) {
  for (const ast::Field* field : s.fields->list) {
    // An embedded Context makes the struct a context itself, which is how one adds to it.
    if (field->names.empty() || !IsContext(pass.TypeOf(field->type))) continue;
    pass.Report(field->pos, "found a struct that contains a context.Context field");
  }
}

void NilContext(Pass& pass, const ast::CallExpr& call) {
  auto* sig = TryAs<Signature>(Under(pass.TypeOf(call.fun)));
  if (sig == nullptr || sig->params()->len() == 0 || call.args.empty()) return;
  if (!IsContext(sig->params()->at(0)->type())) return;
  const ast::Expr* first = ast::Unparen(call.args[0]);
  if (pass.info.TypeAndValueOf(first).mode != Mode::kNilValue) return;
  pass.Report(first->pos, "do not pass a nil Context, even if a function permits it; pass context.TODO if you are unsure about "
                          "which Context to use");
}

}  // namespace

void Contexts(Pass& pass, const ast::Node* n) {
  if (const auto* s = ast::TryAs<ast::StructType>(n)) ContextInStruct(pass, *s);
  if (const auto* call = ast::TryAs<ast::CallExpr>(n)) NilContext(pass, *call);
}

}  // namespace golite::sema::vet
