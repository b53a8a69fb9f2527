// This file defines LinkedProgram, what all VMs of a program share besides the Program: its natives and its table of
// calls. Immutable once VMs run it.
#pragma once

#include <string>
#include <vector>

#include "runtime/native.h"
#include "vm/program.h"

namespace golite::vm {

// What a call by index needs to know of its function, in one cache line of a dense table: a call's critical path is the
// load of `code`.
struct alignas(32) CallTarget {
  const Instr* code = nullptr;
  const Function* fn = nullptr;
  uint32_t frame_bytes = 0;
  bool clears = false;
};

struct LinkedProgram {
  // Requires: `program` is verified and outlives this.
  LinkedProgram(const Program& program, runtime::NativeTable::Linked natives);

  const Program& program;
  runtime::NativeTable::Linked natives;
  std::vector<CallTarget> targets;  // by function index
};

}  // namespace golite::vm
