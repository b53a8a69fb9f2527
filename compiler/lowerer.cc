// This file implements the basics of lowering and the entries for each kind of function.
#include "compiler/lowerer.h"

#include "support/check.h"

namespace golite::compiler {

Lowerer::Lowerer(Module& m, uint32_t index, const Context& context, bool is_std)
    : m_(m),
      tt_(m.table()),
      types_(m.types()),
      context_(context),
      pkg_(context.pkg),
      info_(context.info),
      env_(context.env.get()),
      index_(index),
      is_std_(is_std),
      fn_(m.ir(index)),
      b_(fn_) {
  next_exit_code_ = &own_exit_code_;
  fn_.race = m.options().race;
  watch_ = m.options().race && (pkg_ == nullptr || IsWatched(pkg_->path()));
}

Type* Lowerer::TypeOf(const ast::Expr* e) {
  e = ast::Unparen(e);
  sema::TypeAndValue tv = Tv(e);
  if (tv.type == nullptr) {
    if (auto* id = ast::TryAs<ast::Ident>(e)) {
      sema::Object* o = UseOf(id);
      if (o != nullptr) return Apply(o->type());
    }
    GOLITE_CHECK(tv.type != nullptr, "an expression without a recorded type reached lowering");
  }
  return Apply(tv.type);
}

sema::Object* Lowerer::UseOf(const ast::Ident* id) {
  sema::Object* o = info_->uses.Get(id->id.value());
  return o != nullptr ? o : info_->defs.Get(id->id.value());
}

Reg Lowerer::Snapshot(Reg r, Type* t) {
  const uint32_t n = Slots(t);
  if (n == 0) return r;
  Reg copy = NewTemp(t);
  b_.Move(copy, r, n);
  return copy;
}

void Lowerer::Unsupported(const ast::Node* n, std::string what) { m_.Error(n->pos, std::move(what)); }

// ------------------------------------------------------------------------------------------------------- bodies

void Lowerer::AddSigResults(sema::Signature* sig) {
  for (sema::Var* v : sig->results()->vars()) b_.AddResult(LayoutOf(Apply(v->type())).words);
}

// Parameters as plain values, for wrappers.
std::vector<Reg> Lowerer::AddSigParams(sema::Signature* sig) {
  std::vector<Reg> regs;
  for (sema::Var* v : sig->params()->vars()) regs.push_back(b_.AddParam(LayoutOf(Apply(v->type())).words));
  return regs;
}

void Lowerer::Params(sema::Signature* sig, bool with_recv) {
  std::vector<std::pair<sema::Var*, Reg>> params;
  if (with_recv && sig->recv() != nullptr) {
    params.emplace_back(sig->recv(), b_.AddParam(LayoutOf(Apply(sig->recv()->type())).words));
  }
  for (sema::Var* v : sig->params()->vars()) params.emplace_back(v, b_.AddParam(LayoutOf(Apply(v->type())).words));
  AddSigResults(sig);
  for (auto& [v, r] : params) BindParam(v, r);
}

void Lowerer::BindResults(sema::Signature* sig) {
  has_defer_ = scope_->has_defer;
  bool named = false;
  for (sema::Var* v : sig->results()->vars()) {
    results_.push_back(v);
    named |= !v->name().empty();
  }
  results_in_vars_ = has_defer_ || scope_->returns_from_loop;
  if (!named && !results_in_vars_) return;
  for (sema::Var* v : results_) {
    Type* t = Apply(v->type());
    if (IsBoxed(v)) {
      DeclareVar(v, kNoReg);
      continue;
    }
    Reg r = has_defer_ ? b_.NewPinned(LayoutOf(t).words) : NewVar(t);
    if (LayoutOf(t).big) {
      b_.Move(r, New(t));
    } else if (!has_defer_) {
      b_.Zero(r, Slots(t));
    }
    vars_[v] = {Storage::Kind::kReg, r};
  }
}

void Lowerer::BindCaptures(const ScopeInfo& scope, uint32_t offset) {
  for (sema::Var* v : scope.captures) {
    Type* t = Apply(v->type());
    if (IsBoxed(v)) {
      Reg r = b_.PointerTemp();
      b_.LoadSlots(r, b_.ClosureReg(), offset, 1);
      vars_[v] = {Storage::Kind::kBox, r};
      offset += 8;
    } else {
      Reg r = NewTemp(t);
      b_.LoadSlots(r, b_.ClosureReg(), offset, Slots(t));
      vars_[v] = {Storage::Kind::kReg, r};
      offset += 8 * Slots(t);
    }
  }
}

void Lowerer::Body(sema::Signature* sig, const ast::BlockStmt* body, const ScopeInfo& scope) {
  if (scope.has_defer) {
    m_.function(index_).has_defer = true;
    fn_.recover_block = b_.NewBlock();
  }
  fn_.no_inline = scope.has_recover;
  BindResults(sig);
  if (scope.exit_code != nullptr) DeclareVar(scope.exit_code, kNoReg);
  Block(body);
  if (!b_.unreachable()) {
    At(body->rbrace);
    ReturnResults();
  }
  if (scope.has_defer) {
    // A recovered frame continues here: what was deferred before still has to run.
    b_.SetBlock(fn_.recover_block);
    At(body->rbrace);
    ReturnResults();
  }
}

void Lowerer::Decl(sema::Func* func) {
  const ast::FuncDecl* decl = func->func_decl;
  sig_ = func->signature();
  scope_ = &context_.analysis->At(decl);
  At(decl);
  for (const ast::Directive& d : decl->directives) {
    if (d.text == "go:noinline") fn_.no_inline = true;
  }
  const bool no_inline = fn_.no_inline;
  Params(sig_, /*with_recv=*/true);
  Body(sig_, decl->body, *scope_);
  fn_.no_inline |= no_inline;
}

void Lowerer::Literal(const ast::FuncLit* lit) {
  sig_ = sema::As<sema::Signature>(sema::Under(Tv(lit).type));
  scope_ = &context_.analysis->At(lit);
  At(lit);
  Params(sig_, /*with_recv=*/false);
  BindCaptures(*scope_);
  Body(sig_, lit->body, *scope_);
}

void Lowerer::Init(std::span<const sema::Initializer> inits) {
  for (const sema::Initializer& init : inits) {
    auto analysis = Analyze(nullptr, nullptr, init.rhs, *pkg_, types_, m_.flags());
    context_.analysis = std::move(analysis);
    scope_ = &context_.analysis->At(init.rhs);
    At(init.rhs);
    if (init.lhs.size() == 1) {
      sema::Var* v = init.lhs[0];
      Type* t = Apply(v->type());
      if (v->name().is_blank()) {
        (void)ExprAs(init.rhs, t);
        continue;
      }
      Place p = VarPlace(v);
      auto* lit = ast::TryAs<ast::CompositeLit>(ast::Unparen(init.rhs));
      if (lit != nullptr && sema::Identical(TypeOf(lit), t) &&
          (sema::TryUnder<sema::Array>(t) != nullptr || sema::TryUnder<sema::Struct>(t) != nullptr)) {
        // The globals are zero: fill the literal in place.
        FillComposite(p, lit, t);
        continue;
      }
      Store(p, ExprAs(init.rhs, t));
      continue;
    }
    std::vector<Type*> types;
    std::vector<Reg> values;
    if (auto* call = ast::TryAs<ast::CallExpr>(ast::Unparen(init.rhs))) {
      values = Call(call, /*want_results=*/true);
      types = ResultTypes(sema::As<sema::Signature>(sema::Under(TypeOf(call->fun))));
    } else {
      values = CommaOk(init.rhs, &types);
    }
    for (size_t i = 0; i < init.lhs.size(); i++) {
      sema::Var* v = init.lhs[i];
      if (v->name().is_blank()) continue;
      Store(VarPlace(v), ConvertImplicit(values[i], types[i], Apply(v->type())));
    }
  }
  if (!b_.unreachable()) b_.Return({});
}

void Lowerer::MasterInit(std::span<const uint32_t> calls) {
  for (uint32_t f : calls) b_.Call(f, {}, {});
  b_.Return({});
}

}  // namespace golite::compiler
