// This file defines Vm, a machine that runs one program, and how a run ends.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "golite/options.h"
#include "golite/program.h"

namespace golite {

enum class RunKind : uint8_t {
  kReturned,  // main returned
  kExited,    // os.Exit
  kPanicked,  // a panic nobody recovered
  kFatal,     // deadlock, misuse that Go calls fatal
  kStopped,   // Stop was called
  // A limit of VmOptions was reached.
  kFuel,
  kTime,
  kMemory,
  kStack,
  kGoroutines,
  kOutput,
  kDenied,    // a capability that was not granted was used where Go has no way to return an error
  // RunFor only: the run is not over.
  kPaused,    // the budget is used up
  kWaiting,   // nothing can run before a timer, I/O or the host wakes a goroutine
};

struct RunResult {
  RunKind kind = RunKind::kReturned;
  int status = 0;      // what a process would exit with
  std::string capability;  // kDenied: which
  std::string report;  // what was or would be printed on standard error: panic, traces
  uint64_t seed = 0;   // repeats this run
  uint64_t races = 0;  // reports of race mode in this VM
};

// How long RunFor may go on; 0 is no bound.
struct Budget {
  uint64_t instructions = 0;  // as VmOptions::max_instructions counts them
  int64_t ns = 0;             // of real time
};

// A machine that runs one program, with a heap, goroutines and a clock of its own. Every member belongs to one thread
// at a time, but for Stop and Wake.
//
// After any ending but kReturned and kPanicked it is finished: its goroutines never run again, and whatever it is asked
// to run ends the same way at once.
class Vm {
 public:
  explicit Vm(Program program, VmOptions options = {});
  ~Vm();
  Vm(const Vm&) = delete;
  Vm& operator=(const Vm&) = delete;

  // Runs all package initialisation and main, until main returns or the program ends otherwise.
  RunResult Run();
  // Ends the run from any thread, in about a millisecond. Stopped for good.
  void Stop();

  // ---- frame loops
  // What Run does, in pieces: starts it the first time, goes on with it later, and returns when the budget is used up or
  // nothing can run now. Never waits.
  RunResult RunFor(const Budget& budget);
  // Takes note of timers that are due, of I/O and of wake-ups, without running anything. Whether a goroutine can run.
  bool Poll();
  // Nanoseconds until the next timer is due; 0 when a goroutine can run, -1 when there is no timer.
  int64_t UntilNextTimer();
  // From any thread: a stream of the host that answered -EAGAIN is ready now.
  void Wake();

  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace golite
