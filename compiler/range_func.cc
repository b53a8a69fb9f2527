// This file implements range over functions.
//
// The loop body becomes a closure, the yield function. It returns true to go on. A statement that leaves the body
// another way (break, return, goto, a branch to an outer label) stores a number in the variable #exit of the function
// around the loop and returns false; after the call of the iterator the function looks at the number and continues
// there. When loops nest, a number that means nothing to a loop body is passed on outwards.
//
// A variable per execution of the loop, kept in a heap box, says whether the body may be called: an iterator that calls
// it after it returned false, after the loop ended, or after it panicked, panics.
#include "compiler/lowerer.h"
#include "support/check.h"

namespace golite::compiler {

namespace {

enum LoopState : int { kDone = 0, kReady = 1, kPanicking = 2, kExhausted = 3, kMissingPanic = 4 };

}  // namespace

void Lowerer::LoopReturn(bool more) {
  StoreMem(loop_state_, 0, Int(more ? kReady : kDone), IntType());
  const ir::Value out[] = {{Int(more), 1}};
  b_.Return(out);
}

void Lowerer::LeaveLoopBody(Exit exit) {
  for (const Exit& e : *exits_) {
    if (e.kind == exit.kind && e.stmt == exit.stmt && e.label == exit.label) exit.code = e.code;
  }
  if (exit.code == 0) {
    exit.code = (*next_exit_code_)++;
    exits_->push_back(exit);
  }
  Store(VarPlace(const_cast<ScopeInfo*>(scope_)->Function()->exit_code), Int(exit.code));
  LoopReturn(/*more=*/false);
}

// Continues where an exit of an inner loop body wanted to go.
void Lowerer::TakeExit(const Exit& exit) {
  const Exit outer{exit.kind, exit.stmt, exit.label, 0};
  switch (exit.kind) {
    case Exit::Kind::kReturn:
      if (parent_ != nullptr) return LeaveLoopBody(outer);
      return ReturnResults();
    case Exit::Kind::kGoto: {
      const bool outside = loop_ != nullptr && (exit.label->pos < loop_->body->pos || exit.label->pos > loop_->body->rbrace);
      if (outside) return LeaveLoopBody(outer);
      b_.Jump(LabelBlock(exit.label));
      return;
    }
    default:
      for (size_t i = targets_.size(); i-- > 0;) {
        if (targets_[i].stmt == exit.stmt) return TakeTarget(targets_[i], exit.kind == Exit::Kind::kBreak);
      }
      LeaveLoopBody(outer);
  }
}

// Defers, in this frame, a call of everything that loop bodies will put into the list.
void Lowerer::DeferLoopList(sema::Var* list) {
  DeclareVar(list, kNoReg);
  const std::string name = m_.Names(index_).prefix + ".deferrange" + std::to_string(m_.Names(index_).next_thunk++);
  const uint32_t index = m_.NewFunction(name, b_.pos(), pkg_, /*wrapper=*/true);
  Lowerer body(m_, index, context_, is_std_);
  body.DeferListBody(Apply(list->type()));
  const std::pair<Reg, Type*> captures[] = {{vars_.at(list).reg, nullptr}};
  b_.Emit(Op::kDefer, MakeClosure(index, captures));
}

void Lowerer::DeferListBody(Type* list) {
  m_.function(index_).has_defer = true;
  has_defer_ = true;
  fn_.no_inline = true;
  fn_.recover_block = b_.NewBlock();
  Reg box = b_.PointerTemp();
  b_.LoadSlots(box, b_.ClosureReg(), 8, 1);
  Reg calls = LoadMem(box, 0, list);
  Reg i = b_.NewVar(std::array{vm::WordKind::kScalar});
  b_.SetConst(i, 0);
  BlockId head = b_.NewBlock(), body = b_.NewBlock(), done = b_.NewBlock();
  Begin(head);
  b_.BranchOp(Op::kJLtI64, i, calls + 1, body, done);
  b_.SetBlock(body);
  Reg f = b_.PointerTemp();
  b_.Emit(Op::kIdx64, f, calls, i);
  b_.Emit(Op::kDefer, f);
  b_.Emit(Op::kAddI64, i, i, Int(1));
  b_.Jump(head);
  b_.SetBlock(done);
  b_.RunDefers();
  b_.Return({});
  b_.SetBlock(fn_.recover_block);
  b_.RunDefers();
  b_.Return({});
}

void Lowerer::RangeFunc(const ast::RangeStmt* s, Type* t) {
  const ast::LabeledStmt* label = TakeLabel();
  ScopeInfo& scope = context_.analysis->At(s);
  ScopeInfo* function = scope.Function();
  if (parent_ == nullptr && function->defers != nullptr) DeferLoopList(function->defers);
  auto* sig = sema::As<sema::Signature>(sema::Under(t));
  Reg iterator = Expr(s->x);
  At(s);
  Reg state = New(IntType());
  StoreMem(state, 0, Int(kReady), IntType());

  // The body as a closure; it is lowered now because its exits come back here.
  ClosureNames& names = m_.Names(index_);
  const std::string name = names.prefix + "-range" + std::to_string(names.next_range++);
  const uint32_t index = m_.NewFunction(name, s->pos, pkg_, /*wrapper=*/false);
  m_.Names(index).prefix = name;
  std::vector<Exit> exits;
  Lowerer body(m_, index, context_, is_std_);
  body.parent_ = this;
  body.loop_ = s;
  body.exits_ = &exits;
  body.next_exit_code_ = next_exit_code_;
  body.LoopBody(s, label, sema::As<sema::Signature>(sema::Under(Apply(sig->params()->at(0)->type()))));
  std::vector<std::pair<Reg, Type*>> captures;
  captures.emplace_back(state, nullptr);
  for (sema::Var* v : scope.captures) {
    const Storage& storage = vars_.at(v);
    captures.emplace_back(storage.reg, storage.kind == Storage::Kind::kBox ? nullptr : Apply(v->type()));
  }
  At(s);
  Reg yield = MakeClosure(index, captures);
  const ir::Value args[] = {{yield, 1}};
  b_.CallClosure(iterator, args, {});

  Reg now = LoadMem(state, 0, IntType());
  BlockId missing = b_.NewBlock(), fine = b_.NewBlock();
  b_.BranchOp(Op::kJEqI64, now, Int(kPanicking), missing, fine);
  b_.SetBlock(missing);
  const Reg code[] = {Int(kMissingPanic)};
  CallRuntime("panicrangestate", code);
  b_.Unreachable();
  b_.SetBlock(fine);
  StoreMem(state, 0, Int(kExhausted), IntType());
  if (exits.empty()) return;
  Place exit_var = VarPlace(function->exit_code);
  Reg exit = Load(exit_var);
  BlockId done = b_.NewBlock(), left = b_.NewBlock();
  b_.BranchOp(Op::kJEqI64, exit, Int(0), done, left);
  b_.SetBlock(left);
  Store(exit_var, Int(0));
  for (const Exit& e : exits) {
    BlockId take = b_.NewBlock(), next = b_.NewBlock();
    b_.BranchOp(Op::kJEqI64, exit, Int(e.code), take, next);
    b_.SetBlock(take);
    TakeExit(e);
    b_.SetBlock(next);
  }
  b_.Jump(done);
  b_.SetBlock(done);
}

void Lowerer::LoopBody(const ast::RangeStmt* s, const ast::LabeledStmt* label, sema::Signature* yield) {
  scope_ = &context_.analysis->At(s);
  fn_.no_inline = true;
  At(s);
  std::vector<Reg> params = AddSigParams(yield);
  b_.AddResult(LayoutOf(BoolType()).words);
  loop_state_ = b_.PointerTemp();
  b_.LoadSlots(loop_state_, b_.ClosureReg(), 8, 1);
  BindCaptures(*scope_, /*offset=*/16);
  Reg now = LoadMem(loop_state_, 0, IntType());
  BlockId wrong = b_.NewBlock(), ready = b_.NewBlock();
  b_.BranchOp(Op::kJEqI64, now, Int(kReady), ready, wrong);
  b_.SetBlock(wrong);
  const Reg code[] = {now};
  CallRuntime("panicrangestate", code);
  b_.Unreachable();
  b_.SetBlock(ready);
  StoreMem(loop_state_, 0, Int(kPanicking), IntType());
  const std::vector<Type*> types = ParamTypes(yield);
  if (s->tok != Tok::kDefine && params.size() >= 2) {
    SetRangeVars(s, params[0], types[0], params[1], types[1]);
  } else {
    for (size_t i = 0; i < params.size() && i < 2; i++) {
      if (!WantsRangeVar(s, static_cast<int>(i))) continue;
      DefineOrStore(i == 0 ? s->key() : s->value(), params[i], types[i], s->tok == Tok::kDefine);
    }
  }
  Target target;
  target.stmt = s;
  target.label = label;
  target.loop_body = true;
  targets_.push_back(target);
  Block(s->body);
  if (!b_.unreachable()) {
    At(s->body->rbrace);
    LoopReturn(/*more=*/true);
  }
}

}  // namespace golite::compiler
