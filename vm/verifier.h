// This file defines the verifier, which accepts a Program before it runs: the interpreter checks nothing that the
// verifier has proved.
#pragma once

#include <string>

#include "vm/program.h"

namespace golite::vm {

// Returns an empty string when the program is well-formed, else one sentence that names the function, the word and what
// is wrong. Proved for every reachable and unreachable instruction: it is a known opcode with its second word; slots lie
// in the frame; jumps land on instructions; indices lie in their tables; call windows leave room for the header and
// the callee's results, parameters and closure slot; code does not run off its end; select cases follow their select
// and stand nowhere else; a slot that the collector scans as a pointer is only written by instructions that make
// pointers of that kind (as far as the operand kinds tell).
// Functions before `first` are known to be well-formed.
std::string VerifyProgram(const Program& program, size_t first = 0);

// The same for one function of `program`.
std::string VerifyFunction(const Program& program, const Function& fn);

}  // namespace golite::vm
