// This file implements emission: laid out IR with allocated slots becomes bytecode.
#include <algorithm>
#include <cstring>

#include "compiler/ir/allocate.h"
#include "compiler/ir/operands.h"
#include "compiler/ir/passes.h"
#include "compiler/ir/race_twins.h"
#include "support/check.h"

namespace golite::ir {

using vm::Instr;

namespace {

// The jump that is taken exactly when `op` is not; operands may have to change places.
struct Inverse {
  Op op;
  bool swap;
};

Inverse InverseOf(Op op) {
  switch (op) {
    case Op::kJumpIf: return {Op::kJumpIfNot, false};
    case Op::kJumpIfNot: return {Op::kJumpIf, false};
    case Op::kJEqI64: return {Op::kJNeI64, false};
    case Op::kJNeI64: return {Op::kJEqI64, false};
    case Op::kJLtI64: return {Op::kJLeI64, true};
    case Op::kJLeI64: return {Op::kJLtI64, true};
    case Op::kJLtU64: return {Op::kJLeU64, true};
    case Op::kJLeU64: return {Op::kJLtU64, true};
    case Op::kJEqI64K: return {Op::kJNeI64K, false};
    case Op::kJNeI64K: return {Op::kJEqI64K, false};
    case Op::kJLtI64K: return {Op::kJGeI64K, false};
    case Op::kJLeI64K: return {Op::kJGtI64K, false};
    case Op::kJGtI64K: return {Op::kJLeI64K, false};
    case Op::kJGeI64K: return {Op::kJLtI64K, false};
    case Op::kJEqF64: return {Op::kJNeF64, false};
    case Op::kJNeF64: return {Op::kJEqF64, false};
    case Op::kJLtF64: return {Op::kJNotLtF64, false};
    case Op::kJLeF64: return {Op::kJNotLeF64, false};
    case Op::kJNotLtF64: return {Op::kJLtF64, false};
    case Op::kJNotLeF64: return {Op::kJLeF64, false};
    case Op::kJEqStr: return {Op::kJNeStr, false};
    case Op::kJNeStr: return {Op::kJEqStr, false};
    case Op::kJMemEq64K: return {Op::kJMemNe64K, false};
    case Op::kJMemNe64K: return {Op::kJMemEq64K, false};
    case Op::kJTestZ: return {Op::kJTestNz, false};
    case Op::kJTestNz: return {Op::kJTestZ, false};
    case Op::kJLocked: return {Op::kJNotLocked, false};
    case Op::kJNotLocked: return {Op::kJLocked, false};
    case Op::kJUnlocked: return {Op::kJNotUnlocked, false};
    case Op::kJNotUnlocked: return {Op::kJUnlocked, false};
    case Op::kJMutexHeld: return {Op::kJMutexFree, false};
    case Op::kJMutexFree: return {Op::kJMutexHeld, false};
    default: GOLITE_UNREACHABLE("not a conditional jump of the IR");
  }
}

// A back edge's twin follows its jump in opcodes.def.
Op BackEdgeTwin(Op op) { return static_cast<Op>(static_cast<uint16_t>(op) + 1); }

bool Has32BitOffset(Op op) { return vm::InfoOf(op).b == vm::Operand::kJump32; }

class Emitter {
 public:
  Emitter(Function& fn, vm::Program& program, const SourceManager& sources)
      : fn_(fn), program_(program), sources_(sources) {}

  bool Run(std::string* error) {
    layout_ = LayOut(fn_);
    frame_ = AllocateFrame(fn_, layout_);
    if (frame_.frame_slots >= 0xFF00) {
      *error = "function " + std::string(fn_.target->name) + " needs too many variables: its frame has " +
               std::to_string(frame_.frame_slots) + " words, the limit is 65279";
      return false;
    }
    position_.assign(fn_.blocks.size(), UINT32_MAX);
    for (uint32_t i = 0; i < layout_.size(); i++) position_[layout_[i]] = i;
    EmitBlocks();
    // Offsets of 16 bits reach everything in a function of this size; larger ones jump around 32-bit jumps.
    if (code_.size() > INT16_MAX) {
      long_jumps_ = true;
      EmitBlocks();
    }
    if (code_.size() > INT32_MAX / 16) {
      *error = "function " + std::string(fn_.target->name) + " is too large";
      return false;
    }
    PatchJumps();
    MakePairs();
    Store();
    return true;
  }

 private:
  struct Fixup {
    uint32_t word;      // of the jump, or of the table entry
    uint32_t base;      // the word that offsets count from
    BlockId target;
    enum Kind : uint8_t { k16, k32, kTable } kind;
  };
  struct SlotMove {
    uint32_t to, from;
  };

  uint32_t SlotOf(uint32_t reg) const {
    if (reg == UINT32_MAX) return vm::kNoSlot;
    uint32_t slot = frame_.slot_of[reg];
    GOLITE_CHECK(slot != Frame::kNone, "a register without a slot is used");
    return slot;
  }

  void EmitBlocks() {
    code_.clear();
    lines_.clear();
    notes_.clear();
    unsigned_operands_.clear();
    elided_locks_.clear();
    auto elided = fn_.elided_locks.begin();  // the next: they stand in the order of their blocks
    fixups_.clear();
    last_pos_ = UINT32_MAX;
    block_pc_.assign(fn_.blocks.size(), 0);
    for (uint32_t i = 0; i < layout_.size(); i++) {
      const Block& block = fn_.blocks[layout_[i]];
      block_pc_[layout_[i]] = static_cast<uint32_t>(code_.size());
      if (i == 0) ClearPinned();
      size_t n = block.insts.size() - 1;
      const Inst* counter = nullptr;
      if (n > 0 && IsCounterStep(block.insts[n - 1], block.insts[n], block, i)) counter = &block.insts[--n];
      const Inst* constant = nullptr;
      if (n > 0 && IsReturnedConst(block.insts[n - 1], block.insts[n])) constant = &block.insts[--n];
      const bool has_section = elided != fn_.elided_locks.end() && elided->block == layout_[i];
      const size_t section = has_section ? std::min<size_t>(elided->insts, n) : 0;
      for (size_t k = 0; k < n; k++) {
        SetLine(block.insts[k]);
        EmitInst(block.insts[k]);
        if (k + 1 == section && pc() > block_pc_[layout_[i]]) {
          elided_locks_.push_back({block_pc_[layout_[i]], pc(), Narrow(SlotOf(elided->mutex))});
        }
      }
      if (has_section) ++elided;
      SetLine(block.insts.back());
      if (constant != nullptr) {
        Word(Instr::Wide(Op::kReturnImm, 0, static_cast<int32_t>(constant->b)));
      } else {
        EmitTerminator(block, block.insts.back(), i, counter);
      }
    }
    GOLITE_CHECK(elided == fn_.elided_locks.end(), "every elided section is emitted, in order");
  }

  void ClearPinned() {
    for (const Group& g : fn_.groups) {
      if (!g.Is(GroupFlags::kPinned) || g.Is(GroupFlags::kParam) || g.Is(GroupFlags::kClosure)) continue;
      for (uint32_t s = g.first; s < g.first + g.slots; s++) {
        if (frame_.slot_of[s] != Frame::kNone) Word(Instr::Wide(Op::kLoadImm, Narrow(frame_.slot_of[s]), 0));
      }
    }
  }

  // ---- Words.
  static uint16_t Narrow(uint32_t v) { return static_cast<uint16_t>(v); }
  void Word(Instr w) { code_.push_back(w); }
  uint32_t pc() const { return static_cast<uint32_t>(code_.size()); }

  void SetLine(const Inst& inst) {
    uint64_t key = uint64_t{inst.pos} << 16 | inst.inlined;
    if (key == last_pos_ || inst.pos == 0) return;
    last_pos_ = key;
    lines_.push_back({pc(), inst.pos, inst.inlined});
  }

  // ---- Ordinary instructions.
  void EmitInst(const Inst& inst) {
    switch (inst.op) {
      case Op::kNop: return;
      case Op::kMove: case Op::kMove2: case Op::kMove3: case Op::kMoveN: {
        uint32_t count = inst.op == Op::kMove ? 1 : inst.op == Op::kMove2 ? 2 : inst.op == Op::kMove3 ? 3 : inst.c;
        if (SlotOf(inst.a) == SlotOf(inst.b)) return;
        EmitMove(SlotOf(inst.a), SlotOf(inst.b), count);
        return;
      }
      case Op::kZeroN:
        if (inst.c == 1) {
          Word(Instr::Wide(Op::kLoadImm, Narrow(SlotOf(inst.a)), 0));
          return;
        }
        break;
      case Op::kCall: case Op::kCallClosure: case Op::kCallIface: case Op::kCallNative: case Op::kGo: case Op::kGoClosure:
        EmitCall(inst);
        return;
      case Op::kRunDefers: Word(Instr::Abc(inst.op, Narrow(frame_.window_base))); return;
      case Op::kSelect: EmitSelect(inst); return;
      default: break;
    }
    EmitPlain(inst);
  }

  void EmitPlain(const Inst& inst) {
    const vm::OpInfo& info = vm::InfoOf(inst.op);
    Instr w;
    w.op = static_cast<uint16_t>(inst.note != 0 ? AccessTwin(inst.op) : SyncOp(inst.op));
    w.a = Field(inst, info.a, inst.a);
    switch (info.b) {
      case vm::Operand::kSImm32: case vm::Operand::kFunc: case vm::Operand::kType: case vm::Operand::kString:
      case vm::Operand::kGlobal:
        w.b = Narrow(inst.b);
        w.c = Narrow(inst.b >> 16);
        break;
      default:
        w.b = Field(inst, info.b, inst.b);
        w.c = Field(inst, info.c, inst.c);
        break;
    }
    const uint32_t begin = pc();
    Word(w);
    if (info.ext == vm::ExtKind::kReg) {
      vm::Ext e = inst.numbers();
      e.count = Narrow(SlotOf(inst.d));
      Word(Instr::FromExt(e));
    } else if (info.ext != vm::ExtKind::kNone) {
      Word(Instr::FromBits(inst.ext));
    }
    if (inst.note != 0) notes_.push_back({pc(), inst.note - 1});
    if (inst.unsigned_operands != 0) unsigned_operands_.push_back({pc(), Narrow(pc() - begin), inst.unsigned_operands});
  }

  Op SyncOp(Op op) const { return fn_.race ? SyncTwin(op) : op; }

  uint16_t Field(const Inst& inst, vm::Operand kind, uint32_t bits) const {
    if (kind == vm::Operand::kNone) return 0;
    FieldUse use = DescribeField(inst, kind);
    if (use.slots != 0) return Narrow(SlotOf(bits));
    // A value of no slots: any slot will do.
    if (kind == vm::Operand::kUseX || kind == vm::Operand::kDefX) return 0;
    return Narrow(bits);
  }

  void EmitMove(uint32_t to, uint32_t from, uint32_t count) {
    switch (count) {
      case 1: Word(Instr::Abc(Op::kMove, Narrow(to), Narrow(from))); break;
      case 2: Word(Instr::Abc(Op::kMove2, Narrow(to), Narrow(from))); break;
      case 3: Word(Instr::Abc(Op::kMove3, Narrow(to), Narrow(from))); break;
      default: Word(Instr::Abc(Op::kMoveN, Narrow(to), Narrow(from), Narrow(count))); break;
    }
  }

  // Moves all at once: no source is overwritten before it is read. `scratch` is a free slot.
  void EmitParallelMoves(std::vector<SlotMove>& moves, uint32_t scratch) {
    std::erase_if(moves, [](const SlotMove& m) { return m.to == m.from; });
    std::vector<SlotMove> ordered;
    while (!moves.empty()) {
      bool progress = false;
      for (size_t i = 0; i < moves.size();) {
        const SlotMove m = moves[i];
        bool blocked = std::ranges::any_of(moves, [&](const SlotMove& o) { return o.from == m.to && &o != &moves[i]; });
        if (blocked) {
          i++;
          continue;
        }
        ordered.push_back(m);
        moves.erase(moves.begin() + static_cast<std::ptrdiff_t>(i));
        progress = true;
      }
      if (progress) continue;
      // Only cycles are left: break one.
      uint32_t from = moves.front().from;
      ordered.push_back({scratch, from});
      for (SlotMove& m : moves) {
        if (m.from == from) m.from = scratch;
      }
    }
    for (size_t i = 0; i < ordered.size();) {
      size_t n = 1;
      while (i + n < ordered.size() && ordered[i + n].to == ordered[i].to + n && ordered[i + n].from == ordered[i].from + n) {
        n++;
      }
      EmitMove(ordered[i].to, ordered[i].from, static_cast<uint32_t>(n));
      i += n;
    }
  }

  void EmitCall(const Inst& inst) {
    const CallLists& lists = fn_.calls[inst.ext];
    const uint32_t base = frame_.window_base;
    uint32_t results = 0;
    for (const Value& v : fn_.results(lists)) results += v.slots;
    uint32_t at = base + results + (inst.op == Op::kCallIface ? 1 : 0);
    moves_.clear();
    for (const Value& v : fn_.args(lists)) {
      for (uint32_t k = 0; k < v.slots; k++) moves_.push_back({at++, SlotOf(v.reg.id + k)});
    }
    EmitParallelMoves(moves_, base - 1);
    switch (inst.op) {
      case Op::kCallClosure: case Op::kGoClosure:
        Word(Instr::Abc(SyncOp(inst.op), Narrow(base), Narrow(SlotOf(inst.b))));
        break;
      case Op::kCallIface: {
        Word(Instr::Abc(inst.op, Narrow(base), Narrow(SlotOf(inst.b)), Narrow(results)));
        Word(Instr{0, Narrow(base), Narrow(inst.c), Narrow(inst.c >> 16)});
        break;
      }
      default: Word(Instr::Wide(SyncOp(inst.op), Narrow(base), static_cast<int32_t>(inst.b))); break;
    }
    moves_.clear();
    at = base;
    for (const Value& v : fn_.results(lists)) {
      for (uint32_t k = 0; k < v.slots; k++, at++) {
        if (v.reg.valid() && frame_.slot_of[v.reg.id + k] != Frame::kNone) moves_.push_back({SlotOf(v.reg.id + k), at});
      }
    }
    EmitParallelMoves(moves_, base - 1);
  }

  void EmitSelect(const Inst& inst) {
    const Select& select = fn_.selects[inst.ext];
    Word(Instr::Abc(SyncOp(Op::kSelect), Narrow(SlotOf(inst.a)), Narrow(static_cast<uint32_t>(select.cases.size())), select.has_default));
    for (const SelectCase& c : select.cases) {
      uint32_t count = c.value.slots;
      bool wanted = c.value.reg.valid() && count != 0;
      if (c.send) {
        Word(Instr::Abc(Op::kSelectSend, Narrow(SlotOf(c.chan.id)), wanted ? Narrow(SlotOf(c.value.reg.id)) : uint16_t{0}));
      } else {
        Word(Instr::Abc(Op::kSelectRecv, wanted ? Narrow(SlotOf(c.value.reg.id)) : vm::kNoSlot, Narrow(SlotOf(c.chan.id)),
                        Narrow(SlotOf(c.ok.id))));
        if (!wanted) count = 0;
      }
      Word(Instr::FromExt({0, static_cast<uint16_t>(count), 0}));
    }
  }

  // ---- Control flow.
  bool IsBack(BlockId target, uint32_t index) const { return position_[target] <= index; }

  // i++ before a back edge that compares i: one instruction.
  bool IsCounterStep(const Inst& step, const Inst& jump, const Block& block, uint32_t index) const {
    if (long_jumps_ || step.op != Op::kAddI64K || step.c != 1 || step.a != step.b) return false;
    if (jump.op != Op::kJLtI64 && jump.op != Op::kJLtI64K) return false;
    if (jump.a != step.a || (jump.op == Op::kJLtI64 && jump.b == step.a)) return false;
    return IsBack(block.succ[0], index) && !IsBack(block.succ[1], index);
  }

  // return k
  bool IsReturnedConst(const Inst& load, const Inst& ret) const {
    if (load.op != Op::kLoadImm || ret.op != Op::kReturn || frame_.result_slots != 1) return false;
    return fn_.args(fn_.calls[ret.ext])[0].reg.id == load.a;
  }

  void EmitTerminator(const Block& block, const Inst& inst, uint32_t index, const Inst* counter) {
    const BlockId next = index + 1 < layout_.size() ? layout_[index + 1] : kNoBlock;
    switch (inst.op) {
      case Op::kJump:
        if (block.succ[0] != next) EmitJump(block.succ[0], index);
        return;
      case Op::kJumpTable: {
        const auto& targets = fn_.targets[inst.ext];
        Word(Instr::Abc(Op::kJumpTable, Narrow(SlotOf(inst.a)), Narrow(static_cast<uint32_t>(targets.size()))));
        uint32_t base = pc() + static_cast<uint32_t>(targets.size());
        for (BlockId t : targets) {
          fixups_.push_back({pc(), base, t, Fixup::kTable});
          Word(Instr{});
        }
        if (block.succ[0] != next) EmitJump(block.succ[0], index);
        return;
      }
      case Op::kReturn: EmitReturn(inst); return;
      case Op::kPanic: Word(Instr::Abc(Op::kPanic, Narrow(SlotOf(inst.a)))); return;
      case Op::kUnreachable: Word(Instr::Abc(Op::kUnreachable, 0)); return;
      default: break;
    }
    if (counter != nullptr) {
      Op op = inst.op == Op::kJLtI64 ? Op::kForLtI64L : Op::kForLtI64KL;
      uint16_t limit = inst.op == Op::kJLtI64 ? Narrow(SlotOf(inst.b)) : Narrow(inst.b);
      fixups_.push_back({pc(), pc() + 1, block.succ[0], Fixup::k16});
      Word(Instr::Abc(op, Narrow(SlotOf(inst.a)), limit));
      if (block.succ[1] != next) EmitJump(block.succ[1], index);
      return;
    }
    if (block.succ[0] == next) {
      EmitCondJump(inst, /*invert=*/true, block.succ[1], index);
    } else {
      EmitCondJump(inst, /*invert=*/false, block.succ[0], index);
      if (block.succ[1] != next) EmitJump(block.succ[1], index);
    }
  }

  void EmitJump(BlockId target, uint32_t index) {
    fixups_.push_back({pc(), pc() + 1, target, Fixup::k32});
    Word(Instr::Wide(IsBack(target, index) ? Op::kJumpL : Op::kJump, 0, 0));
  }

  void EmitCondJump(const Inst& inst, bool invert, BlockId target, uint32_t index) {
    if (long_jumps_ && !Has32BitOffset(inst.op)) {
      uint32_t at = pc();
      Word(CondWord(inst, !invert));
      if (HasExt(inst)) Word(Instr::FromBits(inst.ext));
      EmitJump(target, index);
      code_[at].c = 1;
      return;
    }
    Instr w = CondWord(inst, invert);
    if (IsBack(target, index)) w.op = static_cast<uint16_t>(BackEdgeTwin(w.opcode()));
    fixups_.push_back({pc(), pc() + 1 + HasExt(inst), target, Has32BitOffset(inst.op) ? Fixup::k32 : Fixup::k16});
    Word(w);
    if (HasExt(inst)) Word(Instr::FromBits(inst.ext));
  }

  static bool HasExt(const Inst& inst) { return vm::InfoOf(inst.op).ext != vm::ExtKind::kNone; }

  Instr CondWord(const Inst& inst, bool invert) const {
    Inverse how = invert ? InverseOf(inst.op) : Inverse{inst.op, false};
    const vm::OpInfo& info = vm::InfoOf(inst.op);
    uint16_t a = Narrow(SlotOf(inst.a));
    uint16_t b = 0;
    if (info.b == vm::Operand::kSImm) b = Narrow(inst.b);
    if (info.b == vm::Operand::kUse || info.b == vm::Operand::kUse2) b = Narrow(SlotOf(inst.b));
    const Op op = SyncOp(how.op);
    return how.swap ? Instr::Abc(op, b, a) : Instr::Abc(op, a, b);
  }

  void EmitReturn(const Inst& inst) {
    const CallLists& lists = fn_.calls[inst.ext];
    moves_.clear();
    uint32_t at = 0;
    for (const Value& v : fn_.args(lists)) {
      for (uint32_t k = 0; k < v.slots; k++) moves_.push_back({at++, SlotOf(v.reg.id + k)});
    }
    GOLITE_CHECK(at == frame_.result_slots, "a return has as many slots as the function has results");
    if (moves_.size() == 1) {
      Word(Instr::Abc(Op::kReturn1, Narrow(moves_[0].from)));
      return;
    }
    EmitParallelMoves(moves_, /*scratch=*/0);  // Results are no source, so there is no cycle.
    Word(Instr::Abc(Op::kReturn, 0));
  }

  void PatchJumps() {
    for (const Fixup& f : fixups_) {
      int32_t offset = static_cast<int32_t>(block_pc_[f.target]) - static_cast<int32_t>(f.base);
      Instr& w = code_[f.word];
      switch (f.kind) {
        case Fixup::k16:
          w.c = static_cast<uint16_t>(offset);
          if (offset == 2 && w.opcode() == Op::kJLocked && !fn_.target->is_std) w.op = static_cast<uint16_t>(Op::kJLocked2);
          if (offset == 2 && w.opcode() == Op::kJUnlocked) w.op = static_cast<uint16_t>(Op::kJUnlocked2);
          break;
        case Fixup::k32: w = Instr::Wide(w.opcode(), w.a, offset); break;
        case Fixup::kTable: w = Instr::FromBits(static_cast<uint64_t>(int64_t{offset})); break;
      }
    }
  }

  // Lets instructions go on with the next one without a dispatch.
  void MakePairs() {
    for (uint32_t at = 0; at < pc();) {
      Instr& w = code_[at];
      at += vm::LengthOf(w);
      if (at >= pc()) continue;
      if (const Op pair = vm::PairOf(w.opcode(), code_[at].opcode()); pair != Op::kNop) w.op = static_cast<uint16_t>(pair);
    }
  }

  // ---- The finished function.
  template <typename T>
  std::span<const T> Keep(const std::vector<T>& values) {
    if (values.empty()) return {};
    T* copy = static_cast<T*>(program_.Allocate(values.size() * sizeof(T), alignof(T)));
    std::uninitialized_copy(values.begin(), values.end(), copy);
    return {copy, values.size()};
  }

  void Store() {
    vm::Function& f = *fn_.target;
    f.code = Keep(code_).data();
    f.code_words = pc();
    f.frame_slots = Narrow(frame_.frame_slots);
    f.result_slots = Narrow(frame_.result_slots);
    f.param_slots = Narrow(frame_.param_slots);
    f.has_closure_slot = fn_.closure.valid();
    f.recover_pc = fn_.recover_block == kNoBlock ? 0 : block_pc_[fn_.recover_block];
    f.slots = Keep(frame_.scanned);
    for (vm::InlinedCall& call : fn_.inlined) call.call_line = sources_.Locate(Pos(call.call_line)).line;
    std::vector<vm::LineRow> rows;
    rows.reserve(lines_.size());
    for (const LineMark& m : lines_) {
      Position p = sources_.Locate(Pos(m.pos));
      vm::LineRow row{m.pc, p.line, static_cast<uint16_t>(std::min<uint32_t>(p.column, UINT16_MAX)), InFile(f, m.inlined, p)};
      if (!rows.empty() && rows.back().pc == row.pc) rows.pop_back();
      if (!rows.empty() && rows.back().line == row.line && rows.back().column == row.column && rows.back().inlined == row.inlined) {
        continue;
      }
      rows.push_back(row);
    }
    f.lines = Keep(rows);
    f.notes = Keep(notes_);
    f.unsigned_operands = Keep(unsigned_operands_);
    f.elided_locks = Keep(elided_locks_);
    f.inlined = Keep(fn_.inlined);
    f.SetClears();
  }

  // The scope of a position: `inlined`, or where a //line comment changed the file inside a function, a part of it, which
  // has no function name.
  uint16_t InFile(const vm::Function& f, uint16_t inlined, const Position& p) {
    const std::string_view scope = inlined == 0 ? f.file : fn_.inlined[inlined - 1].file;
    if (!p.valid() || p.filename == scope || fn_.inlined.size() >= UINT16_MAX) return inlined;
    const std::string_view file = p.filename.empty() ? "??" : p.filename;  // as gc says
    for (size_t i = fn_.inlined.size(); i-- > 0;) {
      const vm::InlinedCall& part = fn_.inlined[i];
      if (part.function.empty() && part.parent == inlined && part.file == file) return static_cast<uint16_t>(i + 1);
    }
    vm::InlinedCall part;
    part.file = program_.Intern(file);
    part.parent = inlined;
    fn_.inlined.push_back(part);
    return static_cast<uint16_t>(fn_.inlined.size());
  }

  struct LineMark {
    uint32_t pc;
    uint32_t pos;
    uint16_t inlined;
  };

  Function& fn_;
  vm::Program& program_;
  const SourceManager& sources_;
  std::vector<BlockId> layout_;
  std::vector<uint32_t> position_;
  Frame frame_;
  std::vector<Instr> code_;
  std::vector<LineMark> lines_;
  std::vector<vm::NoteRow> notes_;
  std::vector<vm::UnsignedRow> unsigned_operands_;
  std::vector<vm::ElidedLock> elided_locks_;
  uint64_t last_pos_ = UINT64_MAX;
  std::vector<Fixup> fixups_;
  std::vector<uint32_t> block_pc_;
  std::vector<SlotMove> moves_;
  bool long_jumps_ = false;
};

// Optimises callees before callers, so that small ones are ready to be inlined.
void OptimizeModule(Module& module, bool inline_calls) {
  const uint32_t n = static_cast<uint32_t>(module.functions.size());
  enum : uint8_t { kNew, kOpen, kDone };
  std::vector<uint8_t> state(n, kNew);
  std::fill_n(state.begin(), module.emitted, kDone);
  std::vector<bool>& inlinable = module.inlinable;
  inlinable.resize(n);
  struct Frame {
    uint32_t function;
    std::vector<uint32_t> callees;
    size_t next = 0;
  };
  std::vector<Frame> stack;
  auto open = [&](uint32_t i) {
    state[i] = kOpen;
    Frame& frame = stack.emplace_back();
    frame.function = i;
    if (!inline_calls) return;
    const Function& fn = *module.functions[i];
    for (BlockId b : fn.order) {
      for (const Inst& inst : fn.blocks[b].insts) {
        if (inst.op == Op::kCall && inst.b < n && state[inst.b] == kNew && module.functions[inst.b]) frame.callees.push_back(inst.b);
      }
    }
  };
  for (uint32_t root = module.emitted; root < n; root++) {
    if (!module.functions[root] || state[root] != kNew) continue;
    open(root);
    while (!stack.empty()) {
      Frame& top = stack.back();
      if (top.next < top.callees.size()) {
        uint32_t callee = top.callees[top.next++];
        if (state[callee] == kNew) open(callee);
        continue;
      }
      Function& fn = *module.functions[top.function];
      if (inline_calls) InlineCalls(fn, module, inlinable);
      Optimize(fn);
      inlinable[top.function] = inline_calls && CanInline(fn);
      if (inline_calls && InlineSelf(fn, top.function)) {
        inlinable[top.function] = false;
        Optimize(fn);
      }
      state[top.function] = kDone;
      stack.pop_back();
    }
  }
}

}  // namespace

bool EmitModule(Module& module, vm::Program& program, const SourceManager& sources, const EmitOptions& options,
                std::string* error) {
  const std::span<const std::unique_ptr<Function>> added = std::span(module.functions).subspan(module.emitted);
  for (const auto& fn : added) {
    if (fn) Prepare(*fn);
  }
  if (options.optimize) OptimizeModule(module, options.inline_calls);
  auto emit = [&](Function& fn) {
    if (options.optimize) {
      CombineInstructions(fn);
      ElideLocks(fn);
      DuplicateTails(fn);
    }
    return Emitter(fn, program, sources).Run(error);
  };
  for (const auto& fn : added) {
    if (!fn) continue;
    if (options.more_to_come && options.optimize && module.inlinable[fn->target->index]) {
      Function copy = *fn;  // what is combined can be inlined no more
      if (!emit(copy)) return false;
    } else if (!emit(*fn)) {
      return false;
    }
  }
  module.emitted = static_cast<uint32_t>(module.functions.size());
  return true;
}

}  // namespace golite::ir
