// This file implements select statements.
#include "compiler/lowerer.h"

namespace golite::compiler {

namespace {

// The receive expression of a case: <-c, v = <-c, v, ok := <-c.
const ast::UnaryExpr* ReceiveOf(const ast::Stmt* comm) {
  if (auto* e = ast::TryAs<ast::ExprStmt>(comm)) return ast::As<ast::UnaryExpr>(ast::Unparen(e->x));
  return ast::As<ast::UnaryExpr>(ast::Unparen(ast::As<ast::AssignStmt>(comm)->rhs[0]));
}

}  // namespace

void Lowerer::Select(const ast::SelectStmt* s) {
  const ast::LabeledStmt* label = TakeLabel();
  std::vector<ir::SelectCase> cases;
  std::vector<size_t> clause_of;   // by case
  std::vector<Type*> elems(s->body.size(), nullptr);
  bool has_default = false;
  BlockId done = b_.NewBlock();
  std::vector<BlockId> blocks;
  BlockId default_block = kNoBlock;
  for (size_t i = 0; i < s->body.size(); i++) {
    const ast::CommClause* c = s->body[i];
    blocks.push_back(b_.NewBlock());
    if (c->comm == nullptr) {
      has_default = true;
      default_block = blocks.back();
      continue;
    }
    At(c);
    ir::SelectCase k;
    if (auto* send = ast::TryAs<ast::SendStmt>(c->comm)) {
      Type* elem = Apply(sema::As<sema::Chan>(sema::Under(TypeOf(send->chan)))->elem());
      k.send = true;
      k.chan = SnapshotSlots(Expr(send->chan), 1);
      Reg v = ExprAs(send->value, elem);
      k.value = {Slots(elem) == 0 ? kNoReg : SnapshotSlots(v, Slots(elem)), Slots(elem)};
    } else {
      const ast::UnaryExpr* recv = ReceiveOf(c->comm);
      Type* elem = Apply(sema::As<sema::Chan>(sema::Under(TypeOf(recv->x)))->elem());
      elems[i] = elem;
      k.chan = SnapshotSlots(Expr(recv->x), 1);
      auto* assign = ast::TryAs<ast::AssignStmt>(c->comm);
      const uint32_t n = Slots(elem);
      k.value = {n == 0 ? kNoReg : NewVar(elem), n};
      if (assign != nullptr && assign->lhs.size() == 2) k.ok = b_.NewVar(LayoutOf(BoolType()).words);
    }
    cases.push_back(k);
    clause_of.push_back(i);
  }
  At(s);
  Reg chosen = b_.ScalarTemp();
  b_.Select(chosen, cases, has_default);
  if (cases.empty() && !has_default) {
    b_.Unreachable();
    b_.SetBlock(done);
    b_.Unreachable();
    return;
  }
  for (size_t k = 0; k < cases.size(); k++) {
    const bool last = k + 1 == cases.size();
    if (last && !has_default) {
      b_.Jump(blocks[clause_of[k]]);
      break;
    }
    BlockId next = last ? default_block : b_.NewBlock();
    b_.BranchOp(Op::kJEqI64, chosen, Int(static_cast<int64_t>(k)), blocks[clause_of[k]], next);
    if (!last) b_.SetBlock(next);
  }
  if (cases.empty()) b_.Jump(default_block);
  targets_.push_back({s, label, done, kNoBlock});
  std::vector<size_t> case_of(s->body.size(), 0);
  for (size_t k = 0; k < clause_of.size(); k++) case_of[clause_of[k]] = k;
  for (size_t i = 0; i < s->body.size(); i++) {
    const ast::CommClause* c = s->body[i];
    b_.SetBlock(blocks[i]);
    if (auto* assign = ast::TryAs<ast::AssignStmt>(c->comm)) {
      At(assign);
      const ir::SelectCase& k = cases[case_of[i]];
      const bool define = assign->tok == Tok::kDefine;
      Type* elem = elems[i];
      Reg v = LayoutOf(elem).big ? OrZeroBig(k.value.reg, elem) : k.value.reg;
      DefineOrStore(assign->lhs[0], v, elem, define);
      if (assign->lhs.size() == 2) DefineOrStore(assign->lhs[1], k.ok, BoolType(), define);
    }
    if (c->body.empty()) Count(c);
    Block(c->body);
    Goto(done);
  }
  targets_.pop_back();
  b_.SetBlock(done);
}

}  // namespace golite::compiler
