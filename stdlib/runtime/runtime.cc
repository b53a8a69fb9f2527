// This file implements the natives of package runtime: goroutines, stack traces, memory.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <string>

#include "runtime/native.h"
#include "runtime/race/tracker.h"
#include "runtime/panic.h"
#include "runtime/scheduler.h"
#include "runtime/services.h"
#include "runtime/trace.h"

namespace golite::stdlib {
namespace {

using namespace runtime;

Outcome Gosched(Mutator& m) { return m.scheduler.Yield(); }
Outcome Goexit(Mutator&) { return Outcome::kGoexit; }

int64_t NumGoroutine(Mutator& m) {
  int64_t n = 0;
  m.scheduler.ForEachGoroutine([&](Goroutine& g) { n += !g.is_system; });
  return n;
}

int64_t NumCpu() { return std::max<int64_t>(1, sysconf(_SC_NPROCESSORS_ONLN)); }

int64_t CallersOf(Mutator& m, int64_t skip, GoSlice<uint64_t> pcs) {
  if (skip < 0 || pcs.len == 0) return 0;
  const auto frames = Callers(*m.scheduler.current(), static_cast<size_t>(skip + pcs.len));
  int64_t n = 0;
  for (size_t i = static_cast<size_t>(skip); i < frames.size(); ++i) pcs[n++] = frames[i].pc;
  return n;
}

std::tuple<GoString, GoString, int64_t, uint64_t> FrameOf(Mutator& m, uint64_t pc) {
  const LogicalFrame f = FrameOfPc(m.program, pc);
  if (f.function.empty()) return {};
  // Names live as long as the Program: no copies.
  return {GoString{f.function.data(), static_cast<int64_t>(f.function.size())},
          GoString{f.file.data(), static_cast<int64_t>(f.file.size())}, f.line,
          f.fn ? reinterpret_cast<uint64_t>(f.fn->code) : pc};
}

int64_t Stack(Mutator& m, GoSlice<uint8_t> buf, bool all) {
  std::string text;
  const Goroutine* g = m.scheduler.current();
  AppendGoroutine(text, m.scheduler, *g, /*running=*/true);
  // The call of runtime.Stack itself, a name line and a place line, is not shown.
  const size_t first = text.find('\n') + 1;
  if (text.compare(first, 14, "runtime.Stack(") == 0) text.erase(first, text.find('\n', text.find('\n', first) + 1) + 1 - first);
  if (all) AppendOtherGoroutines(text, m.scheduler, g);
  // All of the stack was walked through, though the text has its ends.
  m.heap.NoteWork(text.size() * 8 + static_cast<uint64_t>(g->stack_end - g->stack) * 8);
  const size_t n = std::min(text.size(), static_cast<size_t>(buf.len));
  std::copy_n(text.data(), n, reinterpret_cast<char*>(buf.data));
  return static_cast<int64_t>(n);
}

// ---- memory

void RequestGc(Mutator& m) { m.heap.RequestCollect(); }
void AfterGc() {}
void KeepAlive(GoIface) {}

// In the order of the fields that ReadMemStats fills in.
void MemStatsOf(Mutator& m, GoSlice<uint64_t> out) {
  const HeapStats s = m.heap.Stats();
  const uint64_t stacks = m.scheduler.native_bytes();
  const uint64_t values[] = {s.alloc_bytes,    s.total_alloc,      s.sys_bytes + stacks, s.mallocs,          s.frees,
                             s.heap_inuse,     s.heap_released,    stacks,               s.next_gc,          s.last_gc_unix_ns,
                             s.pause_total_ns, s.last_pause_ns,    s.num_gc,             s.num_forced_gc,    s.sys_bytes};
  std::copy_n(values, std::min<size_t>(std::size(values), static_cast<size_t>(out.len)), out.data);
}

Outcome SetFinalizer(Mutator& m, GoIface object, GoIface finalizer) {
  auto fail = [&](const std::string& text) { return Fatal(m, "runtime.SetFinalizer: " + text); };
  if (object.type == nullptr) return fail("first argument is nil");
  if (object.type->kind != Kind::kPointer) return fail("first argument is " + std::string(object.type->string) + ", not pointer");
  if (object.data == 0) return fail("first argument is nil pointer");
  auto* p = reinterpret_cast<void*>(object.data);
  if (finalizer.type == nullptr) {
    m.heap.SetFinalizer(p, nullptr, nullptr);
    if (m.race != nullptr) m.race->DropPending(object.data);
    return Outcome::kDone;
  }
  if (finalizer.type->kind != Kind::kFunc) return fail("second argument is " + std::string(finalizer.type->string) + ", not a function");
  const std::string mismatch = "cannot pass " + std::string(object.type->string) + " to finalizer " + std::string(finalizer.type->string);
  if (finalizer.type->variadic || finalizer.type->params.size() != 1) return fail(mismatch);
  const TypeDesc* want = finalizer.type->params[0];
  if (want != object.type && !(want->is_interface() && m.Implements(object.type, want))) {
    // Assignable all the same: pointers to one type, one of them unnamed.
    if (want->kind != Kind::kPointer || want->elem != object.type->elem || (want->named && object.type->named)) return fail(mismatch);
  }
  if (m.heap.Contains(p) && m.heap.FindObject(p).start != p) return fail("pointer not at beginning of allocated block");
  if (finalizer.data != 0 && m.heap.HasFinalizer(p)) return fail("finalizer already set");
  m.heap.SetFinalizer(p, reinterpret_cast<Closure*>(finalizer.data), object.type);
  if (m.race != nullptr) m.race->AddPending(m.scheduler.current(), object.data);
  return Outcome::kDone;
}

uint64_t AddCleanup(Mutator& m, GoIface object, Closure* fn) {
  if (m.race != nullptr) m.race->AddPending(m.scheduler.current(), reinterpret_cast<uint64_t>(fn));
  return m.heap.AddCleanup(reinterpret_cast<void*>(object.data), fn);
}
void StopCleanup(Mutator& m, uint64_t id) { m.heap.StopCleanup(id); }
// Whether a pointer to dynamic memory lies in the object that ptr points to.
bool SameObject(Mutator& m, GoIface ptr, GoIface arg) {
  return arg.type != nullptr && arg.type->kind == Kind::kPointer && arg.data != 0 &&
         m.heap.FindObject(reinterpret_cast<void*>(arg.data)).start != nullptr &&
         m.heap.FindObject(reinterpret_cast<void*>(arg.data)).start == m.heap.FindObject(reinterpret_cast<void*>(ptr.data)).start;
}

// ---- print and println

// A sign, one digit, six more, and an exponent of at least three digits: +1.500000e+000.
std::string FloatText(double v) {
  if (v != v) return "NaN";
  if (v > std::numeric_limits<double>::max()) return "+Inf";
  if (v < -std::numeric_limits<double>::max()) return "-Inf";
  char buf[40];
  std::snprintf(buf, sizeof buf, "%+.6e", v);
  std::string text = buf;
  const size_t digits = text.find('e') + 2;
  if (text.size() - digits < 3) text.insert(digits, 3 - (text.size() - digits), '0');
  return text;
}

std::string Hex(uint64_t v) {
  char buf[24];
  std::snprintf(buf, sizeof buf, "0x%llx", static_cast<unsigned long long>(v));
  return buf;
}

Outcome PrintBool(Mutator& m, bool v) { return Print(m, v ? "true" : "false"); }
Outcome PrintInt(Mutator& m, int64_t v) { return Print(m, std::to_string(v)); }
Outcome PrintUint(Mutator& m, uint64_t v) { return Print(m, std::to_string(v)); }
Outcome PrintFloat(Mutator& m, double v) { return Print(m, FloatText(v)); }
Outcome PrintComplex(Mutator& m, Complex128 v) { return Print(m, "(" + FloatText(v.re) + FloatText(v.im) + "i)"); }
Outcome PrintString(Mutator& m, std::string_view v) { return Print(m, v); }
Outcome PrintPointer(Mutator& m, uint64_t v) { return Print(m, Hex(v)); }
Outcome PrintSlice(Mutator& m, int64_t len, int64_t cap, uint64_t data) { return Print(m, "[" + std::to_string(len) + "/" + std::to_string(cap) + "]" + Hex(data)); }
Outcome PrintIface(Mutator& m, uint64_t type, uint64_t data) { return Print(m, "(" + Hex(type) + "," + Hex(data) + ")"); }
Outcome PrintSpace(Mutator& m) { return Print(m, " "); }
Outcome PrintNewline(Mutator& m) { return Print(m, "\n"); }

constexpr Native kNatives[] = {
    Bind<&PrintBool>("printbool"), Bind<&PrintInt>("printint"), Bind<&PrintUint>("printuint"),
    Bind<&PrintFloat>("printfloat"), Bind<&PrintComplex>("printcomplex"), Bind<&PrintString>("printstring"),
    Bind<&PrintPointer>("printpointer"), Bind<&PrintSlice>("printslice"), Bind<&PrintIface>("printiface"),
    Bind<&PrintSpace>("printsp"), Bind<&PrintNewline>("printnl"),
    Bind<&Gosched>("Gosched"), Bind<&Goexit>("Goexit"),   Bind<&NumGoroutine>("NumGoroutine"), Bind<&NumCpu>("NumCPU"),
    Bind<&RequestGc>("requestGC"), Bind<&AfterGc>("afterGC"), Bind<&KeepAlive>("KeepAlive"), Bind<&MemStatsOf>("memStats"),
    Bind<&SetFinalizer>("SetFinalizer"), Bind<&AddCleanup>("addCleanup"), Bind<&StopCleanup>("stopCleanup"),
    Bind<&SameObject>("sameObject"),
    Bind<&CallersOf>("callers"), Bind<&FrameOf>("frameOf"), Bind<&Stack>("stack"),
};

}  // namespace

extern constinit const NativePackage kPackage_runtime = {"runtime", kNatives};

}  // namespace golite::stdlib
