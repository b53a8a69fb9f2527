// This file defines Machine, the state of a running Vm that the interpreter, the panic logic and the run loop share.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "runtime/goroutine.h"
#include "runtime/mutator.h"
#include "runtime/native.h"
#include "runtime/race/tracker.h"
#include "runtime/scheduler.h"
#include "vm/linked.h"
#include "vm/liveness.h"
#include "vm/program.h"
#include "vm/vm.h"

namespace golite::vm {

using runtime::Goroutine;
using runtime::GoIface;
using runtime::MachineOp;
using runtime::Mutator;
using runtime::Outcome;
using runtime::Scheduler;
using runtime::Slot;

// What follows a slow path of the machine.
enum class Flow : uint8_t {
  kResume,  // the current goroutine goes on at g->pc, g->fp
  kSwitch,  // another goroutine runs
  kStop,    // the run is over; Machine::result says how
};

// A dynamic type seen by a CallIface instruction and the method found for it. Each instruction has a few of them, told
// apart by the type's address.
struct IfaceCache {
  const TypeDesc* type = nullptr;
  const Function* fn = nullptr;

  static constexpr uint64_t kWays = 4;
  static uint64_t IndexOf(uint64_t site, const TypeDesc* type) {
    return site * kWays + (reinterpret_cast<uint64_t>(type) * 0x9E3779B97F4A7C15ull >> 62);
  }
};

class Machine : private runtime::RootSource {
 public:
  Machine(const LinkedProgram& linked, const VmOptions& options);
  ~Machine();

  const Program& program;
  Scheduler scheduler;
  Mutator mutator;
  std::unique_ptr<runtime::race::Tracker> race;  // null but for programs compiled for race mode
  std::vector<runtime::NativeFn> race_natives;   // what then takes the place of the natives
  const LinkedProgram& linked;
  std::vector<IfaceCache> caches;
  std::vector<uint64_t> cover;
  VmOptions options;

  // ---- the run in progress
  RunResult result;
  Goroutine* main = nullptr;       // the goroutine whose return ends the run
  Goroutine* outer = nullptr;      // the one of a paused RunFor, while the host calls a function
  bool main_started = false;       // by RunFor
  const Function* then = nullptr;  // what it runs after its first function: main.main after the initialisation
  bool main_exited = false;        // it called Goexit
  // Finalizers run one after the other, as if one goroutine ran them all.
  Goroutine* finalizer = nullptr;  // the one that runs, or is blocked
  std::deque<runtime::Heap::DueCall> finalizers_due;
  bool initialised = false;        // the packages are, or that has begun
  bool finished = false;           // the run ended in a way after which nothing may run: result says how
  // A slice is given out in portions, at whose ends the machine looks at limits and at requests of other threads. They
  // are a matter of latency: who runs when depends on slices alone.
  uint64_t fuel_used = 0;          // in finished portions
  uint64_t slice_left = 0;         // of the slice in progress, the portion in progress included
  uint64_t portion = 0;            // fuel given to the portion in progress
  Goroutine* paused = nullptr;     // ran when the budget was used up, and goes on first
  uint64_t pause_at_fuel = 0;      // 0: never
  int64_t pause_at_ns = 0;         // of SteadyNow; 0: never
  int64_t run_ns = 0;              // real time used before the run in progress
  bool printing_panic = false;

  static constexpr uint64_t kPortion = 4096;

  // Runs goroutines until the run is over. Requires: a goroutine is runnable.
  void Interpret();

  // The fuel of the next portion.
  uint32_t StartPortion() {
    portion = std::min(slice_left, kPortion);
    if (portion == 0 || (options.max_instructions | pause_at_fuel) != 0) BoundPortion();
    return static_cast<uint32_t>(portion);
  }
  // The portion is over: accounts for it and decides whether to go on; at the end of the slice lets events happen.
  Flow EndPortion(Goroutine* g);
  // Is the run to end? kResume: no.
  Flow CheckEnd(Goroutine* g);
  // The same, or to pause.
  Flow CheckRun(Goroutine* g);
  // The heap asks for attention after a native or an instruction that ended with `outcome`.
  Outcome Attend(Outcome outcome);
  // The fuel left of a portion after an instruction touched so many bytes.
  uint32_t AfterLongWork(uint64_t bytes, uint32_t fuel);
  // Tells the heap how much work the fuel allows.
  void AllowWork();
  void Collect(Goroutine* g);
  // The goroutine has returned or exited.
  void Retire(Goroutine* g);
  void StartDueCalls();
  // Starts the next finalizer unless one is running; `before` has just ended.
  void StartFinalizer(Goroutine* before);
  // Starts a finalizer or a cleanup on a goroutine of its own; null when there may be no more goroutines.
  Goroutine* StartDueCall(const runtime::Heap::DueCall& d);
  // To be called before an instruction allocates, its operands still in the frame. False: memory is exhausted.
  bool CollectIfWanted(Goroutine* g) {
    if (!mutator.heap.gc_wanted()) [[likely]] return true;
    Collect(g);
    return !mutator.heap.out_of_memory();
  }
  // There was no memory for what an operation needs at once: true when a collection may have found some. To be called
  // with the operation's operands still in the frame.
  bool CollectForMore(Goroutine* g);
  // The native, channel operation, ... of g ended like that.
  Flow Handle(Goroutine* g, Outcome outcome);
  // The first function of g returned.
  Flow GoroutineEnded(Goroutine* g);
  // g is about to run again after it was parked.
  Flow Woken(Goroutine* g);
  // No goroutine can run.
  void NothingToRun();

  // ---- functions that natives asked to be called
  Flow EnterScriptCall(Goroutine* g);
  void ScriptCallReturned(Goroutine* g);

  // ---- panics (vm/panic.cc)
  // Locks the mutex of the elided section that the instruction before g->pc belongs to, if it belongs to one.
  void LockElided(Goroutine* g);
  Flow StartPanic(Goroutine* g, GoIface value, bool goexit);
  Flow PanicReturned(Goroutine* g);        // a deferred call run by a panic returned; g->fp is its frame
  Flow PrintReturned(Goroutine* g);        // a call of Error or String returned
  // The RunDefers instruction before g->pc, whose first call is of nil or needs more stack than there is.
  Flow RunDefersSlow(Goroutine* g, uint16_t window);
  GoIface Recover(Goroutine* g);

  // Frees a goroutine whose panic nobody recovered.
  void Abandon(Goroutine* g);
  // With find_leaks, when main has returned: puts the goroutines that can never run again into the result.
  void FindLeaksAtEnd();
  // Who waits for whom, when nothing can run any more.
  std::string DeadlockReport();

  // Ends the run with "fatal error: text" and the traces of all goroutines.
  Flow Fatal(Goroutine* g, std::string_view text, RunResult::Kind kind = RunResult::Kind::kFatal);
  // Fills in RunResult::goroutines. `g` is at fault, and may be null.
  void TraceGoroutines(const Goroutine* g);
  // Ends the run because Stop was called.
  Flow Stopped();
  Flow StackOverflow(Goroutine* g);

  // Writes the frame of `fn` at fp: header, cleared slots. Parameters are the caller's business.
  static void SetFrame(Slot* fp, const Function* fn, const Instr* ret);

 private:
  // GoroutineEnded, but for a main goroutine that is done.
  [[gnu::noinline]] Flow EndedOtherwise(Goroutine* g);
  // The portion, when a new slice or a limit has a say.
  void BoundPortion();
  Flow RunNextDeferred(Goroutine* g);
  Flow ReportPanic(Goroutine* g);
  bool PushFrame(Goroutine* g, const Function* fn, Slot closure, MachineOp stub);

  // vm/roots.cc
  void MarkRoots(runtime::Marker& marker) override;
  bool MarkWakeable(runtime::Marker& marker) override;
  void MarkLeaked(runtime::Marker& marker) override;
  void MarkGoroutine(runtime::Marker& marker, Goroutine& g);
  void MarkWindow(runtime::Marker& marker, uint32_t native_index, const Slot* window);
  bool HasBlockedGoroutine();

  Liveness liveness_;                // of frames, for the collector
  std::vector<Goroutine*> blocked_;  // during a leak search: not yet known to be wakeable
  bool deadlocked_ = false;          // nothing can run any more: every goroutine is blocked for ever
};

inline const Function* FunctionAt(const Slot* fp) { return runtime::FunctionOfFrame(fp); }

}  // namespace golite::vm
