// This file implements the check for loop variables that a go or defer statement captures. Before Go 1.22 all iterations
// share them.
#include <vector>

#include "parser/ast/walk.h"
#include "sema/vet/vet.h"

namespace golite::sema::vet {
namespace {

void AddVar(const Pass& pass, const ast::Expr* e, std::vector<Object*>& vars) {
  const auto* id = e == nullptr ? nullptr : ast::TryAs<ast::Ident>(e);
  if (id == nullptr) return;
  if (Object* o = pass.info.ObjectOf(id)) vars.push_back(o);
}

// Reports every mention of the variables in a function literal.
void CheckLiteral(Pass& pass, const ast::FuncLit* literal, const std::vector<Object*>& vars) {
  std::vector<const ast::Node*> pending = {literal->body};
  while (!pending.empty()) {
    const ast::Node* n = pending.back();
    pending.pop_back();
    if (const auto* id = ast::TryAs<ast::Ident>(n)) {
      Object* o = pass.info.uses.Get(id->id.value());
      for (Object* v : vars) {
        if (o == v) {
          pass.Report(id->pos, "loop variable " + std::string(id->name.view()) + " captured by func literal");
        }
      }
    }
    ast::ForEachChild(*n, [&](const ast::Node& child) { pending.push_back(&child); });
  }
}

// Only a last statement cannot be waited for within the iteration.
void CheckLast(Pass& pass, ast::List<ast::Stmt> list, const std::vector<Object*>& vars) {
  if (list.empty()) return;
  const ast::Stmt* last = list.back();
  const ast::CallExpr* call = nullptr;
  if (const auto* s = ast::TryAs<ast::GoStmt>(last)) call = s->call;
  if (const auto* s = ast::TryAs<ast::DeferStmt>(last)) call = s->call;
  if (const auto* s = ast::TryAs<ast::ExprStmt>(last)) {
    // errgroup's Go starts a goroutine.
    const auto* c = ast::TryAs<ast::CallExpr>(ast::Unparen(s->x));
    Func* f = c == nullptr ? nullptr : StaticCallee(pass, c);
    if (f != nullptr && f->name() == "Go" && f->pkg() != nullptr &&
        f->pkg()->path() == "golang.org/x/sync/errgroup" && c->args.size() == 1) {
      if (const auto* literal = ast::TryAs<ast::FuncLit>(c->args[0])) CheckLiteral(pass, literal, vars);
    }
  }
  if (call != nullptr) {
    if (const auto* literal = ast::TryAs<ast::FuncLit>(ast::Unparen(call->fun))) CheckLiteral(pass, literal, vars);
    return;
  }
  if (const auto* s = ast::TryAs<ast::IfStmt>(last)) {
    CheckLast(pass, s->body->list, vars);
    if (const auto* els = ast::TryAs<ast::BlockStmt>(s->els)) CheckLast(pass, els->list, vars);
  } else if (const auto* s = ast::TryAs<ast::BlockStmt>(last)) {
    CheckLast(pass, s->list, vars);
  } else if (const auto* s = ast::TryAs<ast::ForStmt>(last)) {
    CheckLast(pass, s->body->list, vars);
  } else if (const auto* s = ast::TryAs<ast::RangeStmt>(last)) {
    CheckLast(pass, s->body->list, vars);
  }
}

}  // namespace

void LoopClosure(Pass& pass, const ast::Node* n) {
  if (!pass.pkg.go_version.is_set() || pass.pkg.go_version >= GoVersion{1, 22}) return;
  std::vector<Object*> vars;
  const ast::BlockStmt* body = nullptr;
  if (const auto* s = ast::TryAs<ast::RangeStmt>(n)) {
    AddVar(pass, s->key(), vars);
    AddVar(pass, s->value(), vars);
    body = s->body;
  } else if (const auto* s = ast::TryAs<ast::ForStmt>(n)) {
    if (const auto* init = ast::TryAs<ast::AssignStmt>(s->init)) {
      for (const ast::Expr* e : init->lhs) AddVar(pass, e, vars);
    }
    body = s->body;
  }
  if (!vars.empty()) CheckLast(pass, body->list, vars);
}

}  // namespace golite::sema::vet
