// This file defines goroutines: the object, its relocatable stack of frames, and the records that hang off it.
//
// A stack is one array of slots that moves when it grows, and nothing points into it: everything that has to name a
// place in a stack (wait records, deferred calls, panics) keeps a slot offset from the stack's base.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "runtime/outcome.h"
#include "runtime/value.h"
#include "vm/instruction.h"
#include "vm/program.h"
#include "vm/type_desc.h"

namespace golite::runtime {

// One cell of a frame.
using Slot = uint64_t;

struct Goroutine;
struct Channel;

using IfaceValue = GoIface;

enum class WaitReason : uint8_t {
#define WAIT(name, text) k##name,
#include "runtime/wait_reasons.def"
#undef WAIT
};
std::string_view TextOf(WaitReason reason);

// A goroutine's place in a wait queue. One is built into each goroutine; a select with several cases takes more from
// the scheduler's pool.
struct Waiter {
  Goroutine* g = nullptr;
  Waiter* prev = nullptr;
  Waiter* next = nullptr;
  void* queue_owner = nullptr;  // the Channel waited for, or the semaphore's address
  // Where the value is sent from or received to: a slot of the frame at g->fp (kNoSlot: nobody wants it).
  uint16_t slot = 0;
  uint16_t ok = vm::kNoSlot;    // where the ok result goes
  Slot* cell = nullptr;         // not null: where the value lies instead, kept alive by a parameter of the native
  uint16_t case_index = 0;      // of a select
  bool is_select = false;
  bool is_send = false;
  bool queued = false;
};

// A deferred call that has not finished. Pooled.
struct DeferRecord {
  DeferRecord* next = nullptr;         // the one deferred before
  Slot closure = 0;                    // the func() value
  const vm::Instr* resume = nullptr;   // while it runs: the RunDefers instruction that started it
  struct PanicRecord* panic = nullptr; // while it runs on behalf of a panic
  uint32_t frame = 0;                  // offset of the deferring frame
  uint32_t call_frame = 0;             // while it runs: offset of its own frame
  bool started = false;

  // The deferring function is about to enter the deferred one.
  void Start(const vm::Instr* run_defers, uint32_t frame_of_call) {
    started = true;
    panic = nullptr;
    resume = run_defers;
    call_frame = frame_of_call;
  }
};

// A panic (or Goexit) in progress. Pooled.
struct PanicRecord {
  PanicRecord* link = nullptr;  // the panic during whose deferred calls this one started
  IfaceValue value;
  const vm::Instr* pc = nullptr;  // where it was raised
  uint32_t raised_frame = 0;      // offset of the frame that raised it
  uint32_t deferred_frame = 0;    // offset of the frame of the deferred call that runs now; 0 before the first
  bool recovered = false;
  bool aborted = false;   // a later panic went past the deferred call that this one was running
  bool goexit = false;    // a Goexit, which cannot be recovered
  bool repanicked = false;
  bool memory_fault = false;  // a nil dereference: the report has gc's signal line
  bool printed = false;
  std::string* text = nullptr;  // the value as the report prints it, once known
  DeferRecord* passed = nullptr;  // calls started by RunDefers that this panic has gone past: their frames still stand
};

// A call of a script function that a native asks for by returning Outcome::kCall: the function runs in a frame above the
// native's caller, and then the native is executed again. Owned by whoever made it, who keeps it until one of the two
// functions is called.
struct ScriptCall {
  // To be set by the native.
  Slot closure = 0;             // not null
  std::span<const Slot> args;   // in slot form, as many as the function has
  void* user = nullptr;
  // It returned; results lie in slot form at `results`, for the time of this call.
  void (*returned)(ScriptCall& call, const Slot* results) = nullptr;
  // A panic or Goexit went past it, or there was no room for its frame: it will not return.
  void (*dropped)(ScriptCall& call) = nullptr;

  // Set by the machine.
  ScriptCall* link = nullptr;       // the one in progress below this one
  const vm::Instr* pc = nullptr;    // the native's instruction
  uint32_t frame = 0;               // offset of the frame that called the native
  uint32_t call_frame = 0;          // offset of the function's own frame
  uint32_t native_window = 0;
  int32_t native_index = -1;
};

enum class GoroutineState : uint8_t { kFree, kRunnable, kRunning, kWaiting };

struct Goroutine {
  Slot* stack = nullptr;            // base
  Slot* stack_end = nullptr;
  Slot* fp = nullptr;               // of the top frame; valid while the goroutine does not run, and at safepoints
  const vm::Instr* pc = nullptr;    // where to continue; at a safepoint, the word after the instruction
  Goroutine* next = nullptr;        // in the run queue or the free list
  Waiter waiter;
  Waiter* select_waiters = nullptr; // of a parked select: an array of select_count
  DeferRecord* defers = nullptr;    // latest first
  PanicRecord* panics = nullptr;    // latest first
  ScriptCall* calls = nullptr;      // that natives asked for, latest first
  uint64_t id = 0;
  uint64_t creator_id = 0;
  const vm::Instr* created_at = nullptr;  // the word after the go instruction; null for main and runtime goroutines
  struct Bubble* bubble = nullptr;  // that it belongs to (runtime/bubble.h); null outside of all
  // A native that runs, or in which the goroutine is parked: its call window is scanned by its signature.
  uint32_t native_window = 0;       // offset of the window
  int32_t native_index = -1;        // in Program::natives; -1 when none
  uint16_t select_count = 0;
  GoroutineState state = GoroutineState::kFree;
  WaitReason wait_reason = WaitReason::kNone;
  bool send_closed : 1 = false;     // the channel it wanted to send on was closed: panics when it runs again
  bool is_main : 1 = false;
  bool bubble_idle : 1 = false;     // parked where only its bubble can wake it
  bool is_system : 1 = false;       // not counted in deadlock detection, not shown in dumps
  uint16_t select_slot = 0;         // where the index of a parked select's case goes
  uint32_t race_id = 0;             // race mode: its number in the tracker
  uint32_t race_segment = 0;        // race mode: what its accesses are recorded under; 0: nothing yet (race/tracker.h)
  uint32_t tag = 0;                 // inherited from the creator: says whose goroutine it is (package testing's tests)

  uint32_t OffsetOf(const Slot* p) const { return static_cast<uint32_t>(p - stack); }
  Slot* At(uint32_t offset) const { return stack + offset; }
};

// Return addresses of frames that the machine itself entered. Each is preceded by a word whose `a` is 0, so that
// Return needs no special case; the opcodes are beyond those of opcodes.def and never occur in a Program.
enum class MachineOp : uint16_t {
  kGoroutineEnd = vm::kNumOps,  // below the first frame of a goroutine
  kDeferReturn,                 // a deferred call run by RunDefers
  kPanicReturn,                 // a deferred call run by a panic or Goexit
  kPrintReturn,                 // a call of Error or String for the report of an uncaught panic
  kNativeReturn,                // a function that a native asked to be called
  kCount,
};
const vm::Instr* StubFor(MachineOp op);

// The word before a frame is its Function*. In race mode it may be the address of a calling context instead, whose first
// word is the Function*; the lowest bit tells.
inline const vm::Function* FunctionOfFrame(const Slot* fp) {
  const Slot word = fp[-1];
  if ((word & 1) == 0) [[likely]] return reinterpret_cast<const vm::Function*>(word);
  return *reinterpret_cast<const vm::Function* const*>(word - 1);
}
inline const void* ContextOfFrame(const Slot* fp) {
  return (fp[-1] & 1) != 0 ? reinterpret_cast<const void*>(fp[-1] - 1) : nullptr;
}
inline void SetContextOfFrame(Slot* fp, const void* context) { fp[-1] = reinterpret_cast<Slot>(context) | 1; }

// A frame during a walk from the top of a stack.
struct FrameRef {
  Slot* fp = nullptr;
  const vm::Function* fn = nullptr;
  const vm::Instr* pc = nullptr;  // the word after the instruction that the frame is executing
};

// Visits the frames of a goroutine that does not run (or has been saved), from the top.
class FrameWalker {
 public:
  explicit FrameWalker(const Goroutine& g);
  bool Done() const { return frame_.fn == nullptr; }
  const FrameRef& frame() const { return frame_; }
  // The current frame was entered by the machine to run a deferred call (of a return or a panic).
  bool IsDeferred() const;
  void Next();

 private:
  const DeferRecord* FindDefer(uint32_t call_frame);

  const Goroutine& g_;
  const DeferRecord* defer_;
  const PanicRecord* panic_;
  FrameRef frame_;
};

}  // namespace golite::runtime
