// This file declares stack traces: logical frames (inlined calls included) of goroutines, and Go's layout of dumps.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/goroutine.h"

namespace golite::runtime {

class Scheduler;
struct Bubble;

// A call as the source shows it.
struct LogicalFrame {
  std::string_view function;
  std::string_view file;
  uint32_t line = 0;
  const vm::Function* fn = nullptr;  // whose code holds the pc
  uint64_t pc = 0;                   // names this frame: see PcOf
  bool inlined = false;
};

// What runtime.Callers returns: the address of the word after the executing instruction, plus 1, for programs subtract 1
// as they do in Go. The number of inlined calls that enclose it and are left out stands in the bits no address needs.
constexpr int kPcDepthShift = 48;
inline uint64_t PcOf(const vm::Instr* pc, uint32_t depth) {
  return reinterpret_cast<uint64_t>(pc) + 1 + (uint64_t{depth} << kPcDepthShift);
}

// The row of the line table for the instruction before pc; null when the function has no table.
const vm::LineRow* RowOf(const vm::Function* fn, const vm::Instr* pc);
// The logical frames of one frame, innermost first.
void AppendLogicalFrames(const vm::Function* fn, const vm::Instr* pc, std::vector<LogicalFrame>& frames);
// The frame that a number from runtime.Callers names; function is empty when it names none.
LogicalFrame FrameOfPc(const vm::Program& program, uint64_t pc);
// The logical frames of a goroutine from the top, compiler-made wrappers left out; at most `max`.
std::vector<LogicalFrame> Callers(const Goroutine& g, size_t max = SIZE_MAX);

// A goroutine as data.
struct GoroutineTrace {
  uint64_t id = 0;
  std::string state;                     // as dumps have it: "running", "chan receive"
  std::vector<LogicalFrame> frames;      // innermost first
  std::vector<LogicalFrame> created_at;  // the go statement and the calls around it that were inlined; empty of main
};
GoroutineTrace TraceOf(Scheduler& s, const Goroutine& g, bool running, size_t max_frames);

// "goroutine 1 [running]:" and its frames, as Go prints them, ending in a line feed.
void AppendGoroutine(std::string& out, Scheduler& s, const Goroutine& g, bool running);
// The same for all goroutines but `first` (of a bubble, unless that is null), each after an empty line, in the order of
// their numbers.
void AppendOtherGoroutines(std::string& out, Scheduler& s, const Goroutine* first, const Bubble* bubble = nullptr);

}  // namespace golite::runtime
