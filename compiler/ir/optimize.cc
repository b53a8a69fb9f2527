// This file implements the passes over the instructions of blocks: value numbering, dead code and copy coalescing.
//
// Value numbering walks blocks in layout order. Each virtual slot has a number that names its present value; equal
// numbers mean equal values. A block with a single predecessor, if that was the block walked before it, starts with
// what is known there; every other block starts with nothing. From the numbers follow constant folding, copy
// propagation (an operand is read from the oldest variable that holds its value), common subexpressions, redundant nil
// checks and the fusion of comparisons with jumps.
#include <algorithm>
#include <bit>

#include "compiler/ir/operands.h"
#include "compiler/ir/passes.h"

namespace golite::ir {
namespace {

// ---- Families of opcodes, as opcodes.def orders them.
enum Width { kI64, kI32, kI16, kI8, kU32, kU16, kU8 };
enum Arith { kAdd, kSub, kMul, kAddImm, kMulImm, kShl, kShlImm, kNeg, kArithOps };

bool IsArith(Op op) { return op >= Op::kAddI64 && op <= Op::kNegU8; }
Arith ArithOf(Op op) { return static_cast<Arith>((static_cast<int>(op) - static_cast<int>(Op::kAddI64)) % kArithOps); }
Width WidthOf(Op op) { return static_cast<Width>((static_cast<int>(op) - static_cast<int>(Op::kAddI64)) / kArithOps); }
Op WithArith(Op op, Arith kind) {
  return static_cast<Op>(static_cast<int>(Op::kAddI64) + static_cast<int>(WidthOf(op)) * kArithOps + kind);
}
static_assert(static_cast<int>(Op::kAddI32) - static_cast<int>(Op::kAddI64) == kArithOps);

int BitsOf(Width w) { return w == kI64 ? 64 : w == kI32 || w == kU32 ? 32 : w == kI16 || w == kU16 ? 16 : 8; }

// The canonical slot form of v in the width.
int64_t Canonical(Width w, int64_t v) {
  switch (w) {
    case kI64: return v;
    case kI32: return static_cast<int32_t>(v);
    case kI16: return static_cast<int16_t>(v);
    case kI8: return static_cast<int8_t>(v);
    case kU32: return static_cast<uint32_t>(v);
    case kU16: return static_cast<uint16_t>(v);
    case kU8: return static_cast<uint8_t>(v);
  }
  return v;
}

bool FitsImm(int64_t v) { return v == static_cast<int16_t>(v); }

bool IsCommutative(Op op) {
  if (IsArith(op)) return ArithOf(op) == kAdd || ArithOf(op) == kMul;
  switch (op) {
    case Op::kAnd: case Op::kOr: case Op::kXor: case Op::kEqI64: case Op::kNeI64: case Op::kMinI64: case Op::kMaxI64:
    case Op::kMinU64: case Op::kMaxU64: case Op::kAddF64: case Op::kMulF64: case Op::kEqF64: case Op::kNeF64: return true;
    default: return false;
  }
}

bool IsMove(Op op) { return op == Op::kMove || op == Op::kMove2 || op == Op::kMove3 || op == Op::kMoveN; }

bool IsLoad(Op op) { return op >= Op::kLoadI8 && op <= Op::kLoadN; }
bool IsStore(Op op) { return op >= Op::kStore8 && op <= Op::kStoreN; }
bool IsIndexLoad(Op op) { return op >= Op::kIdxI8 && op <= Op::kIdx3; }
bool IsArrayLoad(Op op) { return op >= Op::kArrI8 && op <= Op::kArr3; }

// Whether memory may differ afterwards (or other code may have run).
bool ClobbersMemory(Op op) {
  const vm::Effect effect = vm::InfoOf(op).effect;
  if ((effect & vm::kPure) != 0 || IsLoad(op) || IsIndexLoad(op) || IsArrayLoad(op)) return false;
  if (IsTerminator(op)) return (effect & vm::kPark) != 0;
  if (op >= Op::kDivI64 && op <= Op::kRemU64) return false;
  switch (op) {
    case Op::kNop: case Op::kLoadGlobal: case Op::kAddPtr: case Op::kAddPtrX: case Op::kNilCheck: case Op::kIdxAddr:
    case Op::kArrAddr: case Op::kCheckIdx: case Op::kCheckShift: case Op::kStrIdx: case Op::kSliceSlice:
    case Op::kSliceStr: case Op::kSliceArr: case Op::kSliceToArr: case Op::kNew: case Op::kNewArray: case Op::kMakeSlice:
    case Op::kNewClosure: case Op::kConcat: case Op::kMakeIface: case Op::kTypeAssert: case Op::kAssertIface:
    case Op::kMapLen: case Op::kChanLen: case Op::kChanCap: case Op::kEqIface: case Op::kEqVal:
    case Op::kRaceRead: case Op::kRaceWrite: case Op::kRaceReadN: case Op::kRaceWriteN: case Op::kRaceAppend: return false;
    default: return true;
  }
}

// Whether equal operands give an equal result: always, as long as memory is the same, or never.
enum class Repeat { kNever, kAlways, kSameMemory };
Repeat RepeatOf(Op op) {
  if (IsMove(op) || op == Op::kZeroN) return Repeat::kNever;
  if (op >= Op::kInsert8 && op <= Op::kInsert32) return Repeat::kNever;
  if ((vm::InfoOf(op).effect & vm::kPure) != 0) return Repeat::kAlways;
  if ((IsLoad(op) && op != Op::kLoadN) || IsIndexLoad(op) || IsArrayLoad(op) || op == Op::kLoadGlobal || op == Op::kMapLen) {
    return Repeat::kSameMemory;
  }
  if (op >= Op::kDivI64 && op <= Op::kRemU64) return Repeat::kAlways;
  switch (op) {
    case Op::kAddPtr: case Op::kAddPtrX: case Op::kIdxAddr: case Op::kArrAddr: case Op::kStrIdx: return Repeat::kAlways;
    default: return Repeat::kNever;
  }
}

// Whether what the instruction gives is never nil.
bool GivesNonNil(Op op) {
  switch (op) {
    case Op::kNew: case Op::kNewClosure: case Op::kGlobalAddr: case Op::kAddPtr: case Op::kAddPtrX: case Op::kLoadFunc:
    case Op::kLoadType: case Op::kNewArray: case Op::kMakeMap: case Op::kMakeChan: case Op::kIdxAddr: case Op::kArrAddr:
      return true;
    default: return false;
  }
}

class Numbering {
 public:
  explicit Numbering(Function& fn) : fn_(fn), numbers_(fn.num_slots()), stamps_(fn.num_slots(), 0), listed_(fn.num_slots()), table_(TableSize(fn)) {
    values_.reserve(256);
    for (const Value& v : fn.values) {
      for (uint32_t k = 0; k < v.slots && v.reg.valid(); k++) listed_[v.reg.id + k] = true;
    }
  }

  void Run() {
    std::vector<uint32_t> preds(fn_.blocks.size());
    FindNonNil();
    preds[0]++;
    if (fn_.recover_block != kNoBlock) preds[fn_.recover_block] += 2;
    for (BlockId b : fn_.order) {
      Block& block = fn_.blocks[b];
      for (BlockId s : block.succ) {
        if (s != kNoBlock) preds[s]++;
      }
      if (block.insts.back().op == Op::kJumpTable) {
        for (BlockId t : fn_.targets[block.insts.back().ext]) preds[t]++;
      }
    }
    BlockId previous = kNoBlock;
    for (BlockId b : fn_.order) {
      bool follows = previous != kNoBlock && preds[b] == 1 &&
                     (fn_.blocks[previous].succ[0] == b || fn_.blocks[previous].succ[1] == b);
      if (!follows) Forget();
      DoBlock(fn_.blocks[b]);
      previous = b;
    }
  }

 private:
  using Number = uint32_t;
  struct ValueInfo {
    bool is_const = false;
    bool non_nil = false;
    bool has_def = false;            // `op`, `a`, `b` describe the comparison that made it
    Op op = Op::kNop;
    uint32_t b = 0, c = 0;           // its operands: slots or immediates
    Number b_number = 0, c_number = 0, b2_number = 0, c2_number = 0;  // the last two of strings
    int64_t constant = 0;
    uint32_t leader = UINT32_MAX, other = UINT32_MAX;  // slots that held it
  };
  // The values of the operands b and c: a number or an immediate each, and the number of a second slot.
  struct Key {
    uint32_t b = 0, c = 0, b2 = 0, c2 = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Entry {
    uint32_t generation = 0;
    Op op = Op::kNop;
    uint32_t memory = 0;
    Key key;
    uint64_t ext = 0;
    uint32_t holder = 0;
    uint32_t slots = 0;
    Number results[3] = {};
  };

  // A power of two that leaves most functions few collisions, and small ones little to clear.
  static size_t TableSize(const Function& fn) {
    size_t insts = 0;
    for (const BlockId b : fn.order) insts += fn.blocks[b].insts.size();
    return std::clamp(std::bit_ceil(2 * insts), size_t{16}, size_t{512});
  }

  void Forget() {
    generation_++;
    memory_++;
  }

  // Temporaries that are never nil are so in every block.
  void FindNonNil() {
    non_nil_.assign(fn_.num_slots(), false);
    std::vector<bool> other(fn_.num_slots(), false);
    for (BlockId b : fn_.order) {
      for (Inst& inst : fn_.blocks[b].insts) {
        VisitOperands(fn_, inst, [&](uint32_t& reg, uint32_t count, Access access) {
          for (uint32_t k = 0; k < count && access != Access::kUse; k++) {
            if (GivesNonNil(inst.op) && reg + k == inst.a && IsTemp(inst.a)) {
              non_nil_[reg + k] = true;
            } else {
              other[reg + k] = true;
            }
          }
        });
      }
    }
    for (size_t s = 0; s < other.size(); s++) non_nil_[s] = non_nil_[s] && !other[s];
  }

  Number NewNumber(uint32_t slot) {
    Number n = static_cast<Number>(values_.size());
    values_.emplace_back().leader = slot;
    values_.back().non_nil = non_nil_[slot];
    return n;
  }

  Number NumberOf(uint32_t slot) {
    if (stamps_[slot] != generation_) {
      stamps_[slot] = generation_;
      numbers_[slot] = NewNumber(slot);
    }
    return numbers_[slot];
  }
  void SetNumber(uint32_t slot, Number n) {
    stamps_[slot] = generation_;
    numbers_[slot] = n;
  }
  bool Holds(uint32_t slot, Number n) const { return slot != UINT32_MAX && stamps_[slot] == generation_ && numbers_[slot] == n; }
  bool IsTemp(uint32_t slot) const { return fn_.groups[fn_.group_of[slot]].Is(GroupFlags::kTemp); }
  ValueInfo& InfoOfSlot(uint32_t slot) { return values_[NumberOf(slot)]; }

  bool ConstOf(uint32_t slot, int64_t* v) {
    const ValueInfo& info = InfoOfSlot(slot);
    *v = info.constant;
    return info.is_const;
  }

  // The slot to read the value of `slot` from.
  uint32_t Leader(uint32_t slot) {
    Number n = NumberOf(slot);
    const ValueInfo& v = values_[n];
    if (Holds(v.leader, n)) return v.leader;
    if (Holds(v.other, n)) return v.other;
    return slot;
  }

  void ReplaceUse(uint32_t& reg, uint32_t count) {
    uint32_t to = Leader(reg);
    if (to == reg) return;
    const Group& g = fn_.groups[fn_.group_of[to]];
    if (to + count > g.first + g.slots) return;
    // Values of the same kind only, so that a root stays a root.
    for (uint32_t k = 0; k < count; k++) {
      if (fn_.kinds[to + k] != fn_.kinds[reg + k] || !Holds(to + k, NumberOf(reg + k))) return;
    }
    reg = to;
  }

  void DoBlock(Block& block) {
    for (size_t i = 0; i < block.insts.size(); i++) {
      Inst& inst = block.insts[i];
      VisitOperands(fn_, inst, [&](uint32_t& reg, uint32_t count, Access access) {
        if (access != Access::kUse) return;
        if (HasCallLists(inst.op) && InfoOfSlot(reg).is_const) return;
        ReplaceUse(reg, count);
      });
      Simplify(inst);
      if (IsTerminator(inst.op)) {
        DoJump(block, inst);
        if (inst.op != Op::kReturn && (vm::InfoOf(inst.op).effect & vm::kPark) != 0) memory_++;
        return;
      }
      if (inst.op == Op::kNop) continue;
      if (IsMove(inst.op)) {
        DoMove(inst);
        continue;
      }
      if (RedundantCheck(inst)) {
        inst.op = Op::kNop;
        continue;
      }
      Entry* entry = nullptr;
      Key key;
      Repeat repeat = IsRepeatedConst(inst) ? Repeat::kNever : RepeatOf(inst.op);
      if (repeat != Repeat::kNever) {
        key = KeyOf(inst);
        entry = &Find(inst, key);
        if (Matches(*entry, inst, key, repeat) && HolderValid(*entry, inst.a)) {
          uint32_t slots = entry->slots;
          inst.op = slots == 1 ? Op::kMove : slots == 2 ? Op::kMove2 : Op::kMove3;
          inst.b = entry->holder;
          inst.c = 0;
          if (inst.a == inst.b) {
            inst.op = Op::kNop;
            continue;
          }
          DoMove(inst);
          continue;
        }
      }
      NoteNonNil(inst);
      ValueInfo made;
      DescribeResult(inst, &made);
      VisitOperands(fn_, inst, [&](uint32_t& reg, uint32_t count, Access access) {
        if (access == Access::kUse) return;
        for (uint32_t k = 0; k < count; k++) SetNumber(reg + k, NewNumber(reg + k));
      });
      if (ClobbersMemory(inst.op)) {
        memory_++;
        RecordStore(inst);
      }
      if (made.has_def || made.is_const || made.non_nil) {
        Number n = NumberOf(inst.a);
        made.leader = inst.a;
        values_[n] = made;
      }
      if (entry == nullptr) continue;
      uint32_t slots = DescribeField(inst, vm::InfoOf(inst.op).a).slots;
      if (slots == 0 || slots > 3) continue;
      *entry = {generation_, inst.op, repeat == Repeat::kSameMemory ? memory_ : 0, key, inst.ext, inst.a, slots, {}};
      for (uint32_t k = 0; k < slots; k++) entry->results[k] = NumberOf(inst.a + k);
    }
  }

  // ---- Common subexpressions.
  Key KeyOf(const Inst& inst) {
    const vm::OpInfo& info = vm::InfoOf(inst.op);
    Key key{inst.b, inst.c, 0, 0};
    FieldUse b = DescribeField(inst, info.b), c = DescribeField(inst, info.c);
    // Of a slice, loads read pointer and length; what reads the capacity too is never looked up.
    if (b.slots > 0) key.b = NumberOf(inst.b);
    if (b.slots > 1) key.b2 = NumberOf(inst.b + 1);
    if (c.slots > 0) key.c = NumberOf(inst.c);
    if (c.slots > 1) key.c2 = NumberOf(inst.c + 1);
    if (IsCommutative(inst.op) && key.b > key.c) std::swap(key.b, key.c);
    return key;
  }

  Entry& Find(const Inst& inst, const Key& k) {
    uint64_t h = static_cast<uint64_t>(inst.op) * 0x9E3779B97F4A7C15u ^
                 (uint64_t{k.b} << 32 | k.c) * 0xC2B2AE3D27D4EB4Fu ^ (uint64_t{k.b2} << 32 | k.c2) * 0xD6E8FEB86659FD93u ^
                 inst.ext * 0x165667B19E3779F9u;
    return table_[(h >> 32) & (table_.size() - 1)];
  }

  bool Matches(const Entry& e, const Inst& inst, const Key& key, Repeat repeat) const {
    return e.generation == generation_ && e.op == inst.op && e.key == key && e.ext == inst.ext &&
           (repeat == Repeat::kAlways || e.memory == memory_);
  }

  // Whether the result is still in a slot, of the kind that `wanted` has.
  bool HolderValid(Entry& e, uint32_t wanted) {
    for (uint32_t k = 0; k < e.slots; k++) {
      if (!Holds(e.holder + k, e.results[k])) {
        // Another slot may hold a single value still.
        if (e.slots != 1) return false;
        const ValueInfo& v = values_[e.results[0]];
        uint32_t to = Holds(v.leader, e.results[0]) ? v.leader : Holds(v.other, e.results[0]) ? v.other : UINT32_MAX;
        if (to == UINT32_MAX) return false;
        e.holder = to;
      }
      if (fn_.kinds[e.holder + k] != fn_.kinds[wanted + k]) return false;
    }
    return true;
  }

  // Constants that are arguments of calls: each is best loaded where the call wants it.
  bool IsRepeatedConst(const Inst& inst) const { return IsConstLoad(inst.op) && listed_[inst.a]; }
  static bool IsConstLoad(Op op) {
    return op == Op::kLoadImm || op == Op::kLoadConst || op == Op::kLoadStr || op == Op::kLoadFunc || op == Op::kLoadType;
  }

  // A load from where this very value was stored.
  void RecordStore(const Inst& inst) {
    if (inst.op != Op::kStore64 && inst.op != Op::kStorePtr) return;
    Inst load;
    load.op = Op::kLoad64;
    load.b = inst.a;
    load.c = inst.c;
    load.ext = 0;
    const Key key = KeyOf(load);
    Find(load, key) = {generation_, Op::kLoad64, memory_, key, 0, inst.b, 1, {NumberOf(inst.b)}};
  }

  void NoteNonNil(const Inst& inst) {
    if (IsLoad(inst.op) || inst.op == Op::kAddPtr || inst.op == Op::kAddPtrX || IsArrayLoad(inst.op) || inst.op == Op::kArrAddr) {
      InfoOfSlot(inst.b).non_nil = true;
    } else if (IsStore(inst.op) || inst.op == Op::kNilCheck || (inst.op >= Op::kSetArr8 && inst.op <= Op::kSetArr2)) {
      InfoOfSlot(inst.a).non_nil = true;
    }
  }

  bool RedundantCheck(Inst& inst) {
    switch (inst.op) {
      case Op::kNilCheck: return InfoOfSlot(inst.a).non_nil;
      case Op::kCheckIdx: {
        int64_t i, n;
        return ConstOf(inst.a, &i) && ConstOf(inst.b, &n) && i >= 0 && i < n;
      }
      case Op::kCheckShift: {
        int64_t n;
        return ConstOf(inst.a, &n) && n >= 0;
      }
      default: return false;
    }
  }

  // ---- Copies.
  void DoMove(Inst& inst) {
    uint32_t count = inst.op == Op::kMove ? 1 : inst.op == Op::kMove2 ? 2 : inst.op == Op::kMove3 ? 3 : inst.c;
    Number small[8];
    std::vector<Number> large;
    Number* numbers = small;
    if (count > 8) {
      large.resize(count);
      numbers = large.data();
    }
    bool same = true;
    for (uint32_t k = 0; k < count; k++) {
      numbers[k] = NumberOf(inst.b + k);
      same &= Holds(inst.a + k, numbers[k]);
    }
    if (same) {
      inst.op = Op::kNop;
      return;
    }
    for (uint32_t k = 0; k < count; k++) {
      Number n = numbers[k];
      SetNumber(inst.a + k, n);
      ValueInfo& v = values_[n];
      bool held = Holds(v.leader, n) && v.leader != inst.a + k;
      // A variable is a better home than a temporary, which then often needs no slot at all.
      if (!held || (IsTemp(v.leader) && !IsTemp(inst.a + k))) {
        v.other = held ? v.leader : Holds(v.other, n) ? v.other : UINT32_MAX;
        v.leader = inst.a + k;
      } else if (!Holds(v.other, n)) {
        v.other = inst.a + k;
      }
    }
  }

  // ---- Folding.
  void DescribeResult(const Inst& inst, ValueInfo* made) {
    made->non_nil |= GivesNonNil(inst.op);
    switch (inst.op) {
      case Op::kLoadImm:
        made->is_const = true;
        made->constant = static_cast<int32_t>(inst.b);
        return;
      case Op::kLoadConst:
        made->is_const = true;
        made->constant = static_cast<int64_t>(inst.ext);
        return;
      case Op::kAddPtr: break;
      case Op::kAddI64K:
        if (fn_.kinds[inst.a] != WordKind::kPointer) return;
        // The address of a field: see FoldAddress.
        made->non_nil = true;
        made->has_def = true;
        made->op = Op::kAddPtr;
        made->b = inst.b;
        made->c = inst.c;
        made->b_number = NumberOf(inst.b);
        return;
      default:
        if (GivesNonNil(inst.op)) return;
        break;
    }
    if (inst.op < Op::kEqI64 || inst.op > Op::kLeStr) {
      switch (inst.op) {
        case Op::kAddPtr: case Op::kNot: case Op::kEqF64: case Op::kNeF64: case Op::kLtF64: case Op::kLeF64: break;
        default: return;
      }
    }
    made->has_def = true;
    made->op = inst.op;
    made->b = inst.b;
    made->c = inst.c;
    const vm::OpInfo& info = vm::InfoOf(inst.op);
    if (DescribeField(inst, info.b).slots != 0) made->b_number = NumberOf(inst.b);
    if (DescribeField(inst, info.c).slots != 0) made->c_number = NumberOf(inst.c);
    if (info.c == vm::Operand::kUse2) {
      made->b2_number = NumberOf(inst.b + 1);
      made->c2_number = NumberOf(inst.c + 1);
    }
  }

  void BecomeConst(Inst& inst, int64_t v) {
    if (v == static_cast<int32_t>(v)) {
      inst.op = Op::kLoadImm;
      inst.b = static_cast<uint32_t>(v);
      inst.ext = 0;
    } else {
      inst.op = Op::kLoadConst;
      inst.b = 0;
      inst.ext = static_cast<uint64_t>(v);
    }
    inst.c = 0;
  }

  void BecomeMove(Inst& inst, uint32_t from) {
    inst.op = Op::kMove;
    inst.b = from;
    inst.c = 0;
    inst.ext = 0;
  }

  void Become(Inst& inst, Op op, uint32_t b, int64_t imm) {
    inst.op = op;
    inst.b = b;
    inst.c = static_cast<uint32_t>(static_cast<int32_t>(imm));
  }

  // A field of a field is reached from the outer pointer, whose nil check then is the load's.
  void FoldAddress(Inst& inst) {
    uint32_t& pointer = IsLoad(inst.op) || inst.op == Op::kAddPtr ? inst.b : inst.a;
    for (int steps = 0; steps < 4; steps++) {
      const ValueInfo v = InfoOfSlot(pointer);
      if (!v.has_def || v.op != Op::kAddPtr || !Holds(v.b, v.b_number)) return;
      uint64_t offset = uint64_t{v.c} + inst.c;
      if (offset > UINT16_MAX) return;
      pointer = v.b;
      inst.c = static_cast<uint32_t>(offset);
    }
  }

  void Simplify(Inst& inst) {
    if (IsLoad(inst.op) || IsStore(inst.op) || inst.op == Op::kAddPtr) {
      FoldAddress(inst);
      if (inst.op != Op::kAddPtr || !InfoOfSlot(inst.b).non_nil) return;
      // Nothing left to check.
      if (inst.c == 0) {
        BecomeMove(inst, inst.b);
      } else if (inst.c <= INT16_MAX) {
        inst.op = Op::kAddI64K;
      }
    } else if (IsArith(inst.op)) {
      SimplifyArith(inst);
    } else if (inst.op >= Op::kDivI64 && inst.op <= Op::kRemU64) {
      SimplifyDivision(inst);
    } else {
      SimplifyOther(inst);
    }
  }

  void SimplifyArith(Inst& inst) {
    const Arith kind = ArithOf(inst.op);
    const Width width = WidthOf(inst.op);
    int64_t x, y;
    const bool const_b = ConstOf(inst.b, &x);
    auto wrap = [&](uint64_t v) { return Canonical(width, static_cast<int64_t>(v)); };
    if (kind == kNeg) {
      if (const_b) BecomeConst(inst, wrap(0 - static_cast<uint64_t>(x)));
      return;
    }
    if (kind == kAddImm || kind == kMulImm || kind == kShlImm) {
      if (!const_b) {
        if (kind == kAddImm && inst.c == 0) BecomeMove(inst, inst.b);
        return;
      }
      int64_t imm = kind == kShlImm ? static_cast<int64_t>(inst.c) : static_cast<int32_t>(inst.c);
      uint64_t ux = static_cast<uint64_t>(x), ui = static_cast<uint64_t>(imm);
      BecomeConst(inst, wrap(kind == kAddImm ? ux + ui : kind == kMulImm ? ux * ui : imm >= 64 ? 0 : ux << imm));
      return;
    }
    const bool const_c = ConstOf(inst.c, &y);
    const uint64_t ux = static_cast<uint64_t>(x), uy = static_cast<uint64_t>(y);
    if (const_b && const_c) {
      switch (kind) {
        case kAdd: BecomeConst(inst, wrap(ux + uy)); return;
        case kSub: BecomeConst(inst, wrap(ux - uy)); return;
        case kMul: BecomeConst(inst, wrap(ux * uy)); return;
        default: BecomeConst(inst, uy >= 64 ? 0 : wrap(ux << uy)); return;
      }
    }
    const Op op = inst.op;
    if (const_c) {
      switch (kind) {
        case kAdd:
          if (FitsImm(y)) Become(inst, WithArith(op, kAddImm), inst.b, y);
          break;
        case kSub:
          if (y != INT64_MIN && FitsImm(-y)) Become(inst, WithArith(op, kAddImm), inst.b, -y);
          break;
        case kMul:
          if (y > 1 && std::has_single_bit(uy)) {
            Become(inst, WithArith(op, kShlImm), inst.b, std::countr_zero(uy));
          } else if (FitsImm(y)) {
            Become(inst, WithArith(op, kMulImm), inst.b, y);
          }
          break;
        case kShl:
          if (uy >= static_cast<uint64_t>(BitsOf(width))) {
            BecomeConst(inst, 0);
          } else {
            Become(inst, WithArith(op, kShlImm), inst.b, y);
          }
          break;
        default: break;
      }
    } else if (const_b && FitsImm(x) && (kind == kAdd || kind == kMul)) {
      if (kind == kMul && x > 1 && std::has_single_bit(ux)) {
        Become(inst, WithArith(op, kShlImm), inst.c, std::countr_zero(ux));
      } else {
        Become(inst, WithArith(op, kind == kAdd ? kAddImm : kMulImm), inst.c, x);
      }
    }
    if (!IsArith(inst.op)) return;
    if (ArithOf(inst.op) == kAddImm && inst.c == 0) BecomeMove(inst, inst.b);
    if (ArithOf(inst.op) == kMulImm && inst.c == 1) BecomeMove(inst, inst.b);
  }

  void SimplifyDivision(Inst& inst) {
    int64_t x, y;
    if (!ConstOf(inst.c, &y) || y == 0) return;
    const int index = static_cast<int>(inst.op) - static_cast<int>(Op::kDivI64);
    const bool rem = index % 2 != 0;
    const int row = index / 2;  // the seven widths, then U64
    const bool is_unsigned = row >= 4;
    if (ConstOf(inst.b, &x)) {
      if (is_unsigned) {
        uint64_t ux = static_cast<uint64_t>(x), uy = static_cast<uint64_t>(y);
        BecomeConst(inst, static_cast<int64_t>(rem ? ux % uy : ux / uy));
      } else if (y != -1) {
        BecomeConst(inst, rem ? x % y : x / y);
      }
      return;
    }
    if (is_unsigned) {
      uint64_t uy = static_cast<uint64_t>(y);
      if (std::has_single_bit(uy)) {
        if (!rem) {
          Become(inst, Op::kShrUK, inst.b, std::countr_zero(uy));
        } else if (FitsImm(y - 1)) {
          Become(inst, Op::kAndK, inst.b, y - 1);
        }
      } else if (uy <= UINT16_MAX) {
        Become(inst, rem ? Op::kRemU64K : Op::kDivU64K, inst.b, y);
      }
    } else if (FitsImm(y) && y != -1) {
      if (y == 1) {
        if (rem) BecomeConst(inst, 0); else BecomeMove(inst, inst.b);
      } else if (y > 0 && std::has_single_bit(static_cast<uint64_t>(y))) {
        Become(inst, rem ? Op::kRemI64P2 : Op::kDivI64P2, inst.b, std::countr_zero(static_cast<uint64_t>(y)));
      } else {
        Become(inst, rem ? Op::kRemI64K : Op::kDivI64K, inst.b, y);
      }
    }
  }

  void SimplifyOther(Inst& inst) {
    const vm::OpInfo& info = vm::InfoOf(inst.op);
    if (info.a != vm::Operand::kDef || info.b != vm::Operand::kUse) return;
    int64_t x, y = 0;
    const bool const_b = ConstOf(inst.b, &x);
    const bool const_c = info.c == vm::Operand::kUse && ConstOf(inst.c, &y);
    const uint64_t ux = static_cast<uint64_t>(x), uy = static_cast<uint64_t>(y);
    const bool both = const_b && const_c;
    switch (inst.op) {
      case Op::kAnd:
        if (both) return BecomeConst(inst, x & y);
        return Bitwise(inst, Op::kAndK, const_b, x, const_c, y);
      case Op::kOr:
        if (both) return BecomeConst(inst, x | y);
        return Bitwise(inst, Op::kOrK, const_b, x, const_c, y);
      case Op::kXor:
        if (both) return BecomeConst(inst, x ^ y);
        return Bitwise(inst, Op::kXorK, const_b, x, const_c, y);
      case Op::kAndNot:
        if (both) return BecomeConst(inst, x & ~y);
        if (const_c && FitsImm(~y)) Become(inst, Op::kAndK, inst.b, ~y);
        return;
      case Op::kShrI:
        if (both) return BecomeConst(inst, x >> (uy >= 64 ? 63 : uy));
        if (const_c) Become(inst, Op::kShrIK, inst.b, uy >= 64 ? 63 : y);
        return;
      case Op::kShrU:
        if (both || (const_c && uy >= 64)) return BecomeConst(inst, uy >= 64 ? 0 : static_cast<int64_t>(ux >> uy));
        if (const_c) Become(inst, Op::kShrUK, inst.b, y);
        return;
      case Op::kShrIK: case Op::kShrUK: case Op::kAndK: case Op::kOrK: case Op::kXorK: return;
      case Op::kNot:
        if (const_b) BecomeConst(inst, x == 0);
        return;
      case Op::kComI:
        if (const_b) BecomeConst(inst, ~x);
        return;
      case Op::kSExt8: return Convert(inst, const_b, Canonical(kI8, x));
      case Op::kSExt16: return Convert(inst, const_b, Canonical(kI16, x));
      case Op::kSExt32: return Convert(inst, const_b, Canonical(kI32, x));
      case Op::kZExt8: return Convert(inst, const_b, Canonical(kU8, x));
      case Op::kZExt16: return Convert(inst, const_b, Canonical(kU16, x));
      case Op::kZExt32: return Convert(inst, const_b, Canonical(kU32, x));
      case Op::kCvtI64ToF64:
        if (const_b) BecomeConst(inst, std::bit_cast<int64_t>(static_cast<double>(x)));
        return;
      case Op::kEqI64:
        if (both) return BecomeConst(inst, x == y);
        if (inst.b == inst.c) return BecomeConst(inst, 1);
        return Compare(inst, Op::kEqI64K, Op::kEqI64K, const_b, x, const_c, y);
      case Op::kNeI64:
        if (both) return BecomeConst(inst, x != y);
        if (inst.b == inst.c) return BecomeConst(inst, 0);
        return Compare(inst, Op::kNeI64K, Op::kNeI64K, const_b, x, const_c, y);
      case Op::kLtI64:
        if (both) return BecomeConst(inst, x < y);
        return Compare(inst, Op::kLtI64K, Op::kGtI64K, const_b, x, const_c, y);
      case Op::kLeI64:
        if (both) return BecomeConst(inst, x <= y);
        // x <= y is x < y + 1, and x <= v is v > x - 1.
        if (const_c && y < INT16_MAX) return Compare(inst, Op::kLtI64K, Op::kGtI64K, false, 0, true, y + 1);
        if (const_b && x > INT16_MIN) return Compare(inst, Op::kLtI64K, Op::kGtI64K, true, x - 1, false, 0);
        return;
      case Op::kLtU64:
        if (both) BecomeConst(inst, ux < uy);
        return;
      case Op::kLeU64:
        if (both) BecomeConst(inst, ux <= uy);
        return;
      default: return;
    }
  }

  void Bitwise(Inst& inst, Op imm_op, bool const_b, int64_t x, bool const_c, int64_t y) {
    if (const_c && FitsImm(y)) {
      Become(inst, imm_op, inst.b, y);
    } else if (const_b && FitsImm(x)) {
      Become(inst, imm_op, inst.c, x);
    }
  }

  void Convert(Inst& inst, bool is_const, int64_t v) {
    if (is_const) BecomeConst(inst, v);
  }

  void Compare(Inst& inst, Op with_c, Op with_b, bool const_b, int64_t x, bool const_c, int64_t y) {
    if (const_c && FitsImm(y)) {
      Become(inst, with_c, inst.b, y);
    } else if (const_b && FitsImm(x)) {
      Become(inst, with_b, inst.c, x);
    }
  }

  // ---- Jumps.
  void DoJump(Block& block, Inst& inst) {
    if (!IsCondJump(inst.op)) {
      int64_t v;
      if (inst.op == Op::kJumpTable && ConstOf(inst.a, &v)) {
        const auto& targets = fn_.targets[inst.ext];
        if (static_cast<uint64_t>(v) < targets.size()) block.succ[0] = targets[static_cast<size_t>(v)];
        inst.op = Op::kJump;
      }
      return;
    }
    // A jump on a comparison becomes the comparing jump; Not swaps the ways.
    for (int steps = 0; steps < 4 && (inst.op == Op::kJumpIf || inst.op == Op::kJumpIfNot); steps++) {
      if (inst.op == Op::kJumpIfNot) {
        inst.op = Op::kJumpIf;
        std::swap(block.succ[0], block.succ[1]);
      }
      int64_t v;
      if (ConstOf(inst.a, &v)) {
        BecomeJump(block, inst, v != 0);
        return;
      }
      if (!FuseCompare(block, inst)) break;
    }
    int64_t x, y;
    switch (inst.op) {
      case Op::kJEqI64: case Op::kJNeI64: case Op::kJLtI64: case Op::kJLeI64: {
        bool const_a = ConstOf(inst.a, &x), const_b = ConstOf(inst.b, &y);
        if (const_a && const_b) {
          BecomeJump(block, inst, inst.op == Op::kJEqI64 ? x == y : inst.op == Op::kJNeI64 ? x != y : inst.op == Op::kJLtI64 ? x < y : x <= y);
        } else if (const_b && FitsImm(y)) {
          inst.op = inst.op == Op::kJEqI64 ? Op::kJEqI64K : inst.op == Op::kJNeI64 ? Op::kJNeI64K : inst.op == Op::kJLtI64 ? Op::kJLtI64K : Op::kJLeI64K;
          inst.b = static_cast<uint32_t>(static_cast<int32_t>(y));
        } else if (const_a && FitsImm(x)) {
          inst.op = inst.op == Op::kJEqI64 ? Op::kJEqI64K : inst.op == Op::kJNeI64 ? Op::kJNeI64K : inst.op == Op::kJLtI64 ? Op::kJGtI64K : Op::kJGeI64K;
          inst.a = inst.b;
          inst.b = static_cast<uint32_t>(static_cast<int32_t>(x));
        }
        break;
      }
      case Op::kJEqI64K: case Op::kJNeI64K: case Op::kJLtI64K: case Op::kJLeI64K: case Op::kJGtI64K: case Op::kJGeI64K:
        if (ConstOf(inst.a, &x)) {
          y = static_cast<int32_t>(inst.b);
          BecomeJump(block, inst, inst.op == Op::kJEqI64K ? x == y : inst.op == Op::kJNeI64K ? x != y : inst.op == Op::kJLtI64K ? x < y
                                  : inst.op == Op::kJLeI64K ? x <= y : inst.op == Op::kJGtI64K ? x > y : x >= y);
        }
        break;
      default: break;
    }
  }

  void BecomeJump(Block& block, Inst& inst, bool taken) {
    inst.op = Op::kJump;
    if (!taken) block.succ[0] = block.succ[1];
    block.succ[1] = kNoBlock;
  }

  bool FuseCompare(Block& block, Inst& inst) {
    const ValueInfo v = InfoOfSlot(inst.a);
    if (!v.has_def) return false;
    Op op;
    switch (v.op) {
      case Op::kNot:
        if (!Holds(v.b, v.b_number)) return false;
        inst.a = v.b;
        std::swap(block.succ[0], block.succ[1]);
        return true;
      case Op::kEqI64: op = Op::kJEqI64; break;
      case Op::kNeI64: op = Op::kJNeI64; break;
      case Op::kLtI64: op = Op::kJLtI64; break;
      case Op::kLeI64: op = Op::kJLeI64; break;
      case Op::kLtU64: op = Op::kJLtU64; break;
      case Op::kLeU64: op = Op::kJLeU64; break;
      case Op::kEqI64K: op = Op::kJEqI64K; break;
      case Op::kNeI64K: op = Op::kJNeI64K; break;
      case Op::kLtI64K: op = Op::kJLtI64K; break;
      case Op::kGtI64K: op = Op::kJGtI64K; break;
      case Op::kEqF64: op = Op::kJEqF64; break;
      case Op::kNeF64: op = Op::kJNeF64; break;
      case Op::kLtF64: op = Op::kJLtF64; break;
      case Op::kLeF64: op = Op::kJLeF64; break;
      case Op::kEqStr: op = Op::kJEqStr; break;
      case Op::kNeStr: op = Op::kJNeStr; break;
      default: return false;
    }
    const vm::OpInfo& info = vm::InfoOf(op);
    if (!Holds(v.b, v.b_number)) return false;
    if (info.b != vm::Operand::kSImm && !Holds(v.c, v.c_number)) return false;
    if (info.b == vm::Operand::kUse2 && (!Holds(v.b + 1, v.b2_number) || !Holds(v.c + 1, v.c2_number))) return false;
    inst.op = op;
    inst.a = v.b;
    inst.b = v.c;
    return true;
  }

  Function& fn_;
  std::vector<Number> numbers_;
  std::vector<uint32_t> stamps_;
  std::vector<bool> non_nil_;   // slots
  std::vector<ValueInfo> values_;
  std::vector<bool> listed_;  // slots in lists of calls
  std::vector<Entry> table_;
  uint32_t generation_ = 1;
  uint32_t memory_ = 1;
};

// How often each slot is read and written in the whole function.
struct Counts {
  std::vector<uint32_t> uses, defs;

  explicit Counts(Function& fn) : uses(fn.num_slots()), defs(fn.num_slots()) {
    for (BlockId b : fn.order) {
      for (Inst& inst : fn.blocks[b].insts) Add(fn, inst, 1);
    }
  }
  void Add(Function& fn, Inst& inst, uint32_t sign) {
    VisitOperands(fn, inst, [&](uint32_t& reg, uint32_t count, Access access) {
      for (uint32_t k = 0; k < count; k++) {
        if (access != Access::kDef) uses[reg + k] += sign;
        if (access != Access::kUse) defs[reg + k] += sign;
      }
    });
  }
};

// A load whose result nobody wants still checks its pointer.
bool DropResult(Inst& inst) {
  if (inst.note != 0) return false;
  if (!IsLoad(inst.op) && inst.op != Op::kAddPtr && inst.op != Op::kAddPtrX) return false;
  inst.op = Op::kNilCheck;
  inst.a = inst.b;
  inst.b = inst.c = UINT32_MAX;
  inst.ext = 0;
  return true;
}

bool IsDead(Function& fn, Inst& inst, const Counts& counts) {
  if (inst.note != 0 && !IsMove(inst.op)) return false;  // race mode watches the access itself
  const vm::Effect effect = vm::InfoOf(inst.op).effect;
  bool removable = (effect & vm::kPure) != 0 || inst.op == Op::kLoadGlobal || inst.op == Op::kNew || inst.op == Op::kMakeIface ||
                   inst.op == Op::kMapLen || inst.op == Op::kConcat || inst.op == Op::kNewClosure;
  if (!removable && !IsLoad(inst.op) && inst.op != Op::kAddPtr && inst.op != Op::kAddPtrX) return false;
  bool dead = true;
  VisitOperands(fn, inst, [&](uint32_t& reg, uint32_t count, Access access) {
    if (access == Access::kUse) return;
    // A kMod operand reads itself, which does not keep it alive.
    uint32_t own = access == Access::kMod ? 1 : 0;
    for (uint32_t k = 0; k < count; k++) {
      if (counts.uses[reg + k] > own || fn.group(Reg{reg}).Is(GroupFlags::kPinned)) dead = false;
    }
  });
  return dead;
}

// Computes a temporary directly into the variable that it is only copied to.
class Coalescer {
 public:
  Coalescer(Function& fn, Counts& counts) : fn_(fn), counts_(counts), last_touch_(fn.num_slots(), 0), def_at_(fn.num_slots(), 0) {}

  void Run() {
    for (BlockId b : fn_.order) DoBlock(fn_.blocks[b]);
  }

 private:
  // Instructions are numbered through the function, from 1.
  void DoBlock(Block& block) {
    const uint32_t first = next_;
    for (size_t i = 0; i < block.insts.size(); i++) {
      Inst& inst = block.insts[i];
      uint32_t at = first + static_cast<uint32_t>(i);
      uint32_t count = inst.op == Op::kMove ? 1 : inst.op == Op::kMove2 ? 2 : inst.op == Op::kMove3 ? 3 : inst.op == Op::kMoveN ? inst.c : 0;
      if (count != 0 && inst.a != inst.b) Try(block, first, i, count);
      VisitOperands(fn_, inst, [&](uint32_t& reg, uint32_t n, Access access) {
        for (uint32_t k = 0; k < n; k++) {
          last_touch_[reg + k] = at;
          if (access == Access::kDef) def_at_[reg + k] = at;
        }
      });
    }
    next_ += static_cast<uint32_t>(block.insts.size());
  }

  void Try(Block& block, uint32_t first, size_t i, uint32_t count) {
    Inst& move = block.insts[i];
    const uint32_t to = move.a, from = move.b;
    if (fn_.group(Reg{to}).Is(GroupFlags::kPinned)) return;
    if (CanRedirect(block, first, to, from, count)) {
      Redirect(block, first, i, to, from, count);
    } else {
      // A struct whose words were computed one by one.
      if (count == 1 || count > 8) return;
      for (uint32_t k = 0; k < count; k++) {
        if (!CanRedirect(block, first, to + k, from + k, 1)) return;
      }
      for (uint32_t k = 0; k < count; k++) Redirect(block, first, i, to + k, from + k, 1);
    }
    move.op = Op::kNop;
    move.a = move.b = move.c = UINT32_MAX;
  }

  // Whether one instruction of the block makes from.. for this copy only, and could as well write to..
  bool CanRedirect(Block& block, uint32_t first, uint32_t to, uint32_t from, uint32_t count) {
    const uint32_t def_at = def_at_[from];
    if (def_at < first) return false;
    for (uint32_t k = 0; k < count; k++) {
      if (counts_.uses[from + k] != 1 || counts_.defs[from + k] != 1 || def_at_[from + k] != def_at) return false;
      if (fn_.kinds[from + k] != fn_.kinds[to + k]) return false;
      // The variable is not touched in between (the defining instruction may read it).
      if (last_touch_[to + k] > def_at || def_at_[to + k] == def_at) return false;
    }
    // The definition must write exactly these slots, and not read parts of the target after writing others.
    Inst& def = block.insts[def_at - first];
    bool exact = false, reads_target = false;
    VisitOperands(fn_, def, [&](uint32_t& reg, uint32_t n, Access access) {
      if (access == Access::kDef && reg == from && n == count) exact = true;
      if (access != Access::kDef && reg < to + count && to < reg + n) reads_target = true;
    });
    return exact && (!reads_target || HasCallLists(def.op) || ReadsBeforeWriting(def));
  }

  void Redirect(Block& block, uint32_t first, size_t i, uint32_t to, uint32_t from, uint32_t count) {
    const uint32_t def_at = def_at_[from];
    VisitOperands(fn_, block.insts[def_at - first], [&](uint32_t& reg, uint32_t n, Access access) {
      if (access == Access::kDef && reg == from && n == count) reg = to;
    });
    for (uint32_t k = 0; k < count; k++) {
      counts_.uses[from + k] = 0;
      counts_.defs[from + k] = 0;
      def_at_[to + k] = def_at;
      last_touch_[to + k] = first + static_cast<uint32_t>(i);
    }
  }

  Function& fn_;
  Counts& counts_;
  std::vector<uint32_t> last_touch_, def_at_;
  uint32_t next_ = 1;
};

}  // namespace

void OptimizeBlocks(Function& fn) { Numbering(fn).Run(); }

void RemoveDeadCode(Function& fn) {
  Counts counts(fn);
  // Definitions mostly precede uses, so one walk backwards finds nearly everything.
  for (size_t i = fn.order.size(); i-- > 0;) {
    auto& insts = fn.blocks[fn.order[i]].insts;
    for (size_t k = insts.size(); k-- > 0;) {
      Inst& inst = insts[k];
      if (inst.op == Op::kNop || !IsDead(fn, inst, counts)) continue;
      counts.Add(fn, inst, UINT32_MAX);
      if ((vm::InfoOf(inst.op).effect & vm::kPanic) != 0 && DropResult(inst)) {
        counts.Add(fn, inst, 1);
      } else {
        inst.op = Op::kNop;
      }
    }
  }
  Coalescer(fn, counts).Run();
  for (BlockId b : fn.order) {
    std::erase_if(fn.blocks[b].insts, [](const Inst& inst) { return inst.op == Op::kNop; });
  }
}

void Optimize(Function& fn) {
  CleanUpFlow(fn);
  InvertLoops(fn);
  CleanUpFlow(fn);
  OptimizeBlocks(fn);
  CleanUpFlow(fn);
  RemoveDeadCode(fn);
  if (ThreadJumps(fn)) {
    CleanUpFlow(fn);
    OptimizeBlocks(fn);
    RemoveDeadCode(fn);
  }
  HoistInvariants(fn);
  CleanUpFlow(fn);
}

}  // namespace golite::ir
