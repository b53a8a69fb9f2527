// This file implements the check for statements that cannot be reached. Only what stands behind a jump, a return, a panic or
// an endless loop counts; conditions are not looked at.
#include <unordered_map>
#include <unordered_set>

#include "parser/ast/walk.h"
#include "sema/vet/vet.h"

namespace golite::sema::vet {
namespace {

using Token = ast::Token;

// Follows the statements of one function; function literals inside it are functions of their own.
class Reach {
 public:
  explicit Reach(Pass& pass) : pass_(pass) {}

  void Run(const ast::BlockStmt* body) {
    FindJumps(body, nullptr, Sym());
    List(body->list);
  }

 private:
  // Finds the labels that a goto names and the statements that a break leaves.
  void FindJumps(const ast::Node* n, const ast::Stmt* innermost, Sym label) {
    if (n == nullptr || ast::Is<ast::FuncLit>(n)) return;
    if (const auto* s = ast::TryAs<ast::LabeledStmt>(n)) return FindJumps(s->stmt, innermost, s->label->name);
    if (const auto* s = ast::TryAs<ast::BranchStmt>(n)) {
      if (s->tok == Token::kGoto && s->label != nullptr) gotos_.insert(s->label->name);
      if (s->tok != Token::kBreak) return;
      const ast::Stmt* target = innermost;
      if (s->label != nullptr) {
        const auto it = labels_.find(s->label->name);
        target = it == labels_.end() ? nullptr : it->second;
      }
      if (target != nullptr) breaks_.insert(target);
      return;
    }
    switch (n->kind) {
      case ast::NodeKind::kForStmt: case ast::NodeKind::kRangeStmt: case ast::NodeKind::kSwitchStmt:
      case ast::NodeKind::kTypeSwitchStmt: case ast::NodeKind::kSelectStmt:
        innermost = static_cast<const ast::Stmt*>(n);
        break;
      default: break;
    }
    if (label && ast::IsStmt(n->kind)) labels_[label] = static_cast<const ast::Stmt*>(n);
    ast::ForEachChild(*n, [&](const ast::Node& child) { FindJumps(&child, innermost, Sym()); });
  }

  void List(ast::List<ast::Stmt> list) {
    for (const ast::Stmt* s : list) Stmt(s);
  }

  void Stmt(const ast::Stmt* s) {
    if (const auto* labeled = ast::TryAs<ast::LabeledStmt>(s); labeled != nullptr && gotos_.contains(labeled->label->name)) {
      reachable_ = true;
    }
    if (!reachable_ && !ast::Is<ast::EmptyStmt>(s)) {
      pass_.Report(ast::StartPos(*s), "unreachable code");
      reachable_ = true;  // one report is enough
    }
    switch (s->kind) {
      case ast::NodeKind::kBlockStmt: return List(static_cast<const ast::BlockStmt*>(s)->list);
      case ast::NodeKind::kLabeledStmt: return Stmt(static_cast<const ast::LabeledStmt*>(s)->stmt);
      case ast::NodeKind::kBranchStmt: case ast::NodeKind::kReturnStmt: reachable_ = false; return;
      case ast::NodeKind::kExprStmt: {
        const ast::CallExpr* call = AsCall(static_cast<const ast::ExprStmt*>(s)->x);
        const auto* id = call == nullptr ? nullptr : ast::TryAs<ast::Ident>(call->fun);
        auto* builtin = id == nullptr ? nullptr : TryAs<Builtin>(pass_.info.ObjectOf(id));
        if (builtin != nullptr && builtin->builtin_id() == BuiltinId::kPanic) reachable_ = false;
        return;
      }
      case ast::NodeKind::kForStmt: {
        const auto* loop = static_cast<const ast::ForStmt*>(s);
        Stmt(loop->body);
        reachable_ = loop->cond != nullptr || breaks_.contains(s);
        return;
      }
      case ast::NodeKind::kRangeStmt:
        Stmt(static_cast<const ast::RangeStmt*>(s)->body);
        reachable_ = true;
        return;
      case ast::NodeKind::kIfStmt: {
        const auto* branch = static_cast<const ast::IfStmt*>(s);
        Stmt(branch->body);
        const bool then = reachable_;
        reachable_ = true;
        if (branch->els != nullptr) {
          Stmt(branch->els);
          reachable_ |= then;
        }
        return;
      }
      case ast::NodeKind::kSelectStmt: {
        bool any = breaks_.contains(s);
        for (const ast::CommClause* clause : static_cast<const ast::SelectStmt*>(s)->body) any |= Clause(clause->body);
        reachable_ = any;
        return;
      }
      case ast::NodeKind::kSwitchStmt: return Cases(s, static_cast<const ast::SwitchStmt*>(s)->body);
      case ast::NodeKind::kTypeSwitchStmt: return Cases(s, static_cast<const ast::TypeSwitchStmt*>(s)->body);
      default: return;
    }
  }

  bool Clause(ast::List<ast::Stmt> body) {
    reachable_ = true;
    List(body);
    return reachable_;
  }

  void Cases(const ast::Stmt* s, ast::List<ast::CaseClause> clauses) {
    bool any = breaks_.contains(s), has_default = false;
    for (const ast::CaseClause* clause : clauses) {
      has_default |= clause->is_default;
      any |= Clause(clause->body);
    }
    reachable_ = any || !has_default;
  }

  Pass& pass_;
  bool reachable_ = true;
  std::unordered_set<Sym> gotos_;
  std::unordered_map<Sym, const ast::Stmt*> labels_;
  std::unordered_set<const ast::Stmt*> breaks_;
};

}  // namespace

void Unreachable(Pass& pass, const ast::Node* n) {
  if (const auto* f = ast::TryAs<ast::FuncDecl>(n); f != nullptr && f->body != nullptr) Reach(pass).Run(f->body);
  if (const auto* f = ast::TryAs<ast::FuncLit>(n)) Reach(pass).Run(f->body);
}

}  // namespace golite::sema::vet
