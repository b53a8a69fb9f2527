// This file implements panics, Goexit, deferred calls and recover.
//
// A panic does not unwind at once. It stays in the frame that raised it and runs the deferred calls of the goroutine,
// latest first, each in a frame above that one; a deferred call that returns comes back through the kPanicReturn stub.
// When it has recovered the panic, the frames above the deferring function are dropped and that function continues at
// its recover_pc. Otherwise the next deferred call runs; after the last one the program ends with a report.
//
// Panics nest: a deferred call may panic itself. The new panic continues the list of deferred calls where the older one
// was; when it comes to the record of the call that the older panic was running, it has gone past it, and the older
// panic is aborted: it can no longer be recovered, but the report still shows it. Goexit is a panic that recover does
// not see and that ends the goroutine in silence.
#include <algorithm>
#include <cstdio>
#include <cstring>

#include "runtime/panic.h"
#include "runtime/trace.h"
#include "support/check.h"
#include "vm/machine.h"

namespace golite::vm {

using runtime::DeferRecord;
using runtime::FrameRef;
using runtime::FrameWalker;
using runtime::PanicRecord;
using runtime::StubFor;

namespace {

constexpr size_t kMaxFrames = 100;  // in RunResult::frames, as many as gc prints

const Function* FunctionOfClosure(Slot closure) { return reinterpret_cast<const runtime::Closure*>(closure)->fn; }

// The method Error or String of a type, with the signature func() string.
const MethodDesc* FindTextMethod(const TypeDesc* t, std::string_view name) {
  for (const MethodDesc& m : t->methods)
    if (m.name == name && m.fn && m.type->params.empty() && m.type->results.size() == 1 &&
        m.type->results[0]->kind == Kind::kString && m.type->results[0]->pkg_path.empty())
      return &m;
  return nullptr;
}

// As gc's print: seven significant digits and an exponent of three.
std::string PrintedFloat(double v) {
  if (v != v) return "NaN";
  if (v > 1.7976931348623157e308) return "+Inf";
  if (v < -1.7976931348623157e308) return "-Inf";
  char text[40];
  std::snprintf(text, sizeof text, "%+.6e", v);
  std::string s = text;
  size_t e = s.find('e');
  // The exponent has a sign and at least two digits; gc prints three.
  while (s.size() - e - 2 < 3) s.insert(e + 2, "0");
  return s;
}

std::string Indented(std::string_view text) {
  std::string s;
  for (char c : text) {
    s += c;
    if (c == '\n') s += '\t';
  }
  return s;
}

template <class T>
T Read(const void* p) {
  T v;
  std::memcpy(&v, p, sizeof v);
  return v;
}

// What gc prints for a panic value without Error and String methods.
std::string PrintedValue(const GoIface& x) {
  if (!x.type) return "nil";
  const void* p = x.address();
  std::string s;
  switch (x.type->kind) {
    case Kind::kBool: s = Read<uint8_t>(p) ? "true" : "false"; break;
    case Kind::kInt: case Kind::kInt64: s = std::to_string(Read<int64_t>(p)); break;
    case Kind::kInt8: s = std::to_string(Read<int8_t>(p)); break;
    case Kind::kInt16: s = std::to_string(Read<int16_t>(p)); break;
    case Kind::kInt32: s = std::to_string(Read<int32_t>(p)); break;
    case Kind::kUint: case Kind::kUint64: case Kind::kUintptr: s = std::to_string(Read<uint64_t>(p)); break;
    case Kind::kUint8: s = std::to_string(Read<uint8_t>(p)); break;
    case Kind::kUint16: s = std::to_string(Read<uint16_t>(p)); break;
    case Kind::kUint32: s = std::to_string(Read<uint32_t>(p)); break;
    case Kind::kFloat32: s = PrintedFloat(Read<float>(p)); break;
    case Kind::kFloat64: s = PrintedFloat(Read<double>(p)); break;
    case Kind::kComplex64: {
      auto c = Read<runtime::Complex64>(p);
      s = "(" + PrintedFloat(c.re) + PrintedFloat(c.im) + "i)";
      break;
    }
    case Kind::kComplex128: {
      auto c = Read<runtime::Complex128>(p);
      s = "(" + PrintedFloat(c.re) + PrintedFloat(c.im) + "i)";
      break;
    }
    case Kind::kString: {
      s = Indented(Read<runtime::GoString>(p).view());
      if (x.type->named && !x.type->pkg_path.empty()) s = "\"" + s + "\"";
      break;
    }
    default: {
      char address[24];
      std::snprintf(address, sizeof address, "0x%llx", static_cast<unsigned long long>(x.data));
      return "(" + std::string(x.type->string) + ") " + address;
    }
  }
  if (!x.type->pkg_path.empty()) {
    const bool bracketed = s.front() == '(';  // a complex number brings its own parentheses
    s = std::string(x.type->string) + (bracketed ? s : "(" + s + ")");
  }
  return s;
}

// What running a deferred function for a panic costs, in bytes touched.
constexpr uint64_t kWorkOfPanic = 1024;

}  // namespace

void Machine::SetFrame(Slot* fp, const Function* fn, const Instr* ret) {
  fp[-2] = reinterpret_cast<Slot>(ret);
  fp[-1] = reinterpret_cast<Slot>(fn);
  std::fill_n(fp, fn->clear_results, 0);
  if (fn->clear_begin < fn->clear_end) std::fill(fp + fn->clear_begin, fp + fn->clear_end, 0);
}

// Enters fn in a frame above the whole frame at g->fp. False at the limit of stack size.
bool Machine::PushFrame(Goroutine* g, const Function* fn, Slot closure, MachineOp stub) {
  Slot* top = g->fp + FunctionAt(g->fp)->frame_slots + kFrameHeader;
  if (top + fn->frame_slots > g->stack_end) {
    const uint64_t offset = static_cast<uint64_t>(top - g->fp);
    if (!scheduler.GrowStack(g, top, fn->frame_slots)) return false;
    top = g->fp + offset;
  }
  SetFrame(top, fn, StubFor(stub));
  if (fn->has_closure_slot) top[fn->closure_slot()] = closure;
  g->fp = top;
  g->pc = fn->code;
  return true;
}

// ---------------------------------------------------------------- deferred calls of a return

Flow Machine::RunDefersSlow(Goroutine* g, uint16_t window) {
  DeferRecord* d = g->defers;
  if (d->closure == 0) {
    g->defers = d->next;
    scheduler.FreeDefer(d);
    return Handle(g, runtime::PanicNil(mutator));
  }
  if (!scheduler.GrowStack(g, g->fp + window, FunctionOfClosure(d->closure)->frame_slots)) return StackOverflow(g);
  --g->pc;  // again, now that there is room
  return Flow::kResume;
}

// ---------------------------------------------------------------- panics

Flow Machine::StartPanic(Goroutine* g, GoIface value, bool goexit) {
  if (printing_panic) {
    std::string text = "panic while printing panic value";
    if (value.type && value.type->string == "string") {
      const std::string_view s = reinterpret_cast<const runtime::GoString*>(value.data)->view();
      text += ": " + std::string(s);
    } else if (value.type) {
      text += ": type " + std::string(value.type->string);
    }
    return Fatal(g, text);
  }
  PanicRecord* p = scheduler.NewPanic();
  p->link = g->panics;
  p->value = value;
  p->pc = g->pc;
  p->raised_frame = g->OffsetOf(g->fp);
  p->goexit = goexit;
  p->memory_fault = mutator.memory_fault;
  mutator.memory_fault = false;
  if (PanicRecord* older = p->link; older && older->recovered && !goexit && older->value.type == value.type &&
                                    older->value.data == value.data)
    older->repanicked = true;
  g->panics = p;
  return RunNextDeferred(g);
}

Flow Machine::RunNextDeferred(Goroutine* g) {
  PanicRecord* p = g->panics;
  while (DeferRecord* d = g->defers) {
    if (d->started) {
      // The call was running when this panic was raised: the panic has gone past it.
      g->defers = d->next;
      if (d->panic) {
        d->panic->aborted = true;
        scheduler.FreeDefer(d);
      } else {
        d->next = p->passed;
        p->passed = d;
      }
      continue;
    }
    g->fp = g->At(p->raised_frame);
    g->pc = p->pc;
    if (d->closure == 0) {
      g->defers = d->next;
      scheduler.FreeDefer(d);
      p->aborted = true;  // by the panic of the call that cannot be made
      return Handle(g, runtime::PanicNil(mutator));
    }
    d->started = true;
    d->panic = p;
    // A deferred function may panic again, and so on, without any call.
    mutator.heap.NoteWork(kWorkOfPanic);
    if (!PushFrame(g, FunctionOfClosure(d->closure), d->closure, MachineOp::kPanicReturn)) return StackOverflow(g);
    p->deferred_frame = g->OffsetOf(g->fp);
    return Flow::kResume;
  }
  g->fp = g->At(p->raised_frame);
  g->pc = p->pc;
  if (!p->goexit) return ReportPanic(g);
  while (PanicRecord* ended = g->panics) {
    g->panics = ended->link;
    scheduler.FreePanic(ended);
  }
  if (g == main) {
    main_exited = true;
    main = nullptr;
    then = nullptr;
  }
  Retire(g);
  return Flow::kSwitch;
}

Flow Machine::PanicReturned(Goroutine* g) {
  PanicRecord* p = g->panics;
  DeferRecord* d = g->defers;
  GOLITE_CHECK(p && d && d->panic == p, "a deferred call of a panic returned out of order");
  const uint32_t frame = d->frame;
  g->defers = d->next;
  scheduler.FreeDefer(d);
  if (!p->recovered) return RunNextDeferred(g);
  while (PanicRecord* older = p->link) {
    if (!older->aborted) break;
    // Those that it aborted are over with it, but for a Goexit, which goes on where it was raised. The frames of some of the
    // calls that the others have gone past stand below.
    while (DeferRecord* passed = p->passed) {
      p->passed = passed->next;
      if (passed->call_frame <= older->raised_frame) {
        passed->next = std::exchange(older->passed, passed);
      } else {
        scheduler.FreeDefer(passed);
      }
    }
    scheduler.FreePanic(std::exchange(p, older));
    if (!p->goexit) continue;
    p->aborted = false;
    g->panics = p;
    return RunNextDeferred(g);
  }
  g->panics = p->link;
  scheduler.FreePanic(p);
  scheduler.DropCalls(g, frame);
  g->fp = g->At(frame);
  const Function* fn = FunctionAt(g->fp);
  g->pc = fn->code + fn->recover_pc;
  return Flow::kResume;
}

void Machine::LockElided(Goroutine* g) {
  const Function* fn = FunctionAt(g->fp);
  const ElidedLock* lock = fn->ElidedLockAt(g->pc);
  if (lock == nullptr) return;
  auto& mutex = *reinterpret_cast<runtime::SyncMutex*>(g->fp[lock->mutex]);
  const Instr* site = fn->code + lock->begin;
  mutex.state = 1;
  mutex.holder = {g->id, fn->is_std ? runtime::CallerSite(g->fp, site) : site};
}

// recover() of the function at g->fp: the value of the latest panic, if that function is the deferred call which this
// panic runs. Frames of compiler-made wrappers do not count, on either side.
GoIface Machine::Recover(Goroutine* g) {
  PanicRecord* p = g->panics;
  if (!p || p->goexit || p->recovered || p->deferred_frame == 0) return {};
  const Slot* deferred = g->At(p->deferred_frame);
  FrameWalker w(*g);
  // What reflection puts around a function does not count either.
  auto is_wrapper = [](const FrameRef& f) {
    return f.fn->is_wrapper || (f.fn->is_std && f.fn->name.starts_with("reflect."));
  };
  while (is_wrapper(w.frame())) {
    if (w.frame().fp == deferred) return {};
    w.Next();
    if (w.Done()) return {};
  }
  while (w.frame().fp != deferred) {
    w.Next();
    if (w.Done() || !is_wrapper(w.frame())) return {};
  }
  p->recovered = true;
  return p->value;
}

// ---------------------------------------------------------------- the report

// Turns the values of all panics into text, latest first, calling Error and String methods on the way, then ends the run.
Flow Machine::ReportPanic(Goroutine* g) {
  for (;;) {
    PanicRecord* next = g->panics;
    while (next && next->printed) next = next->link;
    if (!next) break;
    next->printed = true;
    if (next->goexit) continue;
    const MethodDesc* method = nullptr;
    if (next->value.type) {
      method = FindTextMethod(next->value.type, "Error");
      if (!method) method = FindTextMethod(next->value.type, "String");
    }
    if (method) {
      printing_panic = true;
      if (!PushFrame(g, method->fn, 0, MachineOp::kPrintReturn)) return StackOverflow(g);
      g->fp[method->fn->result_slots] = next->value.data;
      return Flow::kResume;
    }
    next->text = new std::string(PrintedValue(next->value));
  }
  std::vector<const PanicRecord*> panics;
  for (const PanicRecord* p = g->panics; p; p = p->link) panics.push_back(p);
  std::ranges::reverse(panics);
  std::string& out = result.report;
  out.clear();
  const PanicRecord* previous = nullptr;
  for (const PanicRecord* p : panics) {
    if (!(previous && previous->repanicked)) {
      if (previous && !previous->goexit) out += "\t";
      if (!p->goexit) {
        out += "panic: " + (p->text ? *p->text : std::string("nil"));
        if (p->repanicked) out += " [recovered, repanicked]";
        else if (p->recovered) out += " [recovered]";
        out += "\n";
      }
    }
    previous = p;
  }
  if (std::ranges::any_of(panics, &PanicRecord::memory_fault)) out += "[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x0]\n";
  out += "\n";
  g->fp = g->At(g->panics->raised_frame);
  g->pc = g->panics->pc;
  runtime::AppendGoroutine(out, scheduler, *g, /*running=*/true);
  if (scheduler.dump_all || scheduler.dump_bubble) runtime::AppendOtherGoroutines(out, scheduler, g, scheduler.dump_bubble);
  result.frames = runtime::Callers(*g, kMaxFrames);
  result.panics.clear();
  for (const PanicRecord* p : panics)
    if (!p->goexit) result.panics.push_back({p->text ? *p->text : std::string("nil"), p->recovered});
  TraceGoroutines(g);
  result.kind = RunResult::Kind::kPanicked;
  result.exit_code = 2;
  return Flow::kStop;
}

void Machine::Abandon(Goroutine* g) {
  while (DeferRecord* d = g->defers) {
    g->defers = d->next;
    scheduler.FreeDefer(d);
  }
  while (PanicRecord* p = g->panics) {
    g->panics = p->link;
    scheduler.FreePanic(p);
  }
  scheduler.Release(g);
}

Flow Machine::PrintReturned(Goroutine* g) {
  // The one that was asked for its text has none yet; those that have their turn later are not marked as printed.
  PanicRecord* asked = nullptr;
  for (PanicRecord* p = g->panics; p; p = p->link)
    if (p->printed && !p->goexit && !p->text) asked = p;
  const runtime::GoString text{reinterpret_cast<const char*>(g->fp[0]), static_cast<int64_t>(g->fp[1])};
  GOLITE_CHECK(asked, "a panic value was printed that nobody asked for");
  asked->text = new std::string(Indented(text.view()));
  printing_panic = false;
  g->fp = g->At(g->panics->raised_frame);
  g->pc = g->panics->pc;
  return ReportPanic(g);
}

void Machine::TraceGoroutines(const Goroutine* at_fault) {
  constexpr size_t kMaxGoroutines = 100;
  std::vector<const Goroutine*> all;
  scheduler.ForEachGoroutine([&](Goroutine& g) {
    if (&g != at_fault && !g.is_system && g.fp) all.push_back(&g);
  });
  std::ranges::sort(all, {}, &Goroutine::id);
  if (at_fault) all.insert(all.begin(), at_fault);
  if (all.size() > kMaxGoroutines) all.resize(kMaxGoroutines);
  result.goroutines.clear();
  for (const Goroutine* g : all) result.goroutines.push_back(runtime::TraceOf(scheduler, *g, g == at_fault, kMaxFrames));
}

Flow Machine::Fatal(Goroutine* g, std::string_view text, RunResult::Kind kind) {
  result.kind = kind;
  result.exit_code = 2;
  result.report = "fatal error: " + std::string(text) + "\n";
  result.frames.clear();
  if (g) {
    result.frames = runtime::Callers(*g, kMaxFrames);
    result.report += "\n";
    runtime::AppendGoroutine(result.report, scheduler, *g, /*running=*/true);
  }
  runtime::AppendOtherGoroutines(result.report, scheduler, g);
  result.panics.clear();
  TraceGoroutines(g);
  return Flow::kStop;
}

Flow Machine::StackOverflow(Goroutine* g) {
  // A stack's growth can fail at the memory limit, too.
  const uint64_t bytes = static_cast<uint64_t>(g->stack_end - g->stack) * sizeof(Slot);
  if (options.max_heap_bytes != 0 && bytes < options.max_stack_bytes && scheduler.MemoryLeft() < bytes)
    return Fatal(g, "runtime: out of memory", RunResult::Kind::kOutOfMemory);
  Flow flow = Fatal(nullptr, "stack overflow", RunResult::Kind::kStackOverflow);
  char head[160];
  std::snprintf(head, sizeof head,
                "runtime: goroutine stack exceeds %llu-byte limit\nruntime: sp=0x%llx stack=[0x%llx, 0x%llx]\n",
                static_cast<unsigned long long>(options.max_stack_bytes), reinterpret_cast<unsigned long long>(g->fp),
                reinterpret_cast<unsigned long long>(g->stack), reinterpret_cast<unsigned long long>(g->stack_end));
  result.report = std::string(head) + "fatal error: stack overflow\n\n";
  TraceGoroutines(g);
  runtime::AppendGoroutine(result.report, scheduler, *g, /*running=*/true);
  runtime::AppendOtherGoroutines(result.report, scheduler, g);
  return flow;
}

}  // namespace golite::vm
