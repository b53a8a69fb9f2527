// This file defines Program: compiled, verified, immutable code and data that any number of VMs may run, also on
// different threads.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vm/instruction.h"
#include "vm/type_desc.h"

namespace golite::vm {

// A source position in a function's code. Rows are sorted by pc; each holds until the next.
struct LineRow {
  uint32_t pc = 0;      // word index into Function::code
  uint32_t line = 0;
  uint16_t column = 0;
  uint16_t inlined = 0;  // 1 + index into Function::inlined of the innermost inlined call, 0 for none
};

// A call that was inlined: the callee's frame as stack traces show it.
struct InlinedCall {
  std::string_view function;  // callee's full name
  std::string_view file;      // of the callee's body
  uint32_t call_line = 0;     // where it was called, in the parent
  uint16_t parent = 0;        // 1 + index of the enclosing inlined call, 0 for the function itself
};

// The instruction of `words` words before `pc` takes indices or bounds that are unsigned and may be beyond an int64.
struct UnsignedRow {
  uint32_t pc = 0;
  uint16_t words = 0;
  uint16_t operands = 0;  // 1: the index, or the low bound, 2: the high one, 4: the capacity
};

// The instructions [begin, end) run between Lock and Unlock of the sync.Mutex that a slot points to, and leave it as if
// it were free, since nobody can look meanwhile. It is to be locked when one of them panics.
struct ElidedLock {
  uint32_t begin = 0, end = 0;
  uint16_t mutex = 0;
};

// Race mode: what the instruction before `pc` accesses.
struct NoteRow {
  uint32_t pc = 0;
  uint32_t note = 0;  // index into Program::race_notes
};

// Race mode: how a report names an accessed place.
struct RaceNote {
  enum class Kind : uint8_t {
    kPlain,    // text says it all: "variable total", "field Account.balance", "map"
    kElement,  // an element of `size` bytes: "element 3 of " and the text
  };
  Kind kind = Kind::kPlain;
  uint32_t size = 0;
  std::string_view text;
};

// Slots [begin, end) of a frame that all have one kind. Slots not covered are scalars.
struct SlotRange {
  uint16_t begin = 0, end = 0;
  WordKind kind = WordKind::kPointer;
};

struct Function {
  // The closure object of a function without captures: a func value points here, so this word is its identity.
  const Function* self = this;
  const Instr* code = nullptr;
  // What the machine clears when it enters the function, because the collector scans it: slots [0, clear_results) and
  // [clear_begin, clear_end). Set by SetClears. These three and frame_slots are one word, which a call loads at once.
  uint16_t clear_results = 0;
  uint16_t clear_begin = 0;
  uint16_t clear_end = 0;
  uint16_t frame_slots = 0;   // whole frame, including every call window it uses (not the callee's own frame)
  uint16_t result_slots = 0;  // at slot 0
  uint16_t param_slots = 0;   // after the results, receiver first
  bool has_defer = false;     // contains Defer; leaves through RunDefers
  bool is_wrapper = false;    // compiler-made (method wrapper, defer/go thunk): hidden in traces, transparent to recover
  bool has_closure_slot = false;  // reads its closure slot
  bool is_std = false;        // belongs to the standard library
  uint32_t code_words = 0;
  // Where a frame whose panic was recovered continues: runs remaining defers, loads named results, returns.
  uint32_t recover_pc = 0;
  uint32_t index = 0;         // in Program::functions
  std::string_view name;      // "main.(*T).Method", "main.main.func1"
  std::string_view file;
  uint32_t line = 0;          // of the declaration
  std::span<const SlotRange> slots;      // what the collector scans; parameters and results included
  std::span<const LineRow> lines;
  std::span<const InlinedCall> inlined;
  std::span<const NoteRow> notes;        // sorted by pc
  std::span<const UnsignedRow> unsigned_operands;  // sorted by pc
  std::span<const ElidedLock> elided_locks;
  // Layout of closure objects made for this function: null without captures. Word 0 is the Function*, captures follow.
  const TypeDesc* closure_type = nullptr;
  const TypeDesc* type = nullptr;  // its signature

  // Which operands of the instruction before `at` are unsigned, as UnsignedRow has it.
  uint16_t UnsignedOperands(const Instr* at) const;
  // The elided section that the instruction before `at` belongs to; null when it belongs to none.
  const ElidedLock* ElidedLockAt(const Instr* at) const;
  // Derives the cleared slots from `slots`; to be called by whoever makes a Function, once the fields above are final.
  void SetClears();
  bool HasClears() const { return (clear_results | clear_end) != 0; }
  uint16_t closure_slot() const { return static_cast<uint16_t>(result_slots + param_slots); }
};

// A Go function without a body, to be bound to C++ by name when the program is linked.
struct NativeDecl {
  std::string_view name;       // "strings.Index", "sync/atomic.(*Int64).Add" : import path, dot, Go name
  const TypeDesc* type = nullptr;
  uint16_t result_slots = 0;
  uint16_t param_slots = 0;    // receiver first
};

// One dynamic call through an interface. Each VM has an inline cache per site.
struct CallSite {
  uint32_t selector = 0;
  const TypeDesc* iface = nullptr;
};

struct Program {
  Program();
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  std::vector<const Function*> functions;
  std::vector<const TypeDesc*> types;
  std::vector<std::string_view> strings;
  std::vector<NativeDecl> natives;
  std::vector<CallSite> call_sites;
  std::vector<std::string_view> selectors;   // number -> name (unexported ones as "pkg/path.name")
  // The globals block of a VM: `globals_type` is a struct whose fields are the package variables.
  const TypeDesc* globals_type = nullptr;
  const Function* init = nullptr;            // all package initialisation, in order
  const Function* main = nullptr;            // null for a library program
  uint32_t cover_counters = 0;
  bool race = false;                         // compiled for race mode
  bool async_timers = false;                 // the main module is older than Go 1.23: channels of timers are plain ones
  std::vector<RaceNote> race_notes;          // number 0 is that of a place without a name
  // Types the runtime itself needs, by well-known name ("runtime.Error" kinds, "error", "string", ...): see runtime/.
  const TypeDesc* FindType(std::string_view string) const;
  const Function* FindFunction(std::string_view name) const;
  const Function* FunctionAt(const Instr* pc) const;  // the function whose code holds pc; null when none does

  // Owns code, descriptors, strings and everything that the spans above refer to.
  struct Storage;
  std::unique_ptr<Storage> storage;
  void* Allocate(size_t bytes, size_t align);
  std::string_view Intern(std::string_view text);
};

}  // namespace golite::vm
