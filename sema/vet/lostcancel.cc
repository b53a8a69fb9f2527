// This file implements the check for cancel functions of contexts that some path never uses, so that the context's
// timer and goroutine live on.
//
// For each cancel variable the statements of its function are followed with a set of states: not defined yet, defined but
// unused, used. Where a return can be reached in the second state, the function is lost.
#include <algorithm>
#include <vector>

#include "parser/ast/walk.h"
#include "sema/types/predicates.h"
#include "sema/vet/vet.h"

namespace golite::sema::vet {
namespace {

enum : unsigned { kUndefined = 1, kUnused = 2, kUsed = 4 };

struct CancelVar {
  Var* var;
  const ast::Node* definition;
};

bool IsContextWith(Pass& pass, const ast::Expr* e, std::string* name) {
  const auto* call = ast::TryAs<ast::CallExpr>(ast::Unparen(e));
  Func* f = call == nullptr ? nullptr : StaticCallee(pass, call);
  if (f == nullptr || f->pkg() == nullptr || f->pkg()->path() != "context") return false;
  *name = f->name().view();
  return *name == "WithCancel" || *name == "WithTimeout" || *name == "WithDeadline" || *name == "WithCancelCause" ||
         *name == "WithTimeoutCause" || *name == "WithDeadlineCause";
}

// Whether the node, with all in it, mentions v other than to define it.
bool Mentions(const Pass& pass, const ast::Node* n, Var* v) {
  std::vector<const ast::Node*> pending = {n};
  while (!pending.empty()) {
    const ast::Node* at = pending.back();
    pending.pop_back();
    if (const auto* id = ast::TryAs<ast::Ident>(at); id != nullptr && pass.info.uses.Get(id->id.value()) == v) {
      return true;
    }
    ast::ForEachChild(*at, [&](const ast::Node& child) { pending.push_back(&child); });
  }
  return false;
}

// Follows the statements of one function for one variable.
class Flow {
 public:
  Flow(Pass& pass, const CancelVar& cancel, bool is_result)
      : pass_(pass), cancel_(cancel), is_result_(is_result) {}

  // The position of a return that loses the function; invalid if there is none.
  Pos Run(const ast::BlockStmt* body) {
    const unsigned end = List(body->list, kUndefined);
    if ((end & kUnused) != 0 && !is_result_) Lost(body->rbrace);
    // Jumps anywhere make the paths unknown: say nothing.
    return has_goto_ ? Pos() : lost_;
  }

 private:
  struct Target {
    Sym label;
    bool is_loop;
    unsigned breaks = 0;
    unsigned continues = 0;
  };

  void Lost(Pos pos) {
    if (!lost_.valid()) lost_ = pos;
  }

  unsigned List(ast::List<ast::Stmt> list, unsigned in) {
    for (const ast::Stmt* s : list) in = Stmt(s, in, Sym());
    return in;
  }

  // The states after something that may mention the variable.
  unsigned Use(const ast::Node* n, unsigned in) {
    if (n == nullptr || in == 0 || !Mentions(pass_, n, cancel_.var)) return in;
    return (in & kUndefined) | ((in & (kUnused | kUsed)) != 0 ? kUsed : 0u);
  }

  unsigned Stmt(const ast::Stmt* s, unsigned in, Sym label) {
    if (s == nullptr || in == 0) return in;
    if (Defines(s)) return kUnused;
    switch (s->kind) {
      case ast::NodeKind::kLabeledStmt: {
        const auto* l = ast::As<ast::LabeledStmt>(s);
        return Stmt(l->stmt, in, l->label->name);
      }
      case ast::NodeKind::kReturnStmt:
        if ((Use(s, in) & kUnused) != 0 && !is_result_) Lost(s->pos);
        return 0;
      case ast::NodeKind::kBranchStmt: return Branch(ast::As<ast::BranchStmt>(s), in);
      case ast::NodeKind::kBlockStmt: return List(ast::As<ast::BlockStmt>(s)->list, in);
      case ast::NodeKind::kIfStmt: {
        const auto* f = ast::As<ast::IfStmt>(s);
        in = Use(f->cond, Stmt(f->init, in, Sym()));
        const unsigned then = List(f->body->list, in);
        return then | (f->els != nullptr ? Stmt(f->els, in, Sym()) : in);
      }
      case ast::NodeKind::kForStmt: {
        const auto* f = ast::As<ast::ForStmt>(s);
        in = Stmt(f->init, in, Sym());
        return Loop(label, in, f->cond != nullptr, [&](unsigned state) {
          state = List(f->body->list, Use(f->cond, state));
          return Stmt(f->post, state | targets_.back().continues, Sym());
        });
      }
      case ast::NodeKind::kRangeStmt: {
        const auto* f = ast::As<ast::RangeStmt>(s);
        in = Use(f->x, in);
        return Loop(label, in, /*may_end=*/true,
                    [&](unsigned state) { return List(f->body->list, state) | targets_.back().continues; });
      }
      case ast::NodeKind::kSwitchStmt: {
        const auto* w = ast::As<ast::SwitchStmt>(s);
        return Clauses(label, w->body, Use(w->tag, Stmt(w->init, in, Sym())));
      }
      case ast::NodeKind::kTypeSwitchStmt: {
        const auto* w = ast::As<ast::TypeSwitchStmt>(s);
        return Clauses(label, w->body, Use(w->guard, Stmt(w->init, in, Sym())));
      }
      case ast::NodeKind::kSelectStmt: {
        targets_.push_back({label, /*is_loop=*/false});
        unsigned out = 0;
        for (const ast::CommClause* c : ast::As<ast::SelectStmt>(s)->body) {
          out |= List(c->body, c->comm != nullptr ? Stmt(c->comm, in, Sym()) : in);
        }
        out |= targets_.back().breaks;
        targets_.pop_back();
        return out;
      }
      case ast::NodeKind::kExprStmt:
        in = Use(s, in);
        return NeverReturns(ast::As<ast::ExprStmt>(s)->x) ? 0 : in;
      default: return Use(s, in);
    }
  }

  bool Defines(const ast::Stmt* s) const {
    if (s == cancel_.definition) return true;
    const auto* d = ast::TryAs<ast::DeclStmt>(s);
    return d != nullptr && std::ranges::any_of(d->decl->specs, [&](const ast::Spec* spec) {
             return static_cast<const ast::Node*>(spec) == cancel_.definition;
           });
  }

  template <class Body>
  unsigned Loop(Sym label, unsigned in, bool may_end, Body body) {
    targets_.push_back({label, /*is_loop=*/true});
    unsigned state = in;
    // Three bits: a few rounds reach the fixed point.
    for (int i = 0; i < 4; i++) state |= body(state);
    const unsigned out = (may_end ? state : 0) | targets_.back().breaks;
    targets_.pop_back();
    return out;
  }

  unsigned Clauses(Sym label, ast::List<ast::CaseClause> body, unsigned in) {
    targets_.push_back({label, /*is_loop=*/false});
    unsigned out = 0;
    unsigned fallthrough = 0;
    bool has_default = false;
    for (const ast::CaseClause* c : body) {
      has_default |= c->is_default;
      for (const ast::Expr* e : c->list) in = Use(e, in);
      fallthrough_ = 0;
      out |= List(c->body, in | fallthrough);
      fallthrough = fallthrough_;
    }
    if (!has_default) out |= in;
    out |= targets_.back().breaks;
    targets_.pop_back();
    return out;
  }

  unsigned Branch(const ast::BranchStmt* s, unsigned in) {
    if (s->tok == lexer::Token::kGoto) has_goto_ = true;
    if (s->tok == lexer::Token::kFallthrough) fallthrough_ |= in;
    for (size_t i = targets_.size(); i > 0; i--) {
      Target& t = targets_[i - 1];
      if (s->label != nullptr ? t.label != s->label->name : (s->tok == lexer::Token::kContinue && !t.is_loop)) continue;
      if (s->tok == lexer::Token::kBreak) t.breaks |= in;
      if (s->tok == lexer::Token::kContinue) t.continues |= in;
      break;
    }
    return 0;
  }

  bool NeverReturns(const ast::Expr* e) {
    const auto* call = ast::TryAs<ast::CallExpr>(ast::Unparen(e));
    if (call == nullptr) return false;
    if (const auto* id = ast::TryAs<ast::Ident>(ast::Unparen(call->fun))) {
      auto* b = TryAs<Builtin>(pass_.info.ObjectOf(id));
      if (b != nullptr) return b->builtin_id() == BuiltinId::kPanic;
    }
    Func* f = StaticCallee(pass_, call);
    if (f == nullptr) return false;
    const std::string name = QualifiedName(f);
    return name == "os.Exit" || name == "runtime.Goexit" || name.starts_with("log.Fatal") ||
           name.starts_with("log.Panic");
  }

  Pass& pass_;
  const CancelVar& cancel_;
  bool is_result_;  // a named result: every return uses it
  bool has_goto_ = false;
  unsigned fallthrough_ = 0;
  Pos lost_;
  std::vector<Target> targets_;
};

// The cancel variables defined in a function, without those of the function literals in it.
std::vector<CancelVar> FindCancelVars(Pass& pass, const ast::BlockStmt* body) {
  std::vector<CancelVar> found;
  std::vector<const ast::Node*> pending = {body};
  const auto consider = [&](const ast::Node* definition, const ast::Ident* id, const ast::Expr* value) {
    std::string name;
    if (!IsContextWith(pass, value, &name)) return;
    if (id->is_blank()) {
      pass.Report(id->pos, "the cancel function returned by context." + name +
                               " should be called, not discarded, to avoid a context leak");
      return;
    }
    auto* v = TryAs<Var>(pass.info.ObjectOf(id));
    const bool local = v != nullptr && v->var_kind() != VarKind::kPackage && v->pos() >= body->pos;
    if (local || (v != nullptr && v->var_kind() == VarKind::kResult)) found.push_back({v, definition});
  };
  while (!pending.empty()) {
    const ast::Node* n = pending.back();
    pending.pop_back();
    if (const auto* s = ast::TryAs<ast::AssignStmt>(n); s != nullptr && s->lhs.size() == 2 && s->rhs.size() == 1) {
      if (const auto* id = ast::TryAs<ast::Ident>(s->lhs[1])) consider(s, id, s->rhs[0]);
    }
    if (const auto* s = ast::TryAs<ast::ValueSpec>(n); s != nullptr && s->names.size() == 2 && s->values.size() == 1) {
      consider(s, s->names[1], s->values[0]);
    }
    if (n->kind == ast::NodeKind::kFuncLit) continue;
    ast::ForEachChild(*n, [&](const ast::Node& child) { pending.push_back(&child); });
  }
  return found;
}

}  // namespace

void LostCancel(Pass& pass, const ast::Node* n) {
  const ast::BlockStmt* body = nullptr;
  if (const auto* f = ast::TryAs<ast::FuncDecl>(n)) {
    body = f->body;
    // Returning from main ends the process.
    if (f->recv == nullptr && f->name->name == "main" && pass.pkg.name() == "main") return;
  }
  if (const auto* f = ast::TryAs<ast::FuncLit>(n)) body = f->body;
  if (body == nullptr) return;
  for (const CancelVar& cancel : FindCancelVars(pass, body)) {
    const bool is_result = cancel.var->var_kind() == VarKind::kResult;
    const Pos lost = Flow(pass, cancel, is_result).Run(body);
    if (!lost.valid()) continue;
    const std::string name(cancel.var->name().view());
    const Pos at = ast::StartPos(*cancel.definition);
    pass.Report(at, "the " + name + " function is not used on all paths (possible context leak)");
    pass.Report(lost, "this return statement may be reached without using the " + name + " var defined on line " +
                          std::to_string(pass.diags.sources().Locate(at).line));
  }
}

}  // namespace golite::sema::vet
