// This file defines the intermediate representation (IR) between lowering and bytecode.
//
// The IR is a control-flow graph of basic blocks whose instructions are the opcodes of vm/opcodes.def over virtual
// registers. A *virtual slot* (Reg) stands for one 8-byte slot of the frame; a value of several slots (a string, a
// struct) is a *group* of consecutive virtual slots and is named by its first one, so `s + 1` is the length of the
// string s, and the slot of a struct field is directly an operand. Each virtual slot has one WordKind for ever.
// The IR is not SSA: variables are assigned many times. Registers made by NewTemp are assigned once, in one block or in
// blocks that dominate every use (the passes rely on it).
//
// Differences from bytecode:
// - Control flow: the last instruction of a block, and only that one, is a terminator: kJump, a conditional jump
//   (JumpIf, JumpIfNot, J...), kJumpTable, kReturn, kPanic, kUnreachable. Jump offsets are block numbers (succs).
//   The L twins, ForLt, Return1 and the K forms are chosen by the passes; lowering need not use any of them.
// - Instructions with call windows (kCall, kCallClosure, kCallIface, kCallNative, kGo, kGoClosure), kReturn and
//   kSelect have operand lists; the windows are laid out by emission.
// - Immediates are 32 bits wide everywhere (memory offsets included); emission finds an encoding.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/source.h"
#include "vm/instruction.h"
#include "vm/program.h"
#include "vm/type_desc.h"

namespace golite::ir {

using vm::Op;
using vm::WordKind;

// A virtual slot.
struct Reg {
  uint32_t id = UINT32_MAX;

  constexpr bool valid() const { return id != UINT32_MAX; }
  constexpr Reg operator+(uint32_t n) const { return Reg{id + n}; }
  friend constexpr bool operator==(Reg, Reg) = default;
};
inline constexpr Reg kNoReg{};

// `slots` consecutive virtual slots from `reg`; as a call result, an invalid reg means that nobody wants it.
struct Value {
  Reg reg;
  uint32_t slots = 1;
};

// What goes into field a, b or c of an instruction: a register or an immediate, as its operand kind says.
struct Operand {
  uint32_t bits = UINT32_MAX;  // kNoReg
  constexpr Operand() = default;
  constexpr Operand(Reg r) : bits(r.id) {}
  constexpr Operand(int32_t imm) : bits(static_cast<uint32_t>(imm)) {}
  constexpr Operand(uint32_t imm) : bits(imm) {}
};

using BlockId = uint32_t;
inline constexpr BlockId kNoBlock = UINT32_MAX;

// One instruction.
struct Inst {
  Op op = Op::kNop;
  uint16_t inlined = 0;  // 1 + index into Function::inlined, 0 for the function itself
  // Registers and immediates as opcodes.def says; a 32-bit immediate of "b and c" stands in b. For instructions with
  // lists: kCall, kGo: b = function index; kCallNative: b = native index; kCallClosure, kGoClosure: b = func register;
  // kCallIface: b = interface register, c = call-site index; their lists are Function::calls[ext].
  uint32_t a = UINT32_MAX;
  uint32_t b = UINT32_MAX;
  uint32_t c = UINT32_MAX;
  uint64_t ext = 0;      // the second word of a wide instruction, or an index into a table of lists
  uint32_t pos = 0;      // golite::Pos::raw()
  uint32_t d = UINT32_MAX;  // the fourth operand of instructions with ext XR
  uint32_t note = 0;        // race mode: 1 + what it accesses (Program::race_notes); 0: nothing that is watched
  uint16_t unsigned_operands = 0;  // vm::UnsignedRow

  Reg ra() const { return Reg{a}; }
  Reg rb() const { return Reg{b}; }
  Reg rc() const { return Reg{c}; }
  vm::Ext numbers() const { return vm::Instr::FromBits(ext).ext(); }
};
static_assert(sizeof(Inst) == 40);

// The second word of an instruction with ext XT, XN or XF.
inline uint64_t ExtWord(uint32_t index, uint32_t count = 0, uint32_t extra = 0) {
  return uint64_t{index} | uint64_t{count & 0xFFFF} << 32 | uint64_t{extra & 0xFFFF} << 48;
}

// Lists of a call-like instruction, a return (args only) or a jump table; ranges of Function::values.
struct CallLists {
  uint32_t first_arg = 0, num_args = 0;
  uint32_t first_result = 0, num_results = 0;
};

// One case of kSelect: a send of `value` on `chan`, or a receive into `value` (invalid: not wanted, its slots still
// count) and `ok`.
struct SelectCase {
  bool send = false;
  Reg chan;
  Value value;
  Reg ok;
};

struct Select {
  std::vector<SelectCase> cases;
  bool has_default = false;
};

// A block whose first instructions are a critical section that only looks whether its mutex is free (locks.cc).
struct ElidedLock {
  BlockId block = kNoBlock;
  uint32_t insts = 0;
  uint32_t mutex = UINT32_MAX;  // the slot that points to it
};

struct Block {
  std::vector<Inst> insts;
  // Terminators: kJump: succ[0]; a conditional jump: succ[0] when the condition holds, else succ[1]; kJumpTable:
  // succ[0] when no entry applies, and Function::targets[ext].
  BlockId succ[2] = {kNoBlock, kNoBlock};
  bool placed = false;  // in Function::order
  bool cold = false;    // emitted behind those that are not

  bool terminated() const;
};

enum class GroupFlags : uint8_t { kNone = 0, kTemp = 1, kParam = 2, kClosure = 4, kPinned = 8 };

// A value of consecutive virtual slots.
struct Group {
  uint32_t first = 0;
  uint16_t slots = 0;
  uint8_t flags = 0;  // of GroupFlags
  bool Is(GroupFlags f) const { return (flags & static_cast<uint8_t>(f)) != 0; }
};

struct Function {
  // What it becomes: made by lowering with name, file, line, type, flags, closure_type and index set; emission fills in
  // code, frame_slots, result_slots, param_slots, slots, lines, inlined and recover_pc.
  vm::Function* target = nullptr;

  std::vector<Block> blocks;                    // entry is block 0
  std::vector<BlockId> order;                   // the order of first SetBlock: source order, the base of the layout
  std::vector<WordKind> kinds;                  // of each virtual slot
  std::vector<uint32_t> group_of;               // of each virtual slot
  std::vector<Group> groups;
  std::vector<Value> params;                    // in order, receiver first
  std::vector<WordKind> result_kinds;           // of the result slots, in order
  Reg closure;                                  // valid when the function reads its closure slot

  std::vector<Value> values;                    // storage of all lists
  std::vector<CallLists> calls;
  std::vector<Select> selects;                  // of kSelect: Inst::ext
  std::vector<std::vector<BlockId>> targets;    // of kJumpTable: Inst::ext
  std::vector<vm::InlinedCall> inlined;
  std::vector<ElidedLock> elided_locks;         // in the order of their blocks

  // Where a frame whose panic was recovered continues; kNoBlock in functions without defer.
  BlockId recover_block = kNoBlock;
  bool race = false;                            // emission chooses the instructions of race mode
  bool no_inline = false;                       // must keep its own frame (calls recover, runtime.Caller, go:noinline)

  uint32_t num_slots() const { return static_cast<uint32_t>(kinds.size()); }
  const Group& group(Reg r) const { return groups[group_of[r.id]]; }
  std::span<const Value> args(const CallLists& c) const { return {values.data() + c.first_arg, c.num_args}; }
  std::span<const Value> results(const CallLists& c) const { return {values.data() + c.first_result, c.num_results}; }
};

// All functions of a program. functions[i] becomes the bytecode of program function i; null where the function needs no
// code of its own.
struct Module {
  std::vector<std::unique_ptr<Function>> functions;
  // Functions before this one are bytecode already. Those that may be inlined keep their bodies for functions to come.
  uint32_t emitted = 0;
  std::vector<bool> inlinable;  // of those that are optimised
};

// Builds one function. The current block receives instructions; emitting a terminator ends it, and whatever is emitted
// before the next SetBlock goes to a fresh unreachable block (which the passes remove).
class Builder {
 public:
  explicit Builder(Function& fn);

  Function& fn() { return fn_; }

  // ---- Registers. Kinds of the parts of common values:
  static constexpr WordKind kStringKinds[2] = {WordKind::kPointer, WordKind::kScalar};
  static constexpr WordKind kSliceKinds[3] = {WordKind::kPointer, WordKind::kScalar, WordKind::kScalar};
  static constexpr WordKind kIfaceKinds[2] = {WordKind::kScalar, WordKind::kIfaceData};

  // A value that is assigned once (each of its slots).
  Reg NewTemp(std::span<const WordKind> kinds) { return NewGroup(kinds, GroupFlags::kTemp); }
  // A variable, or a temporary that several branches assign.
  Reg NewVar(std::span<const WordKind> kinds) { return NewGroup(kinds, GroupFlags::kNone); }
  // A variable that must be up to date in its slot at every point that may panic: a named result in a function with
  // defer. It is zero at entry without an instruction of lowering's. Whatever recover_block reads becomes pinned.
  Reg NewPinned(std::span<const WordKind> kinds) { return NewGroup(kinds, GroupFlags::kPinned); }
  Reg ScalarTemp() { return NewOne(WordKind::kScalar, GroupFlags::kTemp); }
  Reg PointerTemp() { return NewOne(WordKind::kPointer, GroupFlags::kTemp); }
  Reg StringTemp() { return NewTemp(kStringKinds); }
  Reg SliceTemp() { return NewTemp(kSliceKinds); }
  Reg IfaceTemp() { return NewTemp(kIfaceKinds); }
  // Parameters, in order (receiver first), before any other instruction. They are variables. Zero-size: no slots.
  Reg AddParam(std::span<const WordKind> kinds);
  void AddResult(std::span<const WordKind> kinds);
  // The closure slot: a pointer to {Function*, captures...}; captures are loaded with Load... at offsets 8, 16, ...
  Reg ClosureReg();

  // ---- Blocks.
  BlockId NewBlock();
  void SetBlock(BlockId b);
  BlockId block() const { return block_; }
  // Whether control cannot reach here (the current block has ended).
  bool unreachable() const { return ended_; }
  void SetPos(Pos pos, uint16_t unsigned_operands = 0) {
    pos_ = pos.raw();
    unsigned_operands_ = unsigned_operands;
  }
  void SetUnsignedOperands(uint16_t operands) { unsigned_operands_ = operands; }
  // The instruction emitted last makes the access that `note` describes (Inst::note).
  void NoteAccess(uint32_t note) {
    if (!ended_ && !fn_.blocks[block_].insts.empty()) fn_.blocks[block_].insts.back().note = note;
  }
  Pos pos() const { return Pos(pos_); }

  // ---- Instructions.
  // Any opcode without lists or jumps, with the fields of opcodes.def. The result is valid until the next Emit.
  Inst& Emit(Op op, Operand a = {}, Operand b = {}, Operand c = {}, uint64_t ext = 0);

  void Move(Reg dst, Reg src, uint32_t slots = 1);
  void Zero(Reg dst, uint32_t slots = 1);
  Reg ConstInt(int64_t v);               // a new scalar
  Reg ConstFloat64(double v);
  void SetConst(Reg dst, uint64_t bits);
  // The same for an address: a slot of pointers takes no small number.
  void SetAddress(Reg dst, uint64_t bits) { Append(Op::kLoadConst, dst.id, 0, 0, bits); }
  // dst = memory image of `slots` slots / `bytes` bytes (0: slots * 8) at ptr + offset, and back. Values of less than
  // 8 bytes use the narrow Load/Store opcodes instead.
  void LoadSlots(Reg dst, Reg ptr, uint32_t offset, uint32_t slots, uint32_t bytes = 0);
  // Stores as the kinds of src's slots demand (StorePtr for a single pointer).
  void StoreSlots(Reg ptr, uint32_t offset, Reg src, uint32_t slots, uint32_t bytes = 0);

  // Calls. Each result is {register or kNoReg, slots}: every result of the callee must be listed.
  void Call(uint32_t function, std::span<const Value> args, std::span<const Value> results);
  void CallClosure(Reg func, std::span<const Value> args, std::span<const Value> results);
  // args without the receiver word.
  void CallIface(Reg iface, uint32_t call_site, std::span<const Value> args, std::span<const Value> results);
  void CallNative(uint32_t native, std::span<const Value> args, std::span<const Value> results);
  // result_slots of the callee: its window's layout depends on them.
  void Go(uint32_t function, std::span<const Value> args, uint32_t result_slots);
  void GoClosure(Reg func, std::span<const Value> args, uint32_t result_slots);
  void RunDefers() { Emit(Op::kRunDefers); }

  // dst(2) = the concatenation of the strings.
  void Concat(Reg dst, std::span<const Reg> strings);
  // dst(3) = append(slice, values...) where each value has `elem_slots` slots.
  void AppendVal(Reg dst, Reg slice, uint32_t elem_type, uint32_t elem_slots, std::span<const Reg> values);
  // Slicing; lo, hi and max may be kNoReg.
  void SliceSlice(Reg dst, Reg slice, Reg lo, Reg hi, Reg max, uint32_t elem_size);
  void SliceStr(Reg dst, Reg str, Reg lo, Reg hi);
  void SliceArr(Reg dst, Reg array_ptr, Reg lo, Reg hi, Reg max, uint32_t len, uint32_t elem_size);
  // dst = index of the chosen case, -1 for default.
  void Select(Reg dst, std::span<const SelectCase> cases, bool has_default);

  // ---- Terminators.
  void Jump(BlockId target);
  void Branch(Reg cond, BlockId if_true, BlockId if_false);
  // A conditional jump opcode with its operands, e.g. JLtI64; fusion also finds these by itself.
  void BranchOp(Op op, Operand a, Operand b, BlockId if_true, BlockId if_false);
  void JumpTable(Reg index, std::span<const BlockId> targets, BlockId otherwise);
  void Return(std::span<const Value> results);
  void Panic(Reg iface);
  void Unreachable();

 private:
  Reg NewOne(WordKind kind, GroupFlags flags) { return NewGroup({&kind, 1}, flags); }
  Reg NewGroup(std::span<const WordKind> kinds, GroupFlags flags);
  Block& Current();
  Inst& Append(Op op, uint32_t a, uint32_t b, uint32_t c, uint64_t ext);
  uint32_t AddLists(std::span<const Value> args, std::span<const Value> results);
  void EndBlock();
  Reg SliceBounds(Reg lo, Reg hi, Reg max, uint32_t* bits);

  Function& fn_;
  BlockId block_ = 0;
  bool ended_ = false;
  uint32_t pos_ = 0;
  uint16_t unsigned_operands_ = 0;  // of the indexing at pos_
};

// Whether `op` may end a block.
bool IsTerminator(Op op);
// Whether `op` is a conditional jump (not a table).
bool IsCondJump(Op op);

struct EmitOptions {
  bool optimize = true;
  bool inline_calls = true;
  bool more_to_come = false;  // functions will be added that may call those of now
};
// Turns every function of the module that is none yet into verified-shape bytecode inside `program`: passes, slot
// allocation, emission. Returns false and sets `error` when a function cannot be encoded (a frame or a function beyond
// the format's limits).
bool EmitModule(Module& module, vm::Program& program, const SourceManager& sources, const EmitOptions& options,
                std::string* error);

// The IR as text, for --dump=ir. Program names functions and natives when not null.
std::string DumpFunction(const Function& fn, const vm::Program* program = nullptr);
std::string DumpModule(const Module& module, const vm::Program* program = nullptr);

}  // namespace golite::ir
