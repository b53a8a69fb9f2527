// This file defines Vm: one run of a Program, with its heap, its goroutines and its limits. A Vm belongs to one thread;
// only Stop may be called on another.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/goroutine.h"
#include "vm/program.h"

namespace golite::runtime {
class Heap;
class Mutator;
class Scheduler;
class NativeTable;
}  // namespace golite::runtime

namespace golite::vm {

struct VmOptions {
  uint64_t seed = 0;
  uint64_t max_instructions = 0;  // fuel: calls and loop iterations; 0 is no limit
  uint64_t max_heap_bytes = 0;    // 0 is no limit
  uint64_t max_stack_bytes = 1'000'000'000;  // of one goroutine
  uint64_t max_goroutines = 0;    // 0 is no limit
  bool virtual_time = false;
  bool gc_stress = false;         // collect at every allocation
  bool gc_trace = false;          // a line on standard error for every collection
  std::vector<std::string> args;  // os.Args
};

// How a run ended.
struct RunResult {
  enum class Kind : uint8_t {
    kReturned,   // main returned, or the called function did
    kExited,     // os.Exit
    kPanicked,   // an uncaught panic; report holds what Go prints, exit_code is 2
    kFatal,      // a fatal error (deadlock, stack overflow, out of memory, ...); report and exit_code as above
    kStopped,    // Stop was called
    kOutOfFuel,  // max_instructions was reached
  };
  Kind kind = Kind::kReturned;
  int exit_code = 0;
  std::string report;  // to be written to standard error as it stands ("exit status 2" is not part of it)
  bool ok() const { return kind == Kind::kReturned || (kind == Kind::kExited && exit_code == 0); }
};

class Vm {
 public:
  // Requires: `program` is verified and outlives the Vm; `natives` binds every native of the program (LinkErrors
  // says which are missing).
  Vm(const Program& program, const runtime::NativeTable& natives, VmOptions options = {});
  ~Vm();
  Vm(const Vm&) = delete;
  Vm& operator=(const Vm&) = delete;

  // Natives of the program that have no binding; such a program must not run.
  const std::vector<std::string>& link_errors() const;

  // Runs all package initialisation, then main.
  RunResult Run();
  // Runs all package initialisation only (once; Run and Call do it when it has not been done).
  RunResult Init();
  // Calls a function on a new goroutine and runs until it returns; other goroutines run meanwhile. Arguments and
  // results are in slot form.
  RunResult Call(const Function* fn, std::span<const runtime::Slot> args, std::span<runtime::Slot> results);

  // Ends a run as soon as possible, with kStopped. May be called on any thread.
  void Stop();

  // Fuel used so far (exact at the end of a run).
  uint64_t instructions_used() const;
  const std::vector<uint64_t>& cover_counters() const;
  runtime::Scheduler& scheduler();
  runtime::Mutator& mutator();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace golite::vm
