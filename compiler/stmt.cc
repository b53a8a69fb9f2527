// This file implements statements other than assignments, switches, select and range.
#include "compiler/lowerer.h"
#include "support/check.h"

namespace golite::compiler {

using ast::NodeKind;

void Lowerer::Block(std::span<ast::Stmt* const> list) {
  for (const ast::Stmt* s : list) Stmt(s);
}

void Lowerer::Block(const ast::BlockStmt* block) {
  if (block->list.empty()) Count(block);
  Block(block->list);
}

void Lowerer::Count(const ast::Node* at) {
  if (m_.options().cover == nullptr) return;
  if (const uint32_t* counter = m_.options().cover->Find(at)) b_.Emit(Op::kCover, {}, *counter);
}

void Lowerer::Stmt(const ast::Stmt* s) {
  At(s);
  Count(s);
  switch (s->kind) {
    case NodeKind::kEmptyStmt:
    case NodeKind::kBadStmt: return;
    case NodeKind::kDeclStmt: return DeclStmt(static_cast<const ast::DeclStmt*>(s));
    case NodeKind::kLabeledStmt: return Labeled(static_cast<const ast::LabeledStmt*>(s));
    case NodeKind::kExprStmt: return Effects(static_cast<const ast::ExprStmt*>(s)->x);
    case NodeKind::kSendStmt: {
      auto* send = static_cast<const ast::SendStmt*>(s);
      Type* elem = Apply(sema::As<sema::Chan>(sema::Under(TypeOf(send->chan)))->elem());
      Reg c = Expr(send->chan);
      Reg v = ExprAs(send->value, elem);
      At(s);
      const uint32_t n = Slots(elem);
      b_.Emit(Op::kChanSend, c, n == 0 ? c : v, {}, ir::ExtWord(0, n));
      return;
    }
    case NodeKind::kIncDecStmt: return IncDec(static_cast<const ast::IncDecStmt*>(s));
    case NodeKind::kAssignStmt: return Assign(static_cast<const ast::AssignStmt*>(s));
    case NodeKind::kGoStmt: return Go(static_cast<const ast::GoStmt*>(s));
    case NodeKind::kDeferStmt: return Defer(static_cast<const ast::DeferStmt*>(s)->call);
    case NodeKind::kReturnStmt: return Return(static_cast<const ast::ReturnStmt*>(s));
    case NodeKind::kBranchStmt: return Branch(static_cast<const ast::BranchStmt*>(s));
    case NodeKind::kBlockStmt: return Block(static_cast<const ast::BlockStmt*>(s)->list);
    case NodeKind::kIfStmt: return If(static_cast<const ast::IfStmt*>(s));
    case NodeKind::kSwitchStmt: return Switch(static_cast<const ast::SwitchStmt*>(s));
    case NodeKind::kTypeSwitchStmt: return TypeSwitch(static_cast<const ast::TypeSwitchStmt*>(s));
    case NodeKind::kSelectStmt: return Select(static_cast<const ast::SelectStmt*>(s));
    case NodeKind::kForStmt: return For(static_cast<const ast::ForStmt*>(s));
    case NodeKind::kRangeStmt: return Range(static_cast<const ast::RangeStmt*>(s));
    default: Unsupported(s, "this statement cannot be compiled");
  }
}

void Lowerer::DeclStmt(const ast::DeclStmt* s) {
  for (const ast::Spec* spec : s->decl->specs) {
    if (auto* v = ast::TryAs<ast::ValueSpec>(spec)) {
      if (s->decl->tok == Tok::kVar) VarSpec(v);
    } else if (auto* t = ast::TryAs<ast::TypeSpec>(spec)) {
      LocalType(t);
    }
  }
}

// A type declared in a generic function is another one in each instance.
void Lowerer::LocalType(const ast::TypeSpec* s) {
  if (env_->empty() || s->is_alias()) return;
  auto* name = sema::TryAs<sema::TypeName>(info_->defs.Get(s->name->id.value()));
  auto* named = name == nullptr ? nullptr : sema::TryAs<sema::Named>(name->type());
  if (named == nullptr || env_->HasLocal(named)) return;
  sema::TypeName* instance_name = types_.NewTypeName(name->pos(), name->pkg(), name->name(), nullptr);
  instance_name->local_number = name->local_number;
  instance_name->outer_args = types_.arena().Copy(env_->args());
  sema::Named* instance = types_.NewNamed(instance_name, nullptr);
  instance->set_tparams(named->tparams());
  env_->DeclareLocal(named, instance);
  instance->set_underlying(sema::Under(Apply(named->underlying())));
}

void Lowerer::If(const ast::IfStmt* s) {
  // A chain of else-ifs is followed in a loop.
  BlockId done = b_.NewBlock();
  for (;;) {
    if (s->init != nullptr) Stmt(s->init);
    BlockId then = b_.NewBlock();
    BlockId otherwise = s->els == nullptr ? done : b_.NewBlock();
    At(s->cond);
    Cond(s->cond, then, otherwise);
    b_.SetBlock(then);
    Block(s->body);
    Goto(done);
    if (s->els == nullptr) break;
    b_.SetBlock(otherwise);
    if (auto* next = ast::TryAs<ast::IfStmt>(s->els)) {
      s = next;
      Count(s);
      continue;
    }
    Stmt(s->els);
    Goto(done);
    break;
  }
  b_.SetBlock(done);
}

namespace {

// Whether a loop condition is short enough to stand both before the loop and at its end.
bool IsShort(const ast::Expr* e, int* budget) {
  if (--*budget < 0) return false;
  e = ast::Unparen(e);
  switch (e->kind) {
    case NodeKind::kIdent:
    case NodeKind::kBasicLit: return true;
    case NodeKind::kSelectorExpr: return IsShort(static_cast<const ast::SelectorExpr*>(e)->x, budget);
    case NodeKind::kUnaryExpr:
      return static_cast<const ast::UnaryExpr*>(e)->op != Token::kArrow && IsShort(static_cast<const ast::UnaryExpr*>(e)->x, budget);
    case NodeKind::kStarExpr: return IsShort(static_cast<const ast::StarExpr*>(e)->x, budget);
    case NodeKind::kIndexExpr: {
      auto* i = static_cast<const ast::IndexExpr*>(e);
      return i->indices.size() == 1 && IsShort(i->x, budget) && IsShort(i->indices[0], budget);
    }
    case NodeKind::kBinaryExpr: {
      auto* b = static_cast<const ast::BinaryExpr*>(e);
      return IsShort(b->x, budget) && IsShort(b->y, budget);
    }
    case NodeKind::kCallExpr: {
      auto* c = static_cast<const ast::CallExpr*>(e);
      auto* id = ast::TryAs<ast::Ident>(ast::Unparen(c->fun));
      return id != nullptr && c->args.size() == 1 && IsShort(c->args[0], budget);
    }
    default: return false;
  }
}

}  // namespace

const ast::LabeledStmt* Lowerer::TakeLabel() {
  const ast::LabeledStmt* l = pending_label_;
  pending_label_ = nullptr;
  return l;
}

void Lowerer::For(const ast::ForStmt* s) {
  const ast::LabeledStmt* label = TakeLabel();
  std::vector<sema::Var*> copied;  // loop variables that each iteration has its own box of
  if (s->init != nullptr) {
    Stmt(s->init);
    auto* define = ast::TryAs<ast::AssignStmt>(s->init);
    if (define != nullptr && define->tok == Tok::kDefine && PerIterationLoopVars(*pkg_)) {
      for (const ast::Expr* e : define->lhs) {
        auto* id = ast::TryAs<ast::Ident>(e);
        auto* v = id == nullptr ? nullptr : sema::TryAs<sema::Var>(info_->defs.Get(id->id.value()));
        if (v != nullptr && !id->is_blank() && IsBoxed(v)) copied.push_back(v);
      }
    }
  }
  BlockId body = b_.NewBlock(), post = b_.NewBlock(), done = b_.NewBlock();
  // The box of a copied variable is another one in each iteration, so it is a register that changes.
  for (sema::Var* v : copied) {
    Reg box = b_.NewVar(std::array{vm::WordKind::kPointer});
    b_.Move(box, vars_[v].reg);
    vars_[v].reg = box;
  }
  int budget = 12;
  const bool rotate = s->cond != nullptr && IsShort(s->cond, &budget);
  BlockId head = kNoBlock;
  if (s->cond != nullptr) {
    if (!rotate) {
      head = b_.NewBlock();
      Begin(head);
    }
    At(s->cond);
    Cond(s->cond, body, done);
    b_.SetBlock(body);
  } else {
    Begin(body);
  }
  targets_.push_back({s, label, done, post});
  Block(s->body);
  targets_.pop_back();
  Begin(post);
  for (sema::Var* v : copied) {
    Type* t = Apply(v->type());
    Reg fresh = New(t);
    CopyPlace(MemPlace(fresh, 0, t), MemPlace(vars_[v].reg, 0, t));
    b_.Move(vars_[v].reg, fresh);
  }
  if (s->post != nullptr) Stmt(s->post);
  if (s->cond == nullptr) {
    Goto(body);
  } else if (rotate) {
    At(s->cond);
    Cond(s->cond, body, done);
  } else {
    Goto(head);
  }
  b_.SetBlock(done);
}

// Labels belong to the function, also those that are used in the bodies of loops over functions.
const ast::LabeledStmt* Lowerer::LabelOf(const ast::Ident* name) {
  return const_cast<ScopeInfo*>(scope_)->Function()->labels.at(name->name);
}

BlockId Lowerer::LabelBlock(const ast::LabeledStmt* l) {
  auto [it, fresh] = label_blocks_.try_emplace(l, kNoBlock);
  if (fresh) it->second = b_.NewBlock();
  return it->second;
}

void Lowerer::Labeled(const ast::LabeledStmt* s) {
  Begin(LabelBlock(s));
  switch (s->stmt->kind) {
    case NodeKind::kForStmt:
    case NodeKind::kRangeStmt:
    case NodeKind::kSwitchStmt:
    case NodeKind::kTypeSwitchStmt:
    case NodeKind::kSelectStmt:
      pending_label_ = s;
      Stmt(s->stmt);
      return;
    case NodeKind::kBlockStmt: {
      // A labelled block may be left by break.
      BlockId done = b_.NewBlock();
      targets_.push_back({s->stmt, s, done, kNoBlock});
      Stmt(s->stmt);
      targets_.pop_back();
      Begin(done);
      return;
    }
    default: Stmt(s->stmt);
  }
}

void Lowerer::Branch(const ast::BranchStmt* s) {
  if (s->tok == Tok::kFallthrough) {
    b_.Jump(fallthrough_);
    return;
  }
  const ast::LabeledStmt* label = s->label == nullptr ? nullptr : LabelOf(s->label);
  if (s->tok == Tok::kGoto) {
    const bool outside = loop_ != nullptr &&
                         (label->pos < loop_->body->pos || label->pos > loop_->body->rbrace);
    if (outside) {
      LeaveLoopBody({Exit::Kind::kGoto, nullptr, label, 0});
    } else {
      b_.Jump(LabelBlock(label));
    }
    return;
  }
  const bool is_break = s->tok == Tok::kBreak;
  for (size_t i = targets_.size(); i-- > 0;) {
    Target& t = targets_[i];
    const bool block = t.stmt->kind == NodeKind::kBlockStmt;  // left only by name
    if (label != nullptr) {
      if (t.label != label) continue;
    } else if (block || (!is_break && t.continue_block == kNoBlock && !t.loop_body)) {
      continue;
    }
    return TakeTarget(t, is_break);
  }
  GOLITE_CHECK(label != nullptr && loop_ != nullptr, "a branch has no target");
  LeaveLoopBody({is_break ? Exit::Kind::kBreak : Exit::Kind::kContinue, label->stmt, nullptr, 0});
}

void Lowerer::TakeTarget(const Target& t, bool is_break) {
  if (t.loop_body) {
    LoopReturn(/*more=*/!is_break);
  } else {
    b_.Jump(is_break ? t.break_block : t.continue_block);
  }
}

void Lowerer::Return(const ast::ReturnStmt* s) {
  // The function whose results these are: in the body of a loop over a function, the one around it.
  const Lowerer* f = this;
  while (f->parent_ != nullptr) f = f->parent_;
  const std::vector<sema::Var*>& results = f->results_;
  std::vector<Reg> values;
  if (s->results.size() == 1 && results.size() > 1) {
    auto* call = ast::As<ast::CallExpr>(ast::Unparen(s->results[0]));
    std::vector<Type*> types;
    for (sema::Var* v : sema::As<sema::Tuple>(Tv(call).type)->vars()) types.push_back(Apply(v->type()));
    values = Call(call, /*want_results=*/true);
    for (size_t i = 0; i < values.size(); i++) values[i] = ConvertImplicit(values[i], types[i], Apply(results[i]->type()));
  } else {
    for (size_t i = 0; i < s->results.size(); i++) values.push_back(ExprAs(s->results[i], Apply(results[i]->type())));
  }
  At(s);
  // return a, where a is the result itself, assigns nothing: race mode would take that for a write.
  auto is_itself = [&](size_t i) {
    auto* id = s->results.size() == values.size() ? ast::TryAs<ast::Ident>(ast::Unparen(s->results[i])) : nullptr;
    return id != nullptr && UseOf(id) == results[i] && watched();
  };
  const bool bare = s->results.empty() && !results.empty();
  if (parent_ != nullptr || f->results_in_vars_) {
    if (!bare) {
      if (values.size() > 1) {
        for (size_t i = 0; i < values.size(); i++) values[i] = Snapshot(values[i], Apply(results[i]->type()));
      }
      for (size_t i = 0; i < values.size(); i++) {
        if (!is_itself(i)) Store(VarPlace(results[i]), values[i]);
      }
    }
    if (parent_ != nullptr) {
      LeaveLoopBody({Exit::Kind::kReturn, nullptr, nullptr, 0});
    } else {
      ReturnResults();
    }
    return;
  }
  if (bare) return ReturnResults();
  std::vector<ir::Value> out;
  for (size_t i = 0; i < values.size(); i++) {
    // A closure may still look at a named result.
    if (IsBoxed(results[i])) values[i] = Snapshot(values[i], Apply(results[i]->type()));
    out.push_back({values[i], Slots(Apply(results[i]->type()))});
  }
  for (size_t i = 0; i < values.size(); i++) {
    if (IsBoxed(results[i]) && vars_.contains(results[i]) && !is_itself(i)) Store(VarPlace(results[i]), values[i]);
  }
  b_.Return(out);
}

// Returns what the result variables hold, after the deferred calls.
void Lowerer::ReturnResults() {
  if (parent_ != nullptr) return LoopReturn(/*more=*/true);
  if (has_defer_) b_.RunDefers();
  std::vector<ir::Value> out;
  for (sema::Var* v : results_) {
    if (!vars_.contains(v)) {
      // The end of a function whose statements never come here.
      b_.Unreachable();
      return;
    }
    Type* t = Apply(v->type());
    out.push_back({Load(VarPlace(v)), Slots(t)});
  }
  b_.Return(out);
}

}  // namespace golite::compiler
