// This file implements the analysis of variables: one walk over a declaration and all function literals in it.
#include "compiler/analysis.h"

#include <memory>

#include "parser/ast/walk.h"
#include "sema/types/predicates.h"
#include "sema/types/typeset.h"

namespace golite::compiler {

using ast::NodeKind;

bool PerIterationLoopVars(const sema::Package& pkg) {
  return !pkg.go_version.is_set() || pkg.go_version >= sema::GoVersion{1, 22};
}

bool IsRangeOverFunc(const sema::Info& info, const ast::RangeStmt& s) {
  sema::Type* t = info.types.Get(s.x->id.value()).type;
  if (t == nullptr) return false;
  sema::Type* core = sema::CoreType(t);
  return core != nullptr && core->kind() == sema::TypeKind::kSignature;
}

namespace {

class Analyzer {
 public:
  Analyzer(FuncAnalysis& out, sema::Package& pkg, sema::TypeContext& types, VarFlags& flags)
      : out_(out), info_(*pkg.info), pkg_(pkg), types_(types), flags_(flags) {}

  ScopeInfo* Open(const ast::Node* node, bool loop_body) {
    auto scope = std::make_unique<ScopeInfo>();
    scope->node = node;
    scope->parent = scope_;
    scope->is_loop_body = loop_body;
    scope_ = scope.get();
    out_.scopes[node] = std::move(scope);
    return scope_;
  }
  void Close() { scope_ = scope_->parent; }

  void Signature(sema::Signature* sig) {
    if (sig->recv() != nullptr) Declare(sig->recv());
    for (sema::Var* v : sig->params()->vars()) Declare(v);
    for (sema::Var* v : sig->results()->vars()) {
      Declare(v);
      flags_.Set(v, kReassigned);
      scope_->results.push_back(v);
    }
  }

  void Visit(const ast::Node* n) {
    if (n == nullptr) return;
    switch (n->kind) {
      case NodeKind::kIdent: return Identifier(static_cast<const ast::Ident*>(n));
      case NodeKind::kFuncLit: return Literal(static_cast<const ast::FuncLit*>(n));
      case NodeKind::kSelectorExpr: return Selector(static_cast<const ast::SelectorExpr*>(n));
      case NodeKind::kIndexExpr: return Index(static_cast<const ast::IndexExpr*>(n));
      case NodeKind::kSliceExpr: {
        auto* s = static_cast<const ast::SliceExpr*>(n);
        if (IsArrayLike(s->x)) Mark(s->x, kAddressed);
        break;
      }
      case NodeKind::kUnaryExpr: {
        auto* u = static_cast<const ast::UnaryExpr*>(n);
        if (u->op == lexer::Token::kAnd) Mark(u->x, kAddressed);
        break;
      }
      case NodeKind::kBinaryExpr: {
        // Long chains lean to the left.
        const ast::Expr* e = static_cast<const ast::Expr*>(n);
        std::vector<const ast::Expr*> rights;
        while (auto* b = ast::TryAs<ast::BinaryExpr>(e)) {
          rights.push_back(b->y);
          e = b->x;
        }
        Visit(e);
        while (!rights.empty()) {
          Visit(rights.back());
          rights.pop_back();
        }
        return;
      }
      case NodeKind::kCallExpr: {
        auto* c = static_cast<const ast::CallExpr*>(n);
        if (auto* id = ast::TryAs<ast::Ident>(ast::Unparen(c->fun))) {
          auto* b = sema::TryAs<sema::Builtin>(info_.uses.Get(id->id.value()));
          if (b != nullptr && b->builtin_id() == sema::BuiltinId::kRecover) scope_->Function()->has_recover = true;
        }
        break;
      }
      case NodeKind::kCompositeLit: {
        // Keys of struct literals are field names, not expressions.
        auto* lit = static_cast<const ast::CompositeLit*>(n);
        sema::Type* t = info_.types.Get(lit->id.value()).type;
        sema::Type* core = t == nullptr ? nullptr : sema::CoreType(t);
        if (core != nullptr && core->kind() == sema::TypeKind::kPointer) core = sema::CoreType(static_cast<sema::Pointer*>(core)->elem());
        const bool is_struct = core != nullptr && core->kind() == sema::TypeKind::kStruct;
        for (const ast::Expr* e : lit->elts) {
          auto* kv = ast::TryAs<ast::KeyValueExpr>(e);
          if (kv != nullptr && is_struct) Visit(kv->value);
          else Visit(e);
        }
        return;
      }
      case NodeKind::kAssignStmt: {
        auto* s = static_cast<const ast::AssignStmt*>(n);
        for (const ast::Expr* e : s->rhs) Visit(e);
        for (const ast::Expr* e : s->lhs) {
          auto* id = ast::TryAs<ast::Ident>(e);
          if (s->tok == lexer::Token::kDefine && id != nullptr && info_.defs.Get(id->id.value()) != nullptr) {
            Declare(info_.defs.Get(id->id.value()));
          } else {
            Visit(e);
            Mark(e, kReassigned);
          }
        }
        return;
      }
      case NodeKind::kIncDecStmt: Mark(static_cast<const ast::IncDecStmt*>(n)->x, kReassigned); break;
      case NodeKind::kDeferStmt: Defer(); break;
      case NodeKind::kReturnStmt:
        if (scope_->is_loop_body) {
          ScopeInfo* f = scope_->Function();
          f->returns_from_loop = true;
          for (sema::Var* v : f->results) Use(v, kReassigned);
          NeedExitCode();
        }
        break;
      case NodeKind::kBranchStmt:
        // Whether it leaves a loop body is seen when that is lowered; the variable costs little.
        if (scope_->is_loop_body && static_cast<const ast::BranchStmt*>(n)->label != nullptr) NeedExitCode();
        break;
      case NodeKind::kCaseClause:
        if (auto it = info_.implicits.find(n); it != info_.implicits.end()) Declare(it->second);
        break;
      case NodeKind::kForStmt: return For(static_cast<const ast::ForStmt*>(n));
      case NodeKind::kRangeStmt: return Range(static_cast<const ast::RangeStmt*>(n));
      case NodeKind::kLabeledStmt: {
        auto* l = static_cast<const ast::LabeledStmt*>(n);
        scope_->Function()->labels[l->label->name] = l;
        return Visit(l->stmt);
      }
      case NodeKind::kTypeSwitchStmt: {
        auto* s = static_cast<const ast::TypeSwitchStmt*>(n);
        Visit(s->init);
        Visit(s->guard->x);
        for (auto* c : s->body) Visit(c);
        return;
      }
      case NodeKind::kFuncType:
      case NodeKind::kStructType:
      case NodeKind::kInterfaceType:
      case NodeKind::kMapType:
      case NodeKind::kChanType:
      case NodeKind::kArrayType: return;
      case NodeKind::kTypeAssertExpr: return Visit(static_cast<const ast::TypeAssertExpr*>(n)->x);
      default: break;
    }
    ast::ForEachChild(*n, [this](const ast::Node& c) { Visit(&c); });
  }

 private:
  void Declare(sema::Object* o) {
    if (o != nullptr && o->kind() == sema::ObjectKind::kVar) owner_[o] = scope_;
  }

  // A use of v in the current body: captured by every body between it and v's.
  void Use(sema::Object* v, uint8_t flags) {
    if (v == nullptr || v->kind() != sema::ObjectKind::kVar) return;
    auto it = owner_.find(v);
    if (it == owner_.end()) return;
    if (it->second != scope_) {
      flags |= kCaptured;
      for (ScopeInfo* s = scope_; s != it->second; s = s->parent) {
        bool known = false;
        for (sema::Var* c : s->captures) known |= c == v;
        if (!known) s->captures.push_back(static_cast<sema::Var*>(v));
      }
    }
    if (flags != 0) flags_.Set(v, flags);
  }

  void Identifier(const ast::Ident* id) {
    if (sema::Object* d = info_.defs.Get(id->id.value())) return Declare(d);
    if (sema::Object* u = info_.uses.Get(id->id.value())) Use(u, 0);
  }

  void Literal(const ast::FuncLit* lit) {
    Open(lit, /*loop_body=*/false);
    if (auto* sig = sema::TryUnder<sema::Signature>(info_.types.Get(lit->id.value()).type)) Signature(sig);
    Visit(lit->body);
    Close();
  }

  void Selector(const ast::SelectorExpr* e) {
    if (const sema::Selection* s = info_.selections.Get(e->id.value())) {
      if (s->kind == sema::SelectionKind::kMethodVal && !s->indirect) {
        auto* f = static_cast<sema::Func*>(s->obj);
        sema::Var* recv = f->origin()->signature()->recv();
        const bool ptr_method = recv != nullptr && sema::Unalias(recv->type())->kind() == sema::TypeKind::kPointer;
        if (ptr_method && sema::Under(s->recv)->kind() != sema::TypeKind::kPointer) Mark(e->x, kAddressed);
      }
      if (s->kind == sema::SelectionKind::kMethodExpr) return;
    }
    Visit(e->x);
  }

  bool IsArrayLike(const ast::Expr* x) {
    sema::Type* t = info_.types.Get(x->id.value()).type;
    if (t == nullptr) return false;
    const sema::TypeKind k = sema::Unalias(t)->kind();
    return k == sema::TypeKind::kTypeParam || sema::Under(t)->kind() == sema::TypeKind::kArray;
  }

  void Index(const ast::IndexExpr* e) {
    const sema::TypeAndValue tv = info_.types.Get(e->x->id.value());
    if (tv.mode == sema::Mode::kTypeExpr) return;
    if (IsArrayLike(e->x) && e->indices.size() == 1 && !info_.types.Get(e->indices[0]->id.value()).value) {
      Mark(e->x, kAddressed);
    }
    Visit(e->x);
    for (const ast::Expr* i : e->indices) {
      if (info_.types.Get(i->id.value()).mode != sema::Mode::kTypeExpr) Visit(i);
    }
  }

  // Sets flags of the variable that e is, or is a part of.
  void Mark(const ast::Expr* e, uint8_t flags) {
    for (;;) {
      e = ast::Unparen(e);
      if (auto* id = ast::TryAs<ast::Ident>(e)) {
        sema::Object* o = info_.uses.Get(id->id.value());
        if (o == nullptr) o = info_.defs.Get(id->id.value());
        return Use(o, flags);
      }
      if (auto* s = ast::TryAs<ast::SelectorExpr>(e)) {
        const sema::Selection* sel = info_.selections.Get(s->id.value());
        if (sel == nullptr || sel->kind != sema::SelectionKind::kFieldVal || sel->indirect) return;
        if (sema::Under(sel->recv)->kind() == sema::TypeKind::kPointer) return;
        e = s->x;
        continue;
      }
      if (auto* i = ast::TryAs<ast::IndexExpr>(e)) {
        if (!IsArrayLike(i->x)) return;
        e = i->x;
        continue;
      }
      return;
    }
  }

  void NeedExitCode() {
    ScopeInfo* f = scope_->Function();
    if (f->exit_code == nullptr) {
      f->exit_code = types_.NewVar(sema::VarKind::kLocal, Pos{}, &pkg_, types_.interner().Intern("#exit"),
                                   types_.basic(sema::BasicKind::kInt));
      owner_[f->exit_code] = f;
    }
    Use(f->exit_code, kReassigned);
  }

  void Defer() {
    ScopeInfo* f = scope_->Function();
    f->has_defer = true;
    if (!scope_->is_loop_body) return;
    if (f->defers == nullptr) {
      sema::Type* fn = types_.NewSignature(nullptr, types_.empty_tuple(), types_.empty_tuple(), false);
      f->defers = types_.NewVar(sema::VarKind::kLocal, Pos{}, &pkg_, types_.interner().Intern("#defers"),
                                types_.NewSlice(fn));
      owner_[f->defers] = f;
    }
    Use(f->defers, kReassigned);
  }

  void For(const ast::ForStmt* s) {
    Visit(s->init);
    Visit(s->cond);
    Visit(s->body);
    Visit(s->post);
  }

  void Range(const ast::RangeStmt* s) {
    Visit(s->x);
    const bool over_func = IsRangeOverFunc(info_, *s);
    if (over_func) Open(s, /*loop_body=*/true);
    for (const ast::Expr* e : s->lhs) {
      auto* id = ast::TryAs<ast::Ident>(e);
      sema::Object* def = id == nullptr ? nullptr : info_.defs.Get(id->id.value());
      if (s->tok == lexer::Token::kDefine && def != nullptr) {
        Declare(def);
        if (!over_func && !PerIterationLoopVars(pkg_)) flags_.Set(def, kReassigned);
      } else if (s->tok != lexer::Token::kDefine) {
        Visit(e);
        Mark(e, kReassigned);
      }
    }
    Visit(s->body);
    if (over_func) Close();
  }

  FuncAnalysis& out_;
  const sema::Info& info_;
  sema::Package& pkg_;
  sema::TypeContext& types_;
  VarFlags& flags_;
  ScopeInfo* scope_ = nullptr;
  std::unordered_map<sema::Object*, ScopeInfo*> owner_;
};

}  // namespace

std::unique_ptr<FuncAnalysis> Analyze(const ast::FuncDecl* decl, sema::Signature* sig, const ast::Expr* init,
                                      sema::Package& pkg, sema::TypeContext& types, VarFlags& flags) {
  auto out = std::make_unique<FuncAnalysis>();
  Analyzer a(*out, pkg, types, flags);
  if (decl != nullptr) {
    a.Open(decl, /*loop_body=*/false);
    a.Signature(sig);
    a.Visit(decl->body);
  } else {
    a.Open(init, /*loop_body=*/false);
    a.Visit(init);
  }
  return out;
}

}  // namespace golite::compiler
