// This file implements the run loop's decisions outside the interpreter, and the class Vm.
#include "vm/vm.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "runtime/fresh_slice.h"
#include "runtime/panic.h"
#include "runtime/trace.h"
#include "support/check.h"
#include "vm/machine.h"

namespace golite::vm {
namespace {

runtime::SchedulerOptions SchedulerOptionsOf(const VmOptions& o) {
  return {.seed = o.seed,
          .max_goroutines = o.max_goroutines,
          .max_stack_bytes = o.max_stack_bytes,
          .max_bytes = o.max_heap_bytes,
          .max_output_bytes = o.max_output_bytes,
          .clock = o.virtual_time ? nullptr : o.capabilities.clock,
          .event_hash = o.event_hash};
}

runtime::HeapOptions HeapOptionsOf(const VmOptions& o) {
  runtime::HeapOptions h;
  h.memory_limit = o.max_heap_bytes;
  h.stress = o.gc_stress;
  if (o.gc_trace) h.trace = [](void*, const char* line) { std::fprintf(stderr, "%s\n", line); };
  return h;
}

RunResult::Kind KindOf(runtime::FatalCause cause) {
  switch (cause) {
    case runtime::FatalCause::kError: return RunResult::Kind::kFatal;
    case runtime::FatalCause::kMemory: return RunResult::Kind::kOutOfMemory;
    case runtime::FatalCause::kStack: return RunResult::Kind::kStackOverflow;
    case runtime::FatalCause::kGoroutines: return RunResult::Kind::kTooManyGoroutines;
    case runtime::FatalCause::kOutput: return RunResult::Kind::kTooMuchOutput;
    case runtime::FatalCause::kDenied: return RunResult::Kind::kDenied;
  }
  GOLITE_UNREACHABLE("a cause without meaning");
}

// A native's work in bytes that counts as one call or loop iteration.
constexpr uint64_t kWorkPerFuel = 64;

}  // namespace

LinkedProgram::LinkedProgram(const Program& p, runtime::NativeTable::Linked n) : program(p), natives(std::move(n)) {
  targets.reserve(p.functions.size());
  for (const Function* f : p.functions)
    targets.push_back({f->code, f, static_cast<uint32_t>(f->frame_slots * sizeof(Slot)), f->HasClears()});
}

Machine::Machine(const LinkedProgram& l, const VmOptions& o)
    : program(l.program),
      scheduler(program, SchedulerOptionsOf(o)),
      mutator(program, scheduler, HeapOptionsOf(o), o.capabilities),
      linked(l),
      caches(program.call_sites.size() * IfaceCache::kWays),
      cover(program.cover_counters),
      options(o) {
  mutator.args = o.args;
  mutator.heap.AddRoots(this);
  scheduler.on_wakeup = o.on_wakeup;
  mutator.heap.SetStopFlag(&scheduler.stop_flag());
  if (program.race) {
    race = std::make_unique<runtime::race::Tracker>(mutator.heap, scheduler, program);
    mutator.race = race.get();
    race_natives = linked.natives.functions;
    race->natives.Install(program, race_natives);
    race->on_report = o.on_race;
    race->globals = mutator.globals;
    race->halt_after = o.race_halts ? 1 : 0;
    scheduler.on_timer = [](void* tracker, Goroutine* g, uint64_t timer, bool last) {
      static_cast<runtime::race::Tracker*>(tracker)->TimerFired(g, timer, last);
    };
    scheduler.on_timer_user = race.get();
  }
  initialised = !program.init;
  if (!mutator.heap.out_of_memory()) return;
  Fatal(nullptr, "runtime: out of memory: the global variables need more than the limit", RunResult::Kind::kOutOfMemory);
  finished = true;
}

Machine::~Machine() { mutator.heap.RemoveRoots(this); }

// ---------------------------------------------------------------- slices

void Machine::BoundPortion() {
  if (slice_left == 0) slice_left = scheduler.NewSlice();
  portion = std::min(slice_left, kPortion);
  if (options.max_instructions != 0) portion = std::min(portion, options.max_instructions - std::min(options.max_instructions, fuel_used));
  if (pause_at_fuel != 0) portion = std::min(portion, pause_at_fuel - std::min(pause_at_fuel, fuel_used));
  portion = std::max<uint64_t>(portion, 1);
  AllowWork();
}

Flow Machine::EndPortion(Goroutine* g) {
  fuel_used += portion + mutator.heap.TakeWork() / kWorkPerFuel;
  slice_left -= std::min(slice_left, portion);
  portion = 0;
  if (Flow flow = CheckRun(g); flow != Flow::kResume) return flow;
  if (slice_left != 0) return Flow::kResume;
  scheduler.PollEvents();
  if (mutator.heap.gc_wanted()) Collect(g);
  if (mutator.heap.out_of_memory()) return Fatal(g, "runtime: out of memory", RunResult::Kind::kOutOfMemory);
  scheduler.Preempt(g);
  return Flow::kSwitch;
}

Flow Machine::CheckEnd(Goroutine* g) {
  if (scheduler.stop_requested()) return Stopped();
  if (options.max_instructions != 0 && fuel_used >= options.max_instructions)
    return Fatal(g, "instruction limit exceeded", RunResult::Kind::kOutOfFuel);
  if (scheduler.OverTime()) return Fatal(g, "time limit exceeded", RunResult::Kind::kOutOfTime);
  return Flow::kResume;
}

Flow Machine::CheckRun(Goroutine* g) {
  if (Flow flow = CheckEnd(g); flow != Flow::kResume) return flow;
  if ((pause_at_fuel != 0 && fuel_used >= pause_at_fuel) || (pause_at_ns != 0 && runtime::SteadyNow() >= pause_at_ns)) {
    paused = g;
    result.kind = RunResult::Kind::kPaused;
    return Flow::kStop;
  }
  return Flow::kResume;
}

Flow Machine::Stopped() {
  result = {};
  result.kind = RunResult::Kind::kStopped;
  result.exit_code = 2;
  return Flow::kStop;
}

Outcome Machine::Attend(Outcome outcome) {
  if (scheduler.stop_requested()) return outcome == Outcome::kDone ? Outcome::kInterrupt : outcome;
  if (mutator.heap.out_of_memory()) return runtime::OutOfMemory(mutator);
  fuel_used += mutator.heap.TakeWork() / kWorkPerFuel;
  AllowWork();
  return outcome == Outcome::kDone ? Outcome::kInterrupt : outcome;
}

uint32_t Machine::AfterLongWork(uint64_t bytes, uint32_t fuel) {
  const uint64_t cost = bytes / kWorkPerFuel;
  if (cost < fuel) return fuel - static_cast<uint32_t>(cost);
  mutator.heap.NoteWork(bytes - (fuel - 1) * kWorkPerFuel);
  return 1;
}

void Machine::AllowWork() {
  if (options.max_instructions == 0) return;
  const uint64_t fuel = options.max_instructions - std::min(options.max_instructions, fuel_used);
  mutator.heap.SetWorkAllowance(std::min(fuel, UINT64_MAX / kWorkPerFuel) * kWorkPerFuel);
}

void Machine::Collect(Goroutine*) {
  const bool forced = mutator.heap.collect_requested();
  mutator.heap.Collect();
  // Others are paid for by what was allocated since the last.
  if (forced) mutator.heap.NoteWork(mutator.heap.live_bytes());
  if (mutator.heap.has_due_calls()) [[unlikely]] StartDueCalls();
}

bool Machine::CollectForMore(Goroutine* g) {
  if (mutator.heap.out_of_memory() || mutator.heap.allocated_since_collect() < options.max_heap_bytes / 64) return false;
  Collect(g);
  return !mutator.heap.out_of_memory();
}

// Objects were found dead: their cleanups start, each on a goroutine, and their finalizers in turn.
void Machine::StartDueCalls() {
  for (const runtime::Heap::DueCall& d : mutator.heap.TakeDueCalls()) {
    if (scheduler.stop_requested()) return;  // nothing will run any more
    if (d.object != nullptr) {
      finalizers_due.push_back(d);
    } else {
      StartDueCall(d);
    }
  }
  StartFinalizer(nullptr);
}

void Machine::StartFinalizer(Goroutine* before) {
  if (before != nullptr) {
    finalizer = nullptr;
    if (race) race->Release(before, &finalizers_due);
  }
  if (finalizer != nullptr || finalizers_due.empty()) return;
  finalizer = StartDueCall(finalizers_due.front());
  if (finalizer == nullptr) return;
  finalizers_due.pop_front();
  if (race) race->Acquire(finalizer, &finalizers_due);
}

Goroutine* Machine::StartDueCall(const runtime::Heap::DueCall& d) {
  // A finalizer takes a pointer or an interface.
  const Slot object = reinterpret_cast<Slot>(d.object);
  const Slot iface[2] = {reinterpret_cast<Slot>(d.type), object};
  const Slot* params = d.fn->fn->param_slots == 2 ? iface : &object;
  Goroutine* g = scheduler.Spawn(d.fn->fn, params, reinterpret_cast<Slot>(d.fn), nullptr);
  if (g == nullptr) return nullptr;
  g->is_system = true;
  if (race) race->StartedFor(g, d.object != nullptr ? d.object : static_cast<const void*>(d.fn));
  return g;
}

// ---------------------------------------------------------------- outcomes

Flow Machine::Handle(Goroutine* g, Outcome outcome) {
  switch (outcome) {
    case Outcome::kDone: return Flow::kResume;
    case Outcome::kInterrupt:
      g->native_index = -1;
      if (std::exchange(mutator.State<runtime::FreshSlice>().wanted, false)) slice_left = 0;
      return CheckRun(g);
    case Outcome::kParked: return Flow::kSwitch;
    case Outcome::kRetry:
      // Only natives retry, and CallNative is one word.
      --g->pc;
      return Flow::kSwitch;
    case Outcome::kPanic: {
      if (mutator.heap.attention()) {
        // What was cut short because the run is to end may look like a panic.
        Attend(outcome);
        if (Flow flow = CheckEnd(g); flow == Flow::kStop) return flow;
      }
      g->native_index = -1;
      GoIface value = scheduler.pending_panic;
      scheduler.pending_panic = {};
      return StartPanic(g, value, /*goexit=*/false);
    }
    case Outcome::kCall: return EnterScriptCall(g);
    case Outcome::kGoexit: g->native_index = -1; return StartPanic(g, {}, /*goexit=*/true);
    case Outcome::kExit:
      result.kind = RunResult::Kind::kExited;
      result.exit_code = scheduler.exit_code;
      return Flow::kStop;
    case Outcome::kFatal: {
      if (g->native_index >= 0 && scheduler.fatal_cause == runtime::FatalCause::kMemory && CollectForMore(g)) {
        // A native asks for much before it does anything else, so it may start again.
        scheduler.fatal_cause = runtime::FatalCause::kError;
        --g->pc;
        return CheckRun(g);
      }
      const std::string text = std::move(scheduler.fatal_text);
      result.capability = std::move(scheduler.denied_capability);
      return Fatal(g, text, KindOf(std::exchange(scheduler.fatal_cause, runtime::FatalCause::kError)));
    }
  }
  GOLITE_UNREACHABLE("an outcome without meaning");
}

Flow Machine::Woken(Goroutine* g) {
  g->send_closed = false;
  return Handle(g, runtime::PanicPlain(mutator, "send on closed channel"));
}

Flow Machine::EnterScriptCall(Goroutine* g) {
  runtime::ScriptCall* c = scheduler.pending_call;
  scheduler.pending_call = nullptr;
  c->pc = g->pc - 1;
  c->frame = g->OffsetOf(g->fp);
  c->native_window = g->native_window;
  c->native_index = g->native_index;
  g->native_index = -1;
  const Function* fn = reinterpret_cast<const runtime::Closure*>(c->closure)->fn;
  if (!PushFrame(g, fn, c->closure, MachineOp::kNativeReturn)) {
    c->dropped(*c);
    return StackOverflow(g);
  }
  std::ranges::copy(c->args, g->fp + fn->result_slots);
  c->call_frame = g->OffsetOf(g->fp);
  c->link = g->calls;
  g->calls = c;
  return Flow::kResume;
}

void Machine::ScriptCallReturned(Goroutine* g) {
  runtime::ScriptCall* c = g->calls;
  GOLITE_CHECK(c && c->call_frame == g->OffsetOf(g->fp), "a call that a native asked for returned out of order");
  const Slot* results = g->fp;
  g->calls = c->link;
  g->fp = g->At(c->frame);
  g->pc = c->pc;
  c->returned(*c, results);
}

void Machine::Retire(Goroutine* g) {
  if (g == finalizer) StartFinalizer(g);
  if (g->race_id != 0) g->is_main ? race->MainEnded(g) : race->Ended(g);
  if (g == outer) outer = nullptr;
  scheduler.Release(g);
}

Flow Machine::GoroutineEnded(Goroutine* g) {
  if (g == main && !then && !race) [[likely]] {
    result.kind = RunResult::Kind::kReturned;
    return Flow::kStop;
  }
  return EndedOtherwise(g);
}

Flow Machine::EndedOtherwise(Goroutine* g) {
  if (g != main) {
    Retire(g);
    // Goroutines that call nothing use no fuel, and there may be any number of them.
    mutator.heap.NoteWork(8 * kWorkPerFuel);
    if (mutator.heap.attention()) [[unlikely]] {
      Attend(Outcome::kDone);
      if (Flow flow = CheckRun(nullptr); flow != Flow::kResume) return flow;
    }
    return Flow::kSwitch;
  }
  if (then) {
    const Function* fn = then;
    then = nullptr;
    g->fp = g->stack + kFrameHeader;
    if (g->fp + fn->frame_slots > g->stack_end && !scheduler.GrowStack(g, g->fp, fn->frame_slots)) return StackOverflow(g);
    SetFrame(g->fp, fn, runtime::StubFor(MachineOp::kGoroutineEnd));
    g->pc = fn->code;
    return Flow::kResume;
  }
  if (race && options.race_exit_sleep_ms != 0 && scheduler.goroutine_count() > 1) {
    // Main sleeps in its last frame, and comes back here.
    g->pc = runtime::StubFor(MachineOp::kGoroutineEnd);
    const uint64_t ms = std::exchange(options.race_exit_sleep_ms, 0);
    (void)scheduler.Sleep(static_cast<int64_t>(ms) * 1'000'000);
    return Flow::kSwitch;
  }
  result.kind = RunResult::Kind::kReturned;
  return Flow::kStop;
}

void Machine::NothingToRun() {
  if (scheduler.stop_requested()) {
    Stopped();
    return;
  }
  if (scheduler.OverTime()) {
    Fatal(nullptr, "time limit exceeded", RunResult::Kind::kOutOfTime);
    return;
  }
  if (scheduler.spawn_failed()) {
    Fatal(nullptr, scheduler.fatal_text, KindOf(scheduler.fatal_cause));
    return;
  }
  if (scheduler.would_wait()) {
    result.kind = RunResult::Kind::kWaiting;
    return;
  }
  if (!main && !main_exited) {
    // RunFor after main has returned: the host may yet wake those that are left.
    result.kind = scheduler.goroutine_count() == 0 ? RunResult::Kind::kReturned : RunResult::Kind::kWaiting;
    return;
  }
  Fatal(nullptr, main_exited ? "no goroutines (main called runtime.Goexit) - deadlock!"
                             : "all goroutines are asleep - deadlock!");
  result.report += DeadlockReport();
}

// ---------------------------------------------------------------- Vm

namespace {
Slot ClosureOf(const Function* fn) { return reinterpret_cast<Slot>(fn); }
}  // namespace

struct Vm::Impl final : Machine {
  using Machine::Machine;
  Impl(std::unique_ptr<LinkedProgram> l, const VmOptions& o) : Machine(*l, o), own(std::move(l)) {}

  std::unique_ptr<LinkedProgram> own;  // null when it is shared

  // Makes the main goroutine of a run: it runs the func value, and then `next`. False: the run is over already.
  bool Begin(Slot closure, const Function* next, std::span<const Slot> args) {
    if (finished) return false;
    main_exited = false;
    printing_panic = false;
    scheduler.SetCurrent(nullptr);
    const Function* fn = reinterpret_cast<const runtime::Closure*>(closure)->fn;
    Goroutine* g = scheduler.SpawnForHost(fn, args.empty() ? nullptr : args.data(), closure);
    main = g;
    if (!g) [[unlikely]] {
      Fatal(nullptr, scheduler.fatal_text, KindOf(scheduler.fatal_cause));
      finished = true;
      return false;
    }
    g->is_main = true;
    then = next;
    if (race) [[unlikely]] race->MainStarted(g);
    // The host has allocated the arguments, and may call functions that allocate nothing.
    if (CollectIfWanted(g)) [[likely]] return true;
    Fatal(nullptr, "runtime: out of memory", RunResult::Kind::kOutOfMemory);
    finished = true;
    return false;
  }

  // Runs until the run is over or pauses.
  void Drive() {
    if (result.kind != RunResult::Kind::kReturned) result = {};
    if (options.max_run_ns == 0) {
      Interpret();
    } else {
      const int64_t start = runtime::SteadyNow();
      scheduler.SetDeadline(start + std::max<int64_t>(1, options.max_run_ns - run_ns));
      Interpret();
      run_ns += runtime::SteadyNow() - start;
    }
    if (result.kind != RunResult::Kind::kReturned) [[unlikely]] NoteEnding();
    scheduler.SetCurrent(nullptr);
    mutator.services.FlushPrinted(mutator);
    if (const runtime::EventHash* events = scheduler.events()) {
      result.event_hash = events->value();
      result.events = events->count();
    }
  }

  // The run has paused, or ended in another way than by a return.
  [[gnu::noinline]] void NoteEnding() {
    if (result.kind == RunResult::Kind::kPanicked && main && main == scheduler.current()) {
      result.contained = true;
      Abandon(main);
      main = nullptr;
    }
    finished = result.over() && !result.contained;
  }

  // The results of a main goroutine that returned.
  void End(std::span<Slot> results) {
    Goroutine* g = std::exchange(main, nullptr);
    if (!g) return;
    if (race && g->race_id != 0) [[unlikely]] race->MainEnded(g);
    if (result.kind != RunResult::Kind::kReturned) return;
    const size_t n = std::min<size_t>(results.size(), FunctionAt(g->fp)->result_slots);
    for (size_t i = 0; i < n; ++i) results[i] = g->fp[i];
    scheduler.ReleaseForHost(g);
  }

  // Runs the func value, and then `next`, on a new goroutine until it returns; whether it did. `result` says more. What
  // RunFor has begun goes on meanwhile, as any goroutine.
  bool RunMain(Slot closure, const Function* next, std::span<const Slot> args, std::span<Slot> results) {
    outer = main;
    const Function* outer_then = then;
    if (Begin(closure, next, args)) {
      Drive();
      End(results);
    }
    main = std::exchange(outer, nullptr);
    then = outer_then;
    return result.kind == RunResult::Kind::kReturned;
  }
  bool Initialise() {
    if (finished) return false;
    if (initialised) [[likely]] return true;
    initialised = true;
    return RunMain(ClosureOf(program.init), nullptr, {}, {});
  }
};

Vm::Vm(const Program& program, const runtime::NativeTable& natives, VmOptions options)
    : impl_(std::make_unique<Impl>(std::make_unique<LinkedProgram>(program, natives.Link(program)), options)) {}
Vm::Vm(const LinkedProgram& linked, VmOptions options) : impl_(std::make_unique<Impl>(linked, options)) {}

Vm::~Vm() = default;

const std::vector<std::string>& Vm::link_errors() const { return impl_->linked.natives.errors; }

RunResult Vm::Run() {
  const Program& p = impl_->program;
  if (!p.main) return Init();
  if (impl_->initialised) {
    impl_->RunMain(ClosureOf(p.main), nullptr, {}, {});
  } else {
    impl_->initialised = true;
    impl_->RunMain(ClosureOf(p.init), p.main, {}, {});
  }
  impl_->FindLeaksAtEnd();
  return impl_->result;
}

RunResult Vm::Init() { return impl_->Initialise() ? RunResult{} : impl_->result; }

RunResult Vm::CallClosure(Slot closure, std::span<const Slot> args, std::span<Slot> results) {
  return CallFast(closure, args, results) ? RunResult{} : impl_->result;
}

bool Vm::CallFast(Slot closure, std::span<const Slot> args, std::span<Slot> results) {
  return impl_->Initialise() && impl_->RunMain(closure, nullptr, args, results);
}

const RunResult& Vm::last_result() const { return impl_->result; }

bool Vm::Start(Slot closure, std::span<const Slot> args, std::string* error) {
  impl_->scheduler.SetCurrent(nullptr);
  const Function* fn = reinterpret_cast<const runtime::Closure*>(closure)->fn;
  if (impl_->scheduler.Spawn(fn, args.empty() ? nullptr : args.data(), closure, nullptr)) return true;
  *error = impl_->scheduler.fatal_text;
  return false;
}

RunResult Vm::RunFor(Budget budget) {
  Impl& m = *impl_;
  const Program& p = m.program;
  if (!m.main && !m.main_started) {
    const bool init = !m.initialised;
    m.initialised = m.main_started = true;
    const Function* first = init ? p.init : p.main;
    if (first && !m.Begin(ClosureOf(first), init ? p.main : nullptr, {})) return m.result;
  }
  if (m.finished) return m.result;
  m.pause_at_fuel = budget.instructions != 0 ? m.fuel_used + budget.instructions : 0;
  m.pause_at_ns = budget.ns != 0 ? runtime::SteadyNow() + budget.ns : 0;
  m.scheduler.SetMayWait(false);
  m.Drive();
  m.scheduler.SetMayWait(true);
  m.pause_at_fuel = m.pause_at_ns = 0;
  if (m.result.over()) m.End({});
  m.FindLeaksAtEnd();
  return m.result;
}

bool Vm::Poll() {
  impl_->scheduler.PollEvents();
  return impl_->paused != nullptr || impl_->scheduler.HasRunnable();
}

int64_t Vm::UntilNextTimer() {
  return impl_->paused != nullptr || impl_->scheduler.HasRunnable() ? 0 : impl_->scheduler.UntilNextTimer();
}

void Vm::Stop() { impl_->scheduler.RequestStop(); }
uint64_t Vm::instructions_used() const { return impl_->fuel_used; }
uint64_t Vm::races() const { return impl_->race ? impl_->race->report_count() : 0; }
const std::vector<uint64_t>& Vm::cover_counters() const { return impl_->cover; }
runtime::Scheduler& Vm::scheduler() { return impl_->scheduler; }
runtime::Mutator& Vm::mutator() { return impl_->mutator; }

}  // namespace golite::vm
