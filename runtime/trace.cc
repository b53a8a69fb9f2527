// This file implements stack traces.
#include "runtime/trace.h"

#include <algorithm>
#include <cstdio>

#include "runtime/bubble.h"
#include "runtime/scheduler.h"

namespace golite::runtime {
namespace {

// Longer traces lose their middle, as Go's do.
constexpr size_t kInnerFrames = 50, kOuterFrames = 50;

std::string Hex(uint64_t v) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(v));
  return text;
}

std::string At(const LogicalFrame& f, const vm::Instr* pc) {
  std::string s = "\n\t";
  s.append(f.file).append(":").append(std::to_string(f.line));
  if (!f.inlined && f.fn) s += " +" + Hex(static_cast<uint64_t>(pc - f.fn->code) * sizeof(vm::Instr));
  return s + "\n";
}

std::string FrameText(const LogicalFrame& f, const vm::Instr* pc) {
  std::string s(f.function);
  s += f.inlined || (f.fn && f.fn->param_slots > 0) ? "(...)" : "()";
  return s + At(f, pc);
}

// The frame that Go has between a deferred call and the function that panicked.
LogicalFrame PanicLogicalFrame() {
  return {"runtime.gopanic", "runtime/panic.go", 792, nullptr, PcOf(StubFor(MachineOp::kPanicReturn), 0), false};
}

// What calls the functions of goroutines, and main.main, in Go.
LogicalFrame ExitLogicalFrame() {
  return {"runtime.goexit", "runtime/asm_amd64.s", 1700, nullptr, PcOf(StubFor(MachineOp::kGoroutineEnd), 0), false};
}
LogicalFrame MainLogicalFrame() {
  return {"runtime.main", "runtime/proc.go", 285, nullptr, PcOf(StubFor(MachineOp::kGoroutineEnd), 1), false};
}

// The line that stands for the machine between a deferred call and the frame that panicked.
std::string PanicFrameText(const PanicRecord& p) {
  if (p.goexit) return "runtime.Goexit()\n\truntime/panic.go:636 +0x5e\n";
  return "panic({" + Hex(reinterpret_cast<uint64_t>(p.value.type)) + ", " + Hex(p.value.data) +
         "})\n\truntime/panic.go:792 +0x132\n";
}

}  // namespace

const vm::LineRow* RowOf(const vm::Function* fn, const vm::Instr* pc) {
  uint32_t at = static_cast<uint32_t>(pc - fn->code);
  if (at > 0) --at;
  auto it = std::ranges::upper_bound(fn->lines, at, {}, &vm::LineRow::pc);
  return it == fn->lines.begin() ? nullptr : &*(it - 1);
}

void AppendLogicalFrames(const vm::Function* fn, const vm::Instr* pc, std::vector<LogicalFrame>& frames) {
  const vm::LineRow* row = RowOf(fn, pc);
  uint32_t line = row ? row->line : fn->line;
  uint32_t inlined = row ? row->inlined : 0;
  std::string_view file;  // where the line lies, if not in the file of the function
  uint32_t depth = 0;
  while (inlined != 0) {
    const vm::InlinedCall& call = fn->inlined[inlined - 1];
    inlined = call.parent;
    if (call.function.empty()) {  // no call, but a part of a function that a //line comment puts into another file
      file = call.file;
      continue;
    }
    frames.push_back({call.function, file.empty() ? call.file : file, line, fn, PcOf(pc, depth++), /*inlined=*/true});
    file = {};
    line = call.call_line;
  }
  frames.push_back({fn->name, file.empty() ? fn->file : file, line, fn, PcOf(pc, depth), /*inlined=*/false});
}

LogicalFrame FrameOfPc(const vm::Program& program, uint64_t pc) {
  const uint64_t depth = pc >> kPcDepthShift;
  const auto* word = reinterpret_cast<const vm::Instr*>((pc ^ depth << kPcDepthShift) & ~uint64_t{7});
  if (word == StubFor(MachineOp::kPanicReturn)) return PanicLogicalFrame();
  if (word == StubFor(MachineOp::kGoroutineEnd)) return depth == 0 ? ExitLogicalFrame() : MainLogicalFrame();
  const vm::Function* fn = program.FunctionAt(word - 1);
  if (!fn) fn = program.FunctionAt(word);  // the entry of a function
  if (!fn) return {};
  std::vector<LogicalFrame> frames;
  AppendLogicalFrames(fn, word, frames);
  return frames[std::min<size_t>(depth, frames.size() - 1)];
}

namespace {

// A wrapper itself is hidden; what was inlined into it is not.
void AppendShownFrames(const FrameRef& frame, std::vector<LogicalFrame>& frames) {
  AppendLogicalFrames(frame.fn, frame.pc, frames);
  if (frame.fn->is_wrapper) frames.pop_back();
}

}  // namespace

std::vector<LogicalFrame> Callers(const Goroutine& g, size_t max) {
  std::vector<LogicalFrame> frames;
  for (FrameWalker w(g); !w.Done() && frames.size() < max; w.Next()) {
    AppendShownFrames(w.frame(), frames);
    if (reinterpret_cast<const vm::Instr*>(w.frame().fp[-2]) == StubFor(MachineOp::kPanicReturn))
      frames.push_back(PanicLogicalFrame());
  }
  if (g.is_main) frames.push_back(MainLogicalFrame());
  frames.push_back(ExitLogicalFrame());
  if (frames.size() > max) frames.resize(max);
  return frames;
}

namespace {
std::string_view StatusOf(const Goroutine& g, bool running) {
  if (running || g.state == GoroutineState::kRunning) return "running";
  return g.state == GoroutineState::kWaiting ? TextOf(g.wait_reason) : "runnable";
}
}  // namespace

GoroutineTrace TraceOf(Scheduler& s, const Goroutine& g, bool running, size_t max_frames) {
  GoroutineTrace trace{g.id, std::string(StatusOf(g, running)), Callers(g, max_frames), {}};
  const vm::Function* fn = g.created_at ? s.program().FunctionAt(g.created_at - 1) : nullptr;
  if (fn != nullptr) AppendLogicalFrames(fn, g.created_at, trace.created_at);
  return trace;
}

void AppendGoroutine(std::string& out, Scheduler& s, const Goroutine& g, bool running) {
  const std::string_view status = StatusOf(g, running);
  out += "goroutine " + std::to_string(g.id) + " [";
  out.append(status);
  if (g.bubble_idle) out += " (durable)";
  if (g.bubble) out += ", synctest bubble " + std::to_string(g.bubble->id);
  out += "]:\n";
  // Only the ends of a long trace are turned into text: `tail` is a ring of the last frames.
  struct Entry {
    FrameRef frame;
    const PanicRecord* panic = nullptr;  // the frame is a deferred call that this panic runs
  };
  std::vector<Entry> tail(kOuterFrames);
  size_t count = 0;
  std::vector<LogicalFrame> frames;
  auto emit = [&](const Entry& e) {
    frames.clear();
    AppendShownFrames(e.frame, frames);
    for (const LogicalFrame& l : frames) out += FrameText(l, e.frame.pc);
    if (e.panic) out += PanicFrameText(*e.panic);
  };
  const PanicRecord* panic = g.panics;
  for (FrameWalker w(g); !w.Done(); w.Next()) {
    Entry e{w.frame(), nullptr};
    if (reinterpret_cast<const vm::Instr*>(e.frame.fp[-2]) == StubFor(MachineOp::kPanicReturn)) {
      while (panic && panic->deferred_frame != g.OffsetOf(e.frame.fp)) panic = panic->link;
      e.panic = panic;
    }
    if (count < kInnerFrames) emit(e);
    else tail[count % kOuterFrames] = e;
    ++count;
  }
  if (count > kInnerFrames) {
    const size_t rest = std::min(count - kInnerFrames, kOuterFrames);
    if (size_t elided = count - kInnerFrames - rest) out += "..." + std::to_string(elided) + " frames elided...\n";
    for (size_t i = count - rest; i < count; ++i) emit(tail[i % kOuterFrames]);
  }
  if (g.created_at) {
    if (const vm::Function* fn = s.program().FunctionAt(g.created_at - 1)) {
      frames.clear();
      AppendLogicalFrames(fn, g.created_at, frames);
      // Of a timer's goroutine, which set the timer: package time has no go statements.
      const auto shown = std::ranges::find_if(frames, [](const LogicalFrame& l) { return !l.function.starts_with("time."); });
      LogicalFrame f = shown == frames.end() ? frames.front() : *shown;
      out.append("created by ").append(f.function);
      if (g.creator_id != 0) out += " in goroutine " + std::to_string(g.creator_id);
      f.inlined = false;
      out += At(f, g.created_at);
    }
  }
}

void AppendOtherGoroutines(std::string& out, Scheduler& s, const Goroutine* first, const Bubble* bubble) {
  std::vector<const Goroutine*> all;
  s.ForEachGoroutine([&](Goroutine& g) {
    if (&g != first && !g.is_system && g.fp && (!bubble || g.bubble == bubble)) all.push_back(&g);
  });
  std::ranges::sort(all, {}, &Goroutine::id);
  // A report of megabytes helps nobody.
  constexpr size_t kMaxText = 256 << 10;
  for (size_t i = 0; i < all.size(); ++i) {
    out += "\n";
    if (out.size() > kMaxText) {
      out += "..." + std::to_string(all.size() - i) + " goroutines elided...\n";
      return;
    }
    AppendGoroutine(out, s, *all[i], /*running=*/false);
  }
}

}  // namespace golite::runtime
