// This file defines Vm: one run of a Program, with its heap, its goroutines and its limits. A Vm belongs to one thread;
// only Stop may be called on another.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "golite/capabilities.h"
#include "runtime/goroutine.h"
#include "runtime/trace.h"
#include "vm/program.h"

namespace golite::runtime {
class Heap;
class Mutator;
class Scheduler;
class NativeTable;
namespace race {
struct Report;
}
}  // namespace golite::runtime

namespace golite::vm {

struct LinkedProgram;

struct VmOptions {
  uint64_t seed = 0;
  // Limits; 0 is none. A run that reaches one ends with the kind of RunResult that names it.
  uint64_t max_instructions = 0;  // fuel: calls and loop iterations, and long work of natives
  int64_t max_run_ns = 0;         // real time in which the VM runs or waits
  uint64_t max_heap_bytes = 0;
  uint64_t max_stack_bytes = 1'000'000'000;  // of one goroutine
  uint64_t max_goroutines = 0;
  uint64_t max_output_bytes = 0;  // written to files and streams
  bool virtual_time = false;
  bool event_hash = false;        // RunResult::event_hash
  std::function<void()> on_wakeup;  // on any thread: see golite::VmOptions
  bool gc_stress = false;         // collect at every allocation
  bool gc_trace = false;          // a line on standard error for every collection
  bool find_leaks = false;        // Run looks for goroutines that are blocked for ever when main returns
  std::vector<std::string> args;  // os.Args
  Capabilities capabilities;
  // Race mode, of programs compiled for it: called with each race when it is found.
  std::function<void(const runtime::race::Report&)> on_race;
  bool race_halts = false;          // the first race stops the run
  uint64_t race_exit_sleep_ms = 0;  // other goroutines run this long after main returned
};

// How a run ended.
struct RunResult {
  enum class Kind : uint8_t {
    kReturned,   // main returned, or the called function did
    kExited,     // os.Exit
    kPanicked,   // an uncaught panic; report holds what Go prints, exit_code is 2
    kFatal,      // a fatal error (deadlock, stack overflow, out of memory, ...); report and exit_code as above
    kStopped,    // Stop was called
    // A limit was reached; the report is that of a fatal error. Memory and stack are limits even without an option.
    kOutOfFuel,
    kOutOfTime,
    kOutOfMemory,
    kStackOverflow,
    kTooManyGoroutines,
    kTooMuchOutput,
    kDenied,     // a capability that the VM lacks was used where no error could be returned; `capability` names it
    // RunFor only: the run is not over.
    kPaused,     // the budget is used up
    kWaiting,    // nothing can run before a timer, I/O or the host wakes a goroutine
  };
  Kind kind = Kind::kReturned;
  int exit_code = 0;
  std::string capability;
  std::string report;  // to be written to standard error as it stands ("exit status 2" is not part of it)
  bool over() const { return kind != Kind::kPaused && kind != Kind::kWaiting; }
  std::vector<runtime::LogicalFrame> frames;  // kPanicked, kFatal: of the goroutine at fault, innermost first
  // The same endings: all goroutines there were, the one at fault first, then by number; a hundred at most.
  std::vector<runtime::GoroutineTrace> goroutines;
  struct Panic {
    std::string text;  // the value as Go prints it
    bool recovered = false;
  };
  std::vector<Panic> panics;  // kPanicked: the oldest first
  // kPanicked: by the goroutine that was to run, which is gone: the Vm can go on.
  bool contained = false;
  uint64_t event_hash = 0;  // of all that happened to goroutines, and of all choices
  uint64_t events = 0;      // how many these were
  uint64_t leaks = 0;       // with find_leaks: goroutines blocked for ever when main returned
  std::string leak_report;  // about them
  std::vector<runtime::GoroutineTrace> leaked;  // the same as data; `state` says what the goroutine waits for
  bool ok() const { return kind == Kind::kReturned || (kind == Kind::kExited && exit_code == 0); }
};

// How long RunFor may go on; 0 is no bound.
struct Budget {
  uint64_t instructions = 0;
  int64_t ns = 0;  // of real time
};

// After any ending but kReturned and kPanicked a Vm is finished: its goroutines never run again, and whatever it is asked
// to run ends the same way at once.
class Vm {
 public:
  // Requires: `program` is verified and outlives the Vm; `natives` binds every native of the program (LinkErrors
  // says which are missing).
  Vm(const Program& program, const runtime::NativeTable& natives, VmOptions options = {});
  // The same for a program that is linked already, as many VMs may share it. Requires: `linked` outlives the Vm.
  explicit Vm(const LinkedProgram& linked, VmOptions options = {});
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
  RunResult Call(const Function* fn, std::span<const runtime::Slot> args, std::span<runtime::Slot> results) {
    return CallClosure(reinterpret_cast<runtime::Slot>(fn), args, results);
  }
  // The same for a func value that is not nil. A panic of the function ends the call alone: RunResult::contained.
  RunResult CallClosure(runtime::Slot closure, std::span<const runtime::Slot> args, std::span<runtime::Slot> results);
  // The same; false when it did not return: last_result then says why.
  bool CallFast(runtime::Slot closure, std::span<const runtime::Slot> args, std::span<runtime::Slot> results);
  const RunResult& last_result() const;
  // Starts a call on a goroutine of its own, which runs when the Vm does. False, and the text of a fatal error, when a
  // limit forbids it.
  bool Start(runtime::Slot closure, std::span<const runtime::Slot> args, std::string* error);

  // What Run does, in pieces: starts it the first time, goes on with it later, and returns when the budget is used up or
  // nothing can run now. Never waits.
  RunResult RunFor(Budget budget);
  // Takes note of timers that are due, I/O and wake-ups without running anything. Whether a goroutine can run.
  bool Poll();
  // Nanoseconds until the next timer is due; 0 when a goroutine can run, -1 when no timer is armed.
  int64_t UntilNextTimer();

  // Ends a run as soon as possible, with kStopped. May be called on any thread.
  void Stop();

  // Fuel used so far (exact at the end of a run).
  uint64_t instructions_used() const;
  const std::vector<uint64_t>& cover_counters() const;
  uint64_t races() const;  // reported so far
  runtime::Scheduler& scheduler();
  runtime::Mutator& mutator();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace golite::vm
