// This file implements the natives of package runtime: goroutines and stack traces.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <string>

#include "runtime/native.h"
#include "runtime/scheduler.h"
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
          reinterpret_cast<uint64_t>(f.fn->code)};
}

int64_t Stack(Mutator& m, GoSlice<uint8_t> buf, bool all) {
  std::string text;
  const Goroutine* g = m.scheduler.current();
  AppendGoroutine(text, m.scheduler, *g, /*running=*/true);
  // The call of runtime.Stack itself, a name line and a place line, is not shown.
  const size_t first = text.find('\n') + 1;
  if (text.compare(first, 14, "runtime.Stack(") == 0) text.erase(first, text.find('\n', text.find('\n', first) + 1) + 1 - first);
  if (all) AppendOtherGoroutines(text, m.scheduler, g);
  const size_t n = std::min(text.size(), static_cast<size_t>(buf.len));
  std::copy_n(text.data(), n, reinterpret_cast<char*>(buf.data));
  return static_cast<int64_t>(n);
}

// ---- print and println

void WriteError(std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = write(STDERR_FILENO, text.data(), text.size());
    if (n <= 0) return;
    text.remove_prefix(static_cast<size_t>(n));
  }
}

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

void PrintBool(bool v) { WriteError(v ? "true" : "false"); }
void PrintInt(int64_t v) { WriteError(std::to_string(v)); }
void PrintUint(uint64_t v) { WriteError(std::to_string(v)); }
void PrintFloat(double v) { WriteError(FloatText(v)); }
void PrintComplex(Complex128 v) { WriteError("(" + FloatText(v.re) + FloatText(v.im) + "i)"); }
void PrintString(std::string_view v) { WriteError(v); }
void PrintPointer(uint64_t v) { WriteError(Hex(v)); }
void PrintSlice(int64_t len, int64_t cap, uint64_t data) {
  WriteError("[" + std::to_string(len) + "/" + std::to_string(cap) + "]" + Hex(data));
}
void PrintIface(uint64_t type, uint64_t data) { WriteError("(" + Hex(type) + "," + Hex(data) + ")"); }
void PrintSpace() { WriteError(" "); }
void PrintNewline() { WriteError("\n"); }

constexpr Native kNatives[] = {
    Bind<&PrintBool>("printbool"), Bind<&PrintInt>("printint"), Bind<&PrintUint>("printuint"),
    Bind<&PrintFloat>("printfloat"), Bind<&PrintComplex>("printcomplex"), Bind<&PrintString>("printstring"),
    Bind<&PrintPointer>("printpointer"), Bind<&PrintSlice>("printslice"), Bind<&PrintIface>("printiface"),
    Bind<&PrintSpace>("printsp"), Bind<&PrintNewline>("printnl"),
    Bind<&Gosched>("Gosched"), Bind<&Goexit>("Goexit"),   Bind<&NumGoroutine>("NumGoroutine"), Bind<&NumCpu>("NumCPU"),
    Bind<&CallersOf>("callers"), Bind<&FrameOf>("frameOf"), Bind<&Stack>("stack"),
};

}  // namespace

extern constinit const NativePackage kPackage_runtime = {"runtime", kNatives};

}  // namespace golite::stdlib
