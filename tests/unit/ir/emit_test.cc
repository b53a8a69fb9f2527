// This file tests the passes, slot allocation and emission on hand-built IR.
#include <gtest/gtest.h>

#include "tests/unit/ir/test_program.h"

namespace golite::ir {
namespace {

void BuildFib(Function& fn) {
  Builder b(fn);
  Reg n = b.AddParam(kInt);
  b.AddResult(kInt);
  BlockId small = b.NewBlock(), big = b.NewBlock();
  Reg cond = b.ScalarTemp();
  b.Emit(Op::kLtI64, cond, n, b.ConstInt(2));
  b.Branch(cond, small, big);
  b.SetBlock(small);
  Value result{n, 1};
  b.Return({&result, 1});
  b.SetBlock(big);
  Reg parts[2];
  for (int i = 0; i < 2; i++) {
    Reg arg = b.ScalarTemp();
    b.Emit(Op::kSubI64, arg, n, b.ConstInt(i + 1));
    parts[i] = b.ScalarTemp();
    Value in{arg, 1}, out{parts[i], 1};
    b.Call(0, {&in, 1}, {&out, 1});
  }
  Reg sum = b.ScalarTemp();
  b.Emit(Op::kAddI64, sum, parts[0], parts[1]);
  result = {sum, 1};
  b.Return({&result, 1});
}

TEST(Emit, FibUsesItsWindows) {
  TestProgram t;
  BuildFib(t.Add("main.fib"));
  std::string text = t.Emit({.inline_calls = false});
  EXPECT_EQ(t.Opcodes(), "JGeI64K Return1 AddI64KCall Call Move AddI64KCall Call AddI64Return1 Return1") << text;
}

TEST(Emit, WorksWithoutPasses) {
  TestProgram t;
  BuildFib(t.Add("main.fib"));
  std::string text = t.Emit({.optimize = false});
  EXPECT_EQ(text.find("error"), std::string::npos) << text;
}

TEST(Emit, SmallRecursionDoesTwoLevelsInOneFrame) {
  TestProgram t;
  BuildFib(t.Add("main.fib"));
  std::string text = t.Emit();
  EXPECT_EQ(t.program.functions[0]->inlined.size(), 2u) << text;
}

// for i := 0; i < n; i++ { sum += i }
TEST(Emit, CountingLoopEndsInForLt) {
  TestProgram t;
  Function& fn = t.Add("main.sum");
  Builder b(fn);
  Reg n = b.AddParam(kInt);
  b.AddResult(kInt);
  Reg sum = b.NewVar(kInt), i = b.NewVar(kInt);
  b.Zero(sum);
  b.Zero(i);
  BlockId head = b.NewBlock(), body = b.NewBlock(), post = b.NewBlock(), done = b.NewBlock();
  b.Jump(head);
  b.SetBlock(head);
  Reg cond = b.ScalarTemp();
  b.Emit(Op::kLtI64, cond, i, n);
  b.Branch(cond, body, done);
  b.SetBlock(body);
  Reg next = b.ScalarTemp();
  b.Emit(Op::kAddI64, next, sum, i);
  b.Move(sum, next);
  b.Jump(post);
  b.SetBlock(post);
  Reg step = b.ScalarTemp();
  b.Emit(Op::kAddI64, step, i, b.ConstInt(1));
  b.Move(i, step);
  b.Jump(head);
  b.SetBlock(done);
  Value result{sum, 1};
  b.Return({&result, 1});
  std::string text = t.Emit();
  EXPECT_EQ(t.Opcodes(), "LoadImm LoadImm JLeI64K AddI64ForLtI64L ForLtI64L Return1") << text;
}

// return y, x through a call f(y, x): arguments that change places need a scratch slot.
TEST(Emit, ParallelMovesSwap) {
  TestProgram t;
  Function& fn = t.Add("main.swap");
  Builder b(fn);
  Reg x = b.AddParam(kInt), y = b.AddParam(kInt);
  b.AddResult(kInt);
  b.AddResult(kInt);
  Value results[2] = {{y, 1}, {x, 1}};
  b.Return(results);
  std::string text = t.Emit();
  EXPECT_EQ(t.Opcodes(), "MoveMove Move Return") << text;
}

TEST(Emit, PointersLiveAcrossCallsAreRoots) {
  TestProgram t;
  Function& callee = t.Add("main.f");
  {
    Builder b(callee);
    b.Return({});
    callee.no_inline = true;
  }
  Function& fn = t.Add("main.g");
  Builder b(fn);
  Reg p = b.AddParam(kPtr);
  b.AddResult(kInt);
  Reg q = b.PointerTemp(), r = b.PointerTemp(), v = b.ScalarTemp();
  b.LoadSlots(q, p, 8, 1);
  b.Call(0, {}, {});
  b.LoadSlots(r, q, 16, 1);
  b.LoadSlots(v, r, 0, 1);
  Value result{v, 1};
  b.Return({&result, 1});
  std::string text = t.Emit();
  ASSERT_EQ(text.find("error"), std::string::npos) << text;
  // The parameter and q; r is used up before the next safepoint.
  ASSERT_EQ(t.program.functions[1]->slots.size(), 1u) << text;
  EXPECT_EQ(t.program.functions[1]->slots[0].begin, 1);
  EXPECT_EQ(t.program.functions[1]->slots[0].end, 3);
}

TEST(Emit, InlinesLeaves) {
  TestProgram t;
  Function& callee = t.Add("main.twice");
  {
    Builder b(callee);
    Reg x = b.AddParam(kInt);
    b.AddResult(kInt);
    Reg y = b.ScalarTemp();
    b.Emit(Op::kAddI64, y, x, x);
    Value result{y, 1};
    b.Return({&result, 1});
  }
  Function& fn = t.Add("main.g");
  Builder b(fn);
  Reg x = b.AddParam(kInt);
  b.AddResult(kInt);
  Reg y = b.ScalarTemp();
  Value in{x, 1}, out{y, 1};
  b.Call(0, {&in, 1}, {&out, 1});
  Reg z = b.ScalarTemp();
  b.Emit(Op::kMulI64, z, y, x);
  Value result{z, 1};
  b.Return({&result, 1});
  std::string text = t.Emit();
  EXPECT_EQ(t.Opcodes(1), "AddI64 MulI64 Return1") << text;
  ASSERT_EQ(t.program.functions[1]->inlined.size(), 1u);
  EXPECT_EQ(t.program.functions[1]->inlined[0].function, "main.twice");
}

// A function of more than 32767 words jumps with 32-bit offsets.
TEST(Emit, LongJumps) {
  TestProgram t;
  Function& fn = t.Add("main.long");
  Builder b(fn);
  Reg x = b.AddParam(kInt), y = b.AddParam(kInt);
  b.AddResult(kInt);
  BlockId far = b.NewBlock(), near = b.NewBlock();
  b.BranchOp(Op::kJLtI64, x, y, far, near);
  b.SetBlock(near);
  for (int i = 0; i < 40000; i++) b.Emit(Op::kMulI64, x, x, y);
  Value result{x, 1};
  b.Return({&result, 1});
  b.SetBlock(far);
  result = {y, 1};
  b.Return({&result, 1});
  std::string text = t.Emit();
  EXPECT_EQ(text.find("error"), std::string::npos);
  EXPECT_EQ(t.program.functions[0]->code[0].opcode(), Op::kJLeI64);
  EXPECT_EQ(t.program.functions[0]->code[1].opcode(), Op::kJump);
}

// Named results of a function that recovers are in their slots whenever something panics.
TEST(Emit, PinnedResultsKeepTheirStores) {
  TestProgram t;
  Function& fn = t.Add("main.f");
  fn.target->has_defer = true;
  Builder b(fn);
  Reg p = b.AddParam(kPtr);
  b.AddResult(kInt);
  Reg r = b.NewPinned(kInt);
  b.SetConst(r, 1);
  Reg v = b.ScalarTemp();
  b.LoadSlots(v, p, 0, 1);
  b.Move(r, v);
  b.RunDefers();
  Value result{r, 1};
  b.Return({&result, 1});
  fn.recover_block = b.NewBlock();
  b.SetBlock(fn.recover_block);
  b.RunDefers();
  b.Return({&result, 1});
  std::string text = t.Emit();
  EXPECT_EQ(t.Opcodes(), "LoadImm LoadImm Load64 Move RunDefers Return1 RunDefers Return1") << text;
  EXPECT_EQ(t.program.functions[0]->recover_pc, 6u);
}

TEST(Emit, JumpTable) {
  TestProgram t;
  Function& fn = t.Add("main.f");
  Builder b(fn);
  Reg x = b.AddParam(kInt);
  b.AddResult(kInt);
  BlockId cases[3] = {b.NewBlock(), b.NewBlock(), b.NewBlock()}, otherwise = b.NewBlock();
  b.JumpTable(x, cases, otherwise);
  for (BlockId c : cases) {
    b.SetBlock(c);
    Value result{b.ConstInt(static_cast<int64_t>(c) * 10), 1};
    b.Return({&result, 1});
  }
  b.SetBlock(otherwise);
  Value result{x, 1};
  b.Return({&result, 1});
  std::string text = t.Emit();
  EXPECT_EQ(text.find("error"), std::string::npos) << text;
}

}  // namespace
}  // namespace golite::ir
