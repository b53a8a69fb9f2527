// This file defines VmOptions: what a VM may use and how it behaves. Every field has the default stated beside it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace golite {

struct VmOptions {
  // os.Args. The first is the program's name.
  std::vector<std::string> args;
  // Seeds every choice: time slices, select, map order, math/rand. A run with the same seed is the same run.
  uint64_t seed = 0;
  bool has_seed = false;  // without: a seed is drawn from the system
  // The clock jumps ahead whenever every goroutine sleeps.
  bool virtual_time = false;
  // Collect at every allocation (to find bugs in natives).
  bool gc_stress = false;
  // One line on standard error per collection.
  bool gc_trace = false;
  uint64_t max_heap_bytes = 0;         // 0: no limit
  uint64_t max_stack_bytes = 1000000000;  // of one goroutine
  uint64_t max_goroutines = 0;         // 0: no limit
  uint64_t max_instructions = 0;       // in units of fuel (back edges and calls); 0: no limit
};

}  // namespace golite
