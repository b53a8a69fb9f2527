// This file defines a program under construction for tests of the IR.
#pragma once

#include <new>
#include <string>

#include "compiler/ir/ir.h"
#include "vm/disassembler.h"
#include "vm/verifier.h"

namespace golite::ir {

inline constexpr WordKind kInt[1] = {WordKind::kScalar};
inline constexpr WordKind kPtr[1] = {WordKind::kPointer};

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

  // The listing, or what went wrong.
  std::string Emit(EmitOptions options = {}) {
    std::string error;
    if (!EmitModule(module, program, sources, options, &error)) return "error: " + error;
    if (std::string bad = vm::VerifyProgram(program); !bad.empty()) return "error: " + bad;
    return vm::DisassembleProgram(program);
  }

  // The code of the only function: opcode names in order.
  std::string Opcodes(size_t function = 0) const {
    std::string text;
    const vm::Function& fn = *program.functions[function];
    for (uint32_t pc = 0; pc < fn.code_words;) {
      uint32_t words = 1;
      vm::DisassembleInstr(program, fn, pc, &words);
      if (!text.empty()) text += ' ';
      text += vm::InfoOf(fn.code[pc].opcode()).name;
      pc += words;
    }
    return text;
  }
};

}  // namespace golite::ir
