// This file implements the checks of assignments: of a variable to itself, and of what atomic.Add returns to what it adds to.
#include "parser/ast/print.h"
#include "sema/types/predicates.h"
#include "sema/vet/vet.h"

namespace golite::sema::vet {

void Assign(Pass& pass, const ast::Node* n) {
  const auto* s = ast::TryAs<ast::AssignStmt>(n);
  if (s == nullptr || s->tok != ast::Token::kAssign || s->lhs.size() != s->rhs.size()) return;
  for (size_t i = 0; i < s->lhs.size(); i++) {
    const ast::Expr* left = s->lhs[i];
    const ast::Expr* right = s->rhs[i];
    if (left->kind != right->kind || HasSideEffects(pass, left) || HasSideEffects(pass, right)) continue;
    // m[k] = m[k] adds a key.
    if (pass.info.TypeAndValueOf(left).mode == Mode::kMapIndex) continue;
    const std::string text = ExprText(pass, left);
    if (text == ExprText(pass, right)) {
      pass.Report(ast::StartPos(*s->lhs[0]), "self-assignment of " + text + " to " + text);
    }
  }
}

void Atomic(Pass& pass, const ast::Node* n) {
  const auto* s = ast::TryAs<ast::AssignStmt>(n);
  if (s == nullptr || s->lhs.size() != s->rhs.size() || (s->lhs.size() == 1 && s->tok == ast::Token::kDefine)) return;
  for (size_t i = 0; i < s->rhs.size(); i++) {
    const auto* call = ast::TryAs<ast::CallExpr>(s->rhs[i]);
    Func* f = call == nullptr ? nullptr : StaticCallee(pass, call);
    if (f == nullptr || f->pkg() == nullptr || f->pkg()->path() != "sync/atomic" || f->signature()->recv() != nullptr) continue;
    if (!f->name().view().starts_with("Add") || call->args.size() != 2) continue;
    const ast::Expr* left = s->lhs[i];
    const auto* address = ast::TryAs<ast::UnaryExpr>(call->args[0]);
    const auto* star = ast::TryAs<ast::StarExpr>(left);
    bool same = false;
    if (address != nullptr && address->op == ast::Token::kAnd) {
      same = ExprText(pass, left) == ExprText(pass, address->x);
    } else if (star != nullptr) {
      same = ExprText(pass, star->x) == ExprText(pass, call->args[0]);
    }
    if (same) pass.Report(ast::StartPos(*left), "direct assignment to atomic value");
  }
}

}  // namespace golite::sema::vet
