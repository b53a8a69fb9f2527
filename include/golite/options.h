// This file defines VmOptions: what a VM may use and how it behaves. Every field has the default stated beside it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "golite/capabilities.h"
#include "golite/race.h"

namespace golite {

struct VmOptions {
  // os.Args. The first is the program's name.
  std::vector<std::string> args{};
  // Seeds every choice: time slices, select, map order, math/rand. A run with the same seed is the same run.
  uint64_t seed = 0;
  bool has_seed = false;  // without: a seed is drawn from the system
  // What the script may use of the world: nothing, unless it is granted here.
  Capabilities capabilities{};
  // The clock jumps ahead whenever every goroutine sleeps, even if a clock is granted.
  bool virtual_time = false;
  // Collect at every allocation (to find bugs in natives).
  bool gc_stress = false;
  // One line on standard error per collection.
  bool gc_trace = false;
  // When main has returned, look for goroutines that are blocked for ever: see RunResult::leaks.
  bool find_leaks = false;
  // Compute RunResult::event_hash.
  bool event_hash = false;

  // Called when there may be something to do again for a VM that waits: another thread completed a host call, or called
  // Vm::Wake or Vm::Stop. It runs on that thread, so it may only signal the one that drives the VM, which then calls RunFor
  // or Poll; and a lock that it takes must not be held while the VM is called. Of due timers UntilNextTimer says when.
  std::function<void()> on_wakeup{};

  // Limits; 0 is none. A run that reaches one ends with the RunKind that names it.
  uint64_t max_heap_bytes = 0;            // of all live values, goroutines and stacks
  uint64_t max_stack_bytes = 1000000000;  // of one goroutine
  uint64_t max_goroutines = 0;            // at one time
  uint64_t max_instructions = 0;          // in units of fuel: calls, loop iterations, and long work of the library
  int64_t max_run_ns = 0;                 // real time, in nanoseconds, spent in Run, RunFor and calls
  uint64_t max_output_bytes = 0;          // written to streams and files
  RaceOptions race{};                     // of programs compiled with CompileOptions::race
};

}  // namespace golite
