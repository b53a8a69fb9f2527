// This file tests emission of hand-built IR.
#include <gtest/gtest.h>

#include "compiler/ir/ir.h"
#include "vm/disassembler.h"
#include "vm/verifier.h"

namespace golite::ir {
namespace {

constexpr WordKind kInt[1] = {WordKind::kScalar};

struct TestProgram {
  vm::Program program;
  Module module;
  SourceManager sources;

  Function& Add(const char* name) {
    auto* target = new (program.Allocate(sizeof(vm::Function), alignof(vm::Function))) vm::Function;
    target->name = program.Intern(name);
    target->file = "x.go";
    target->index = static_cast<uint32_t>(program.functions.size());
    program.functions.push_back(target);
    module.functions.push_back(std::make_unique<Function>());
    module.functions.back()->target = target;
    return *module.functions.back();
  }

  std::string Emit() {
    std::string error;
    if (!EmitModule(module, program, sources, {}, &error)) return "error: " + error;
    if (std::string bad = vm::VerifyProgram(program); !bad.empty()) return "verifier: " + bad;
    return vm::DisassembleProgram(program);
  }
};

TEST(Emit, Fib) {
  TestProgram t;
  Function& fn = t.Add("main.fib");
  Builder b(fn);
  Reg n = b.AddParam(kInt);
  b.AddResult(kInt);
  BlockId small = b.NewBlock(), big = b.NewBlock();
  Reg cond = b.ScalarTemp();
  Reg two = b.ConstInt(2);
  b.Emit(Op::kLtI64, cond, n, two);
  b.Branch(cond, small, big);
  b.SetBlock(small);
  Value result{n, 1};
  b.Return({&result, 1});
  b.SetBlock(big);
  Reg one = b.ConstInt(1);
  Reg n1 = b.ScalarTemp();
  b.Emit(Op::kSubI64, n1, n, one);
  Reg r1 = b.ScalarTemp();
  Value arg{n1, 1}, res{r1, 1};
  b.Call(0, {&arg, 1}, {&res, 1});
  Reg two2 = b.ConstInt(2);
  Reg n2 = b.ScalarTemp();
  b.Emit(Op::kSubI64, n2, n, two2);
  Reg r2 = b.ScalarTemp();
  arg = {n2, 1};
  res = {r2, 1};
  b.Call(0, {&arg, 1}, {&res, 1});
  Reg sum = b.ScalarTemp();
  b.Emit(Op::kAddI64, sum, r1, r2);
  result = {sum, 1};
  b.Return({&result, 1});
  std::string code = t.Emit();
  std::printf("%s\n%s", DumpModule(t.module).c_str(), code.c_str());
  EXPECT_EQ(code.find("error"), std::string::npos);
}

}  // namespace
}  // namespace golite::ir
