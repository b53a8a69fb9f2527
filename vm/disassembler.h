// This file defines the disassembler: bytecode as readable text, for `golite disasm` and --dump=bytecode.
#pragma once

#include <string>
#include <string_view>

#include "vm/program.h"

namespace golite::vm {

// Where the disassembler finds source lines to interleave.
class SourceText {
 public:
  virtual ~SourceText() = default;
  // The text of the 1-based line without its newline; false when it is not known.
  virtual bool FindLine(std::string_view file, uint32_t line, std::string_view* text) const = 0;
};

// One instruction (with its second word) at word `pc` of `fn`, without the address; sets *words to its length.
std::string DisassembleInstr(const Program& program, const Function& fn, uint32_t pc, uint32_t* words);

// A whole function: a header, then one line per instruction. Works on unverified code of a consistent Function.
std::string DisassembleFunction(const Program& program, const Function& fn, const SourceText* source = nullptr);

// Every function, in order; `std_too` includes those of the standard library.
std::string DisassembleProgram(const Program& program, const SourceText* source = nullptr, bool std_too = false);

}  // namespace golite::vm
