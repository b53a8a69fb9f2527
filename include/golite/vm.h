// This file defines Vm, a machine that runs one program, and how a run ends.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "golite/export.h"
#include "golite/func.h"
#include "golite/options.h"
#include "golite/program.h"
#include "golite/result.h"
#include "golite/value.h"

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
// Its name for logs: "returned", "out of memory".
GOLITE_API std::string_view TextOf(RunKind kind);

// A goroutine as a report shows it.
struct GoroutineTrace {
  uint64_t id = 0;                // main is 1
  std::string state;              // "running", "runnable", or why it waits: "chan receive"
  std::vector<Frame> frames;      // innermost first, a hundred at most
  std::vector<Frame> created_at;  // the go statement, innermost first if calls around it were inlined; empty for main
};

// A panic that took part in the end of a run.
struct PanicInfo {
  std::string text;        // the value as Go prints it
  bool recovered = false;  // and then another panic followed
};

struct RunResult {
  RunKind kind = RunKind::kReturned;
  int status = 0;             // what a process would exit with
  std::string capability;     // kDenied: which
  std::string report;         // what was or would be printed on standard error: panic, traces
  std::vector<Frame> frames;  // kPanicked and fatal endings: of the goroutine at fault, innermost first
  // The same endings: all goroutines, the one at fault first, then by number; a hundred at most.
  std::vector<GoroutineTrace> goroutines;
  std::vector<PanicInfo> panics;  // kPanicked: the oldest first; one, unless deferred functions panicked as well
  uint64_t seed = 0;          // repeats this run
  uint64_t races = 0;         // reports of race mode in this VM
  // VmOptions::event_hash: of all choices, switches, channel operations, ... Runs with equal hashes went the same way.
  uint64_t event_hash = 0;
  uint64_t events = 0;        // how many these were
  uint64_t leaks = 0;         // VmOptions::find_leaks: goroutines that nothing could ever have woken
  std::string leak_report;    // what to print about them; empty when there are none
  std::vector<GoroutineTrace> leaked;  // the same as data; `state` says what each waits for, and where that was made

  // Whether the program ended as it should: main returned, or it exited with status 0.
  bool ok() const { return kind == RunKind::kReturned || (kind == RunKind::kExited && status == 0); }
};

// How long RunFor may go on; 0 is no bound.
struct Budget {
  uint64_t instructions = 0;  // as VmOptions::max_instructions counts them
  int64_t ns = 0;             // of real time
};

// A machine that runs one program, with a heap, goroutines and a clock of its own. Every member belongs to one thread
// at a time, but for Stop and Wake.
//
// A host either runs the program with Run or RunFor, or calls its functions: Find looks one up, and the first call runs
// the package initialisation. Both may be mixed: what main leaves behind is there for later calls.
//
// After any ending but kReturned and a panic of the goroutine that was to run, it is finished: its goroutines never run
// again, and whatever it is asked to run ends the same way at once.
class GOLITE_API Vm {
 public:
  // Requires: `program` is one.
  explicit Vm(Program program, VmOptions options = {});
  // Frees everything the script allocated and destroys the host's objects that it owned. Func and Value handles that are
  // left are empty from now on.
  ~Vm();
  Vm(const Vm&) = delete;
  Vm& operator=(const Vm&) = delete;

  // Runs all package initialisation, if that has not happened, and main, until main returns or the program ends otherwise.
  // Without func main it is the initialisation alone.
  RunResult Run();
  // Runs the package initialisation, if that has not happened.
  RunResult Init();
  // Ends the run from any thread, in about a millisecond. Stopped for good.
  void Stop();

  // Looks up a function: "Add" is one of the named package, "example.com/m/pkg.Add" one of another package. The signature
  // is checked here, once. Needs CompileOptions::exports for functions that main does not reach.
  //
  //   auto add = vm.Find<int64_t(int64_t, int64_t)>("Add");
  //   if (add.ok()) golite::Result<int64_t> sum = (*add)(1, 2);
  template <class S>
  Result<Func<S>> Find(std::string_view name) {
    Result<detail::Root*> root = FindFunction(name, detail::SignatureOfType<S>::kSignature);
    if (!root.ok()) return root.error();
    return Func<S>(detail::RootRef(*root));
  }

  // ---- frame loops
  // What Run does, in pieces: starts it the first time, goes on with it later, and returns when the budget is used up or
  // nothing can run now. Never waits. Once main has returned, and in a program without main, it runs the goroutines that
  // are left; kReturned then means that there is none.
  RunResult RunFor(const Budget& budget);
  // Takes note of timers that are due, of I/O and of wake-ups, without running anything. Whether a goroutine can run.
  bool Poll();
  // Nanoseconds until the next timer is due; 0 when a goroutine can run, -1 when there is no timer.
  int64_t UntilNextTimer();
  // From any thread: a stream of the host that answered -EAGAIN is ready now.
  void Wake();

  struct Impl;
  Impl& impl() { return *impl_; }

 private:
  Result<detail::Root*> FindFunction(std::string_view name, const detail::Signature& signature);

  std::unique_ptr<Impl> impl_;
};

}  // namespace golite
