// This file implements the run loop's decisions outside the interpreter, the roots of the collector in goroutines, and
// the class Vm.
#include "vm/vm.h"

#include <algorithm>
#include <cstdio>

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
          .virtual_time = o.virtual_time};
}

runtime::HeapOptions HeapOptionsOf(const VmOptions& o) {
  runtime::HeapOptions h;
  h.memory_limit = o.max_heap_bytes;
  h.stress = o.gc_stress;
  if (o.gc_trace) h.trace = [](void*, const char* line) { std::fprintf(stderr, "%s\n", line); };
  return h;
}

}  // namespace

Machine::Machine(const Program& p, const runtime::NativeTable& table, const VmOptions& o)
    : program(p),
      scheduler(p, SchedulerOptionsOf(o)),
      mutator(p, scheduler, HeapOptionsOf(o)),
      natives(table.Link(p)),
      caches(p.call_sites.size() * IfaceCache::kWays),
      cover(p.cover_counters),
      options(o) {
  targets.reserve(p.functions.size());
  for (const Function* f : p.functions)
    targets.push_back({f->code, f, static_cast<uint32_t>(f->frame_slots * sizeof(Slot)), f->HasClears()});
  mutator.args = o.args;
  mutator.heap.AddRoots(this);
}

Machine::~Machine() { mutator.heap.RemoveRoots(this); }

// ---------------------------------------------------------------- slices

uint32_t Machine::StartSlice() {
  slice = scheduler.NewSlice();
  if (options.max_instructions != 0) slice = std::min(slice, options.max_instructions - fuel_used);
  return static_cast<uint32_t>(std::max<uint64_t>(slice, 1));
}

Flow Machine::EndSlice(Goroutine* g) {
  fuel_used += slice;
  slice = 0;
  if (options.max_instructions != 0 && fuel_used >= options.max_instructions) {
    result.kind = RunResult::Kind::kOutOfFuel;
    result.exit_code = 2;
    return Flow::kStop;
  }
  if (scheduler.stop_requested()) {
    result.kind = RunResult::Kind::kStopped;
    result.exit_code = 2;
    return Flow::kStop;
  }
  scheduler.PollEvents();
  if (mutator.heap.gc_wanted()) Collect(g);
  if (mutator.heap.out_of_memory()) return Fatal(g, "runtime: out of memory");
  scheduler.Preempt(g);
  return Flow::kSwitch;
}

void Machine::Collect(Goroutine*) {
  mutator.heap.Collect();
  if (mutator.heap.has_due_calls()) [[unlikely]] StartDueCalls();
}

// Starts finalizers and cleanups of objects found dead, each on a goroutine.
void Machine::StartDueCalls() {
  for (const runtime::Heap::DueCall& d : mutator.heap.TakeDueCalls()) {
    // A finalizer takes a pointer or an interface.
    const Slot object = reinterpret_cast<Slot>(d.object);
    const Slot iface[2] = {reinterpret_cast<Slot>(d.type), object};
    const Slot* params = d.fn->fn->param_slots == 2 ? iface : &object;
    Goroutine* g = scheduler.Spawn(d.fn->fn, params, reinterpret_cast<Slot>(d.fn), nullptr);
    if (g) g->is_system = true;
  }
}

// ---------------------------------------------------------------- outcomes

Flow Machine::Handle(Goroutine* g, Outcome outcome) {
  switch (outcome) {
    case Outcome::kDone: return Flow::kResume;
    case Outcome::kParked: return Flow::kSwitch;
    case Outcome::kRetry:
      // Only natives retry, and CallNative is one word.
      --g->pc;
      return Flow::kSwitch;
    case Outcome::kPanic: {
      g->native_index = -1;
      GoIface value = scheduler.pending_panic;
      scheduler.pending_panic = {};
      return StartPanic(g, value, /*goexit=*/false);
    }
    case Outcome::kGoexit: g->native_index = -1; return StartPanic(g, {}, /*goexit=*/true);
    case Outcome::kExit:
      result.kind = RunResult::Kind::kExited;
      result.exit_code = scheduler.exit_code;
      return Flow::kStop;
    case Outcome::kFatal: {
      std::string text = std::move(scheduler.fatal_text);
      return Fatal(g, text);
    }
  }
  GOLITE_UNREACHABLE("an outcome without meaning");
}

Flow Machine::Woken(Goroutine* g) {
  g->send_closed = false;
  return Handle(g, runtime::PanicPlain(mutator, "send on closed channel"));
}

Flow Machine::GoroutineEnded(Goroutine* g) {
  if (g != main) {
    scheduler.Release(g);
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
  result.kind = RunResult::Kind::kReturned;
  return Flow::kStop;
}

void Machine::NothingToRun() {
  if (scheduler.stop_requested()) {
    result.kind = RunResult::Kind::kStopped;
    result.exit_code = 2;
    return;
  }
  Fatal(nullptr, main_exited ? "no goroutines (main called runtime.Goexit) - deadlock!"
                             : "all goroutines are asleep - deadlock!");
}

// ---------------------------------------------------------------- roots

void Machine::MarkGoroutine(runtime::Marker& marker, Goroutine& g) {
  const Slot* above = nullptr;  // the frame header above the frame: slots from there on belong to the callee
  if (g.native_index >= 0) {
    const NativeDecl& native = program.natives[g.native_index];
    const Slot* window = g.At(g.native_window);
    above = window - kFrameHeader;
    const Slot* params = marker.MarkSlots(native.type->results, window);
    // A receiver is not part of the signature; whatever it is, it may be marked as a pointer.
    uint32_t slots = 0;
    for (const TypeDesc* t : native.type->params) slots += t->big ? 1 : t->slots;
    for (uint32_t i = slots; i < native.param_slots; ++i) marker.Mark(*params++);
    marker.MarkSlots(native.type->params, params);
  }
  for (runtime::FrameWalker w(g); !w.Done(); w.Next()) {
    Slot* fp = w.frame().fp;
    const Function* fn = w.frame().fn;
    uint32_t limit = fn->frame_slots;
    if (above && above >= fp) limit = std::min(limit, static_cast<uint32_t>(above - fp));
    // The type word beside an interface's data may be left over from another value that shared its slot, so it is not
    // asked: a data word that is no pointer marks nothing, or keeps an object a little longer.
    for (const SlotRange& r : fn->slots)
      for (uint32_t i = r.begin, end = std::min<uint32_t>(r.end, limit); i < end; ++i) marker.Mark(fp[i]);
    above = fp - kFrameHeader;
  }
  for (const runtime::DeferRecord* d = g.defers; d; d = d->next) marker.Mark(d->closure);
  for (const runtime::PanicRecord* p = g.panics; p; p = p->link) marker.MarkIface(p->value);
}

void Machine::MarkRoots(runtime::Marker& marker) {
  scheduler.ForEachGoroutine([&](Goroutine& g) { MarkGoroutine(marker, g); });
  scheduler.ForEachTimerClosure([&](Slot closure) { marker.Mark(closure); });
  marker.MarkIface(scheduler.pending_panic);
}

// ---------------------------------------------------------------- Vm

struct Vm::Impl final : Machine {
  using Machine::Machine;

  // Runs fn, and then `next`, on a new goroutine until it returns.
  RunResult RunMain(const Function* fn, const Function* next, std::span<const Slot> args, std::span<Slot> results) {
    result = {};
    main_exited = false;
    printing_panic = false;
    scheduler.SetCurrent(nullptr);
    main = scheduler.Spawn(fn, args.empty() ? nullptr : args.data(), 0, nullptr);
    if (!main) {
      Fatal(nullptr, scheduler.fatal_text);
      return std::move(result);
    }
    main->is_main = true;
    then = next;
    Interpret();
    if (result.kind == RunResult::Kind::kReturned && main) {
      std::copy_n(main->fp, std::min<size_t>(results.size(), fn->result_slots), results.data());
      scheduler.Release(main);
    }
    main = nullptr;
    scheduler.SetCurrent(nullptr);
    return std::move(result);
  }
};

Vm::Vm(const Program& program, const runtime::NativeTable& natives, VmOptions options)
    : impl_(std::make_unique<Impl>(program, natives, options)) {}

Vm::~Vm() = default;

const std::vector<std::string>& Vm::link_errors() const { return impl_->natives.errors; }

RunResult Vm::Run() {
  const Program& p = impl_->program;
  if (impl_->initialised || !p.init) return impl_->RunMain(p.main, nullptr, {}, {});
  impl_->initialised = true;
  return impl_->RunMain(p.init, p.main, {}, {});
}

RunResult Vm::Init() {
  if (impl_->initialised || !impl_->program.init) return {};
  impl_->initialised = true;
  return impl_->RunMain(impl_->program.init, nullptr, {}, {});
}

RunResult Vm::Call(const Function* fn, std::span<const runtime::Slot> args, std::span<runtime::Slot> results) {
  RunResult r = Init();
  if (!r.ok()) return r;
  return impl_->RunMain(fn, nullptr, args, results);
}

void Vm::Stop() { impl_->scheduler.RequestStop(); }
uint64_t Vm::instructions_used() const { return impl_->fuel_used; }
const std::vector<uint64_t>& Vm::cover_counters() const { return impl_->cover; }
runtime::Scheduler& Vm::scheduler() { return impl_->scheduler; }
runtime::Mutator& Vm::mutator() { return impl_->mutator; }

}  // namespace golite::vm
