// This file implements terminating statements.
#include <algorithm>

#include "sema/checker.h"

namespace golite::sema {
namespace {

bool HasBreak(const ast::Stmt* s, Sym label, bool implicit);

bool HasBreakList(ast::List<ast::Stmt> list, Sym label, bool implicit) {
  return std::ranges::any_of(list, [&](const ast::Stmt* s) { return HasBreak(s, label, implicit); });
}

template <class Clause>
bool HasBreakClauses(std::span<Clause* const> clauses, Sym label) {
  return std::ranges::any_of(clauses, [&](const Clause* c) { return HasBreakList(c->body, label, /*implicit=*/false); });
}

// Whether s contains a break that leaves the statement with that label, or (implicit) the innermost one around s.
bool HasBreak(const ast::Stmt* s, Sym label, bool implicit) {
  switch (s->kind) {
    case ast::NodeKind::kLabeledStmt: return HasBreak(ast::As<ast::LabeledStmt>(s)->stmt, label, implicit);
    case ast::NodeKind::kBranchStmt: {
      const auto* b = ast::As<ast::BranchStmt>(s);
      if (b->tok != lexer::Token::kBreak) return false;
      return b->label == nullptr ? implicit : label && b->label->name == label;
    }
    case ast::NodeKind::kBlockStmt: return HasBreakList(ast::As<ast::BlockStmt>(s)->list, label, implicit);
    case ast::NodeKind::kIfStmt: {
      const auto* i = ast::As<ast::IfStmt>(s);
      return HasBreak(i->body, label, implicit) || (i->els != nullptr && HasBreak(i->els, label, implicit));
    }
    case ast::NodeKind::kSwitchStmt: return label && HasBreakClauses(ast::As<ast::SwitchStmt>(s)->body, label);
    case ast::NodeKind::kTypeSwitchStmt: return label && HasBreakClauses(ast::As<ast::TypeSwitchStmt>(s)->body, label);
    case ast::NodeKind::kSelectStmt: return label && HasBreakClauses(ast::As<ast::SelectStmt>(s)->body, label);
    case ast::NodeKind::kForStmt: return label && HasBreak(ast::As<ast::ForStmt>(s)->body, label, /*implicit=*/false);
    case ast::NodeKind::kRangeStmt:
      return label && HasBreak(ast::As<ast::RangeStmt>(s)->body, label, /*implicit=*/false);
    default: return false;
  }
}

bool IsTerminatingList(Checker& check, ast::List<ast::Stmt> list) {
  // Empty statements at the end do not count.
  for (size_t i = list.size(); i > 0; i--) {
    if (list[i - 1]->kind != ast::NodeKind::kEmptyStmt) return check.IsTerminating(list[i - 1], Sym());
  }
  return false;
}

bool IsTerminatingSwitch(Checker& check, ast::List<ast::CaseClause> body, Sym label) {
  bool has_default = false;
  for (const ast::CaseClause* c : body) {
    has_default |= c->is_default;
    if (!IsTerminatingList(check, c->body) || HasBreakList(c->body, label, /*implicit=*/true)) return false;
  }
  return has_default;
}

}  // namespace

bool Checker::IsTerminating(const ast::Stmt* s, Sym label) {
  switch (s->kind) {
    case ast::NodeKind::kBadStmt:
    case ast::NodeKind::kReturnStmt: return true;
    case ast::NodeKind::kLabeledStmt: {
      const auto* l = ast::As<ast::LabeledStmt>(s);
      return IsTerminating(l->stmt, l->label->name);
    }
    case ast::NodeKind::kExprStmt: {
      const auto* call = ast::TryAs<ast::CallExpr>(ast::Unparen(ast::As<ast::ExprStmt>(s)->x));
      return call != nullptr && env_.panics != nullptr && env_.panics->contains(call);
    }
    case ast::NodeKind::kBranchStmt: {
      const lexer::Token tok = ast::As<ast::BranchStmt>(s)->tok;
      return tok == lexer::Token::kGoto || tok == lexer::Token::kFallthrough;
    }
    case ast::NodeKind::kBlockStmt: return IsTerminatingList(*this, ast::As<ast::BlockStmt>(s)->list);
    case ast::NodeKind::kIfStmt: {
      const auto* i = ast::As<ast::IfStmt>(s);
      return i->els != nullptr && IsTerminating(i->body, Sym()) && IsTerminating(i->els, Sym());
    }
    case ast::NodeKind::kSwitchStmt: return IsTerminatingSwitch(*this, ast::As<ast::SwitchStmt>(s)->body, label);
    case ast::NodeKind::kTypeSwitchStmt:
      return IsTerminatingSwitch(*this, ast::As<ast::TypeSwitchStmt>(s)->body, label);
    case ast::NodeKind::kSelectStmt:
      return std::ranges::all_of(ast::As<ast::SelectStmt>(s)->body, [&](const ast::CommClause* c) {
        return IsTerminatingList(*this, c->body) && !HasBreakList(c->body, label, /*implicit=*/true);
      });
    case ast::NodeKind::kForStmt: {
      const auto* f = ast::As<ast::ForStmt>(s);
      return f->cond == nullptr && !HasBreak(f->body, label, /*implicit=*/true);
    }
    default: return false;
  }
}

}  // namespace golite::sema
