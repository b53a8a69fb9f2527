// This file implements the last pass: instructions that together do what one opcode of the section "combinations" does
// become that one. The pass walks each block forwards. At an instruction it looks at the definitions of its operands; a
// definition with no other use may move down to it when nothing in between changes its operands or could tell the
// difference.
#include <algorithm>
#include <initializer_list>
#include <utility>

#include "compiler/ir/operands.h"
#include "compiler/ir/passes.h"

namespace golite::ir {
namespace {

bool FitsImm(int64_t v) { return v == static_cast<int16_t>(v); }

class Combiner {
 public:
  explicit Combiner(Function& fn)
      : fn_(fn), uses_(fn.num_slots()), defs_(fn.num_slots()), last_def_(fn.num_slots(), 0), position_(fn.blocks.size(), 0) {}

  void Run() {
    for (uint32_t i = 0; i < fn_.order.size(); i++) {
      position_[fn_.order[i]] = i;
      for (Inst& inst : fn_.blocks[fn_.order[i]].insts) Count(inst, 1);
    }
    for (uint32_t i = 0; i < fn_.order.size(); i++) DoBlock(fn_.blocks[fn_.order[i]], i);
  }

 private:
  // Positions of instructions count through the function from 1.
  void DoBlock(Block& block, uint32_t index) {
    block_ = &block;
    first_ = next_;
    effects_.clear();
    for (size_t i = 0; i < block.insts.size(); i++) {
      at_ = first_ + static_cast<uint32_t>(i);
      Inst& inst = block.insts[i];
      if (inst.op == Op::kNop) continue;
      Combine(inst, index);
      VisitOperands(fn_, inst, [&](uint32_t& reg, uint32_t count, Access access) {
        for (uint32_t k = 0; k < count && access != Access::kUse; k++) last_def_[reg + k] = at_;
      });
      if ((vm::InfoOf(inst.op).effect & vm::kPure) == 0) effects_.push_back(at_);
    }
    next_ += static_cast<uint32_t>(block.insts.size());
    std::erase_if(block.insts, [](const Inst& inst) { return inst.op == Op::kNop; });
  }

  void Count(Inst& inst, uint32_t sign) {
    VisitOperands(fn_, inst, [&](uint32_t& reg, uint32_t count, Access access) {
      for (uint32_t k = 0; k < count; k++) {
        if (access != Access::kDef) uses_[reg + k] += sign;
        if (access != Access::kUse) defs_[reg + k] += sign;
      }
    });
  }

  // ---- Definitions that may move.

  // The instruction of this block that defines exactly the `slots` slots at `reg` for the present instruction only; null
  // when there is none or when it may not move down here.
  Inst* Single(uint32_t reg, uint32_t slots = 1) {
    if (reg == UINT32_MAX) return nullptr;
    const uint32_t at = last_def_[reg];
    if (at < first_ || at >= at_) return nullptr;
    for (uint32_t k = 0; k < slots; k++) {
      if (uses_[reg + k] != 1 || defs_[reg + k] != 1 || last_def_[reg + k] != at) return nullptr;
    }
    if (fn_.group(Reg{reg}).Is(GroupFlags::kPinned)) return nullptr;
    Inst& def = block_->insts[at - first_];
    if (def.a != reg || HasCallLists(def.op) || def.note != 0) return nullptr;
    return CanMove(def, at) ? &def : nullptr;
  }

  bool CanMove(Inst& def, uint32_t at) {
    bool same = true;
    VisitOperands(fn_, def, [&](uint32_t& reg, uint32_t count, Access access) {
      if (access == Access::kDef) return;
      for (uint32_t k = 0; k < count; k++) same &= last_def_[reg + k] < at;
    });
    if (!same) return false;
    if ((vm::InfoOf(def.op).effect & vm::kPure) != 0) return true;
    // It reads memory or panics: it must be the last that does so.
    return !effects_.empty() && effects_.back() == at;
  }

  void Kill(Inst* def) {
    const uint32_t at = first_ + static_cast<uint32_t>(def - block_->insts.data());
    Count(*def, UINT32_MAX);
    def->op = Op::kNop;
    if (!effects_.empty() && effects_.back() == at) effects_.pop_back();
  }

  // Rewrites the present instruction; its operands' counts follow.
  template <typename F>
  void Rewrite(Inst& inst, F&& change) {
    Count(inst, UINT32_MAX);
    change();
    Count(inst, 1);
  }

  // ---- Patterns.
  void Combine(Inst& inst, uint32_t index) {
    if (inst.note != 0) return;
    switch (inst.op) {
      case Op::kAddI64: CombineAddI64(inst); break;
      case Op::kAddF64: CombineAddF64(inst); break;
      case Op::kSubF64: CombineSubF64(inst); break;
      case Op::kMulF64: CombineChain(inst, {{Op::kMulF64, Op::kMulMulF64}}); break;
      case Op::kAddI64K: CombineAddI64K(inst); break;
      case Op::kOr: case Op::kXor: CombineRotate(inst); break;
      case Op::kLoad64: case Op::kLoad2: CombineLoad(inst); break;
      case Op::kStore64: case Op::kStorePtr: CombineStore(inst); break;
      case Op::kIdxU8: case Op::kIdxI32: case Op::kIdx64: case Op::kIdx2: case Op::kStrIdx: CombineIndex(inst); break;
      case Op::kSetIdx8: case Op::kSetIdx32: case Op::kSetIdx64: case Op::kSetIdxPtr: case Op::kSetIdx2: CombineSetIndex(inst); break;
      case Op::kEqI64K: case Op::kNeI64K: MaskRemainder(inst.b, inst.c); break;
      case Op::kArrU8: MaskIndex(inst, Op::kMaskArrU8, inst.c); break;
      case Op::kArrU32: MaskIndex(inst, Op::kMaskArrU32, inst.c); break;
      case Op::kArr64: MaskIndex(inst, Op::kMaskArr64, inst.c); break;
      case Op::kSetArr64: CombineSetArray(inst); break;
      case Op::kJEqI64K: case Op::kJNeI64K: CombineJump(inst, index); break;
      case Op::kJumpIf: case Op::kJumpIfNot: CombineLockJump(inst, index); break;
      default: break;
    }
  }

  void CombineAddI64(Inst& inst) {
    for (int side = 0; side < 2; side++) {
      const uint32_t product = side == 0 ? inst.c : inst.b, addend = side == 0 ? inst.b : inst.c;
      Inst* mul = Single(product);
      if (mul == nullptr) continue;
      Op op;
      uint32_t c = mul->c;
      if (mul->op == Op::kMulI64) {
        op = Op::kMulAddI64;
      } else if (mul->op == Op::kMulI64K) {
        op = Op::kMulAddI64K;
      } else if (mul->op == Op::kShlI64K && mul->c <= 14) {
        op = Op::kMulAddI64K;
        c = 1u << mul->c;
      } else {
        continue;
      }
      Fuse(inst, mul, op, mul->b, c, addend);
      return;
    }
    CombineChain(inst, {{Op::kAddI64, Op::kAddAddI64}});
  }

  void CombineAddI64K(Inst& inst) {
    Inst* add = Single(inst.b);
    if (add == nullptr || add->op != Op::kAddI64 || !FitsImm(static_cast<int32_t>(inst.c))) return;
    Rewrite(inst, [&] {
      inst.op = Op::kAddAddI64K;
      inst.ext = ExtWord(0, 0, inst.c & 0xFFFF);
      inst.b = add->b;
      inst.c = add->c;
      Kill(add);
    });
  }

  // x = (y op z) op w, where the outer operation commutes: {inner opcode, combined opcode}.
  bool CombineChain(Inst& inst, std::initializer_list<std::pair<Op, Op>> forms) {
    for (int side = 0; side < 2; side++) {
      const uint32_t inner = side == 0 ? inst.b : inst.c, rest = side == 0 ? inst.c : inst.b;
      Inst* def = Single(inner);
      if (def == nullptr) continue;
      for (const auto& [op, combined] : forms) {
        if (def->op != op) continue;
        Fuse(inst, def, combined, def->b, def->c, rest);
        return true;
      }
    }
    return false;
  }

  // x << k | x >> (width - k)
  void CombineRotate(Inst& inst) {
    Inst* left = Single(inst.b);
    Inst* right = Single(inst.c);
    if (left == nullptr || right == nullptr) return;
    if (left->op == Op::kShrUK) std::swap(left, right);
    const bool wide = left->op == Op::kShlI64K;
    if ((!wide && left->op != Op::kShlU32K) || right->op != Op::kShrUK || left->b != right->b) return;
    if (left->c == 0 || right->c == 0 || left->c + right->c != (wide ? 64 : 32)) return;
    Fuse(inst, left, wide ? Op::kRotL64K : Op::kRotL32K, left->b, left->c, UINT32_MAX);
    Kill(right);
  }

  void CombineAddF64(Inst& inst) {
    for (int side = 0; side < 2; side++) {
      const uint32_t product = side == 0 ? inst.c : inst.b, addend = side == 0 ? inst.b : inst.c;
      Inst* mul = Single(product);
      if (mul == nullptr || mul->op != Op::kMulF64) continue;
      Fuse(inst, mul, Op::kMulAddF64, mul->b, mul->c, addend);
      return;
    }
    CombineChain(inst, {{Op::kAddF64, Op::kAddAddF64}, {Op::kSubF64, Op::kSubAddF64}});
  }

  void CombineSubF64(Inst& inst) {
    if (Inst* mul = Single(inst.c); mul != nullptr && mul->op == Op::kMulF64) {
      Fuse(inst, mul, Op::kMulSubF64, mul->b, mul->c, inst.b);
    } else if (Inst* left = Single(inst.b); left != nullptr && left->op == Op::kMulF64) {
      Fuse(inst, left, Op::kMulRSubF64, left->b, left->c, inst.c);
    } else if (left != nullptr && left->op == Op::kAddF64) {
      Fuse(inst, left, Op::kAddSubF64, left->b, left->c, inst.c);
    }
  }

  void Fuse(Inst& inst, Inst* def, Op op, uint32_t b, uint32_t c, uint32_t d) {
    Rewrite(inst, [&] {
      Kill(def);
      inst.op = op;
      inst.b = b;
      inst.c = c;
      inst.d = d;
      inst.ext = 0;
    });
  }

  void CombineLoad(Inst& inst) {
    Inst* addr = Single(inst.b);
    if (addr == nullptr || addr->op != Op::kIdxAddr || inst.c > UINT16_MAX) return;
    Rewrite(inst, [&] {
      const uint32_t offset = inst.c;
      inst.op = inst.op == Op::kLoad64 ? Op::kIdxField64 : Op::kIdxField2;
      inst.b = addr->b;
      inst.c = addr->c;
      inst.ext = ExtWord(addr->numbers().index, 0, offset);
      Kill(addr);
    });
  }

  void CombineStore(Inst& inst) {
    if (inst.op == Op::kStore64 && CombineUpdate(inst)) return;
    Inst* addr = Single(inst.a);
    if (addr == nullptr || addr->op != Op::kIdxAddr || inst.c > UINT16_MAX) return;
    Rewrite(inst, [&] {
      const uint32_t offset = inst.c, value = inst.b;
      inst.op = inst.op == Op::kStore64 ? Op::kSetIdxField64 : Op::kSetIdxFieldPtr;
      inst.a = addr->b;
      inst.b = addr->c;
      inst.c = value;
      inst.ext = ExtWord(addr->numbers().index, 0, offset);
      Kill(addr);
    });
  }

  // *(p + c) = *(p + c) op x
  bool CombineUpdate(Inst& inst) {
    Inst* sum = Single(inst.b);
    if (sum == nullptr || inst.c > UINT16_MAX) return false;
    uint32_t other;
    Inst* load = OldValue(sum, &other, [&](const Inst& l) {
      return l.op == Op::kLoad64 && l.b == inst.a && l.c == inst.c;
    });
    if (load == nullptr) return false;
    Rewrite(inst, [&] {
      const Inst s = *sum;
      Kill(sum);
      Kill(load);
      inst.b = other;
      switch (s.op) {
        case Op::kAddI64: inst.op = Op::kAddMem64; break;
        case Op::kAddI64K: inst.op = Op::kAddMem64K; break;
        case Op::kAddF64: inst.op = Op::kAddMemF64; break;
        case Op::kSubF64: inst.op = Op::kSubMemF64; break;
        default:
          inst.op = s.op == Op::kMulAddF64 ? Op::kMulAddMemF64 : Op::kMulSubMemF64;
          inst.b = s.b;
          inst.d = s.c;
          break;
      }
    });
    return true;
  }

  // The load, accepted by `is_place`, whose value `sum` changes by `other`; null when there is none.
  template <typename F>
  Inst* OldValue(Inst* sum, uint32_t* other, F&& is_place) {
    auto find = [&](uint32_t reg, uint32_t rest) -> Inst* {
      // The load's only use is `sum`, which is about to move here.
      Inst* load = Single(reg);
      if (load == nullptr || !is_place(*load)) return nullptr;
      *other = rest;
      return load;
    };
    switch (sum->op) {
      case Op::kAddI64: case Op::kAddF64:
        if (Inst* load = find(sum->b, sum->c)) return load;
        return find(sum->c, sum->b);
      case Op::kAddI64K:
        if (!FitsImm(static_cast<int32_t>(sum->c))) return nullptr;
        return find(sum->b, sum->c);
      case Op::kSubF64: return find(sum->b, sum->c);
      case Op::kMulAddF64: case Op::kMulSubF64: return find(sum->d, 0);
      default: return nullptr;
    }
  }

  void CombineIndex(Inst& inst) {
    const bool string = inst.op == Op::kStrIdx;
    if (Inst* header = Single(inst.b, string ? 2 : 3); header != nullptr) {
      if (header->op == (string ? Op::kLoad2 : Op::kLoad3) && header->c <= UINT16_MAX) {
        Rewrite(inst, [&] {
          inst.op = string || inst.op == Op::kIdxU8 ? Op::kMemIdxU8 : inst.op == Op::kIdxI32 ? Op::kMemIdxI32
                    : inst.op == Op::kIdx64 ? Op::kMemIdx64 : Op::kMemIdx2;
          inst.b = header->b;
          inst.ext = ExtWord(header->c);
          Kill(header);
        });
        return;
      }
      if (header->op == Op::kIdx3 && (inst.op == Op::kIdx64 || inst.op == Op::kIdxU8)) {
        Rewrite(inst, [&] {
          inst.op = inst.op == Op::kIdx64 ? Op::kIdxIdx64 : Op::kIdxIdxU8;
          inst.d = inst.c;
          inst.b = header->b;
          inst.c = header->c;
          inst.ext = 0;
          Kill(header);
        });
        return;
      }
    }
    if (inst.op != Op::kIdx64) return;
    if (Inst* add = Single(inst.c); add != nullptr && add->op == Op::kAddI64K && FitsImm(static_cast<int32_t>(add->c))) {
      Rewrite(inst, [&] {
        inst.op = Op::kIdx64K;
        inst.ext = ExtWord(0, 0, add->c & 0xFFFF);
        inst.c = add->b;
        Kill(add);
      });
    }
  }

  void CombineSetIndex(Inst& inst) {
    if (CombineSwap(inst)) return;
    if (inst.op == Op::kSetIdx64 && CombineIndexUpdate(inst)) return;
    if (inst.op == Op::kSetIdx2) return;
    if (Inst* header = Single(inst.a, 3); header != nullptr) {
      if (header->op == Op::kLoad3 && header->c <= UINT16_MAX) {
        Rewrite(inst, [&] {
          inst.op = inst.op == Op::kSetIdx8 ? Op::kSetMemIdx8 : inst.op == Op::kSetIdx32 ? Op::kSetMemIdx32
                    : inst.op == Op::kSetIdx64 ? Op::kSetMemIdx64 : Op::kSetMemIdxPtr;
          inst.a = header->b;
          inst.ext = ExtWord(header->c);
          Kill(header);
        });
        return;
      }
      if (header->op == Op::kIdx3 && (inst.op == Op::kSetIdx64 || inst.op == Op::kSetIdx8)) {
        Rewrite(inst, [&] {
          inst.op = inst.op == Op::kSetIdx64 ? Op::kSetIdxIdx64 : Op::kSetIdxIdx8;
          inst.d = inst.c;
          inst.c = inst.b;
          inst.a = header->b;
          inst.b = header->c;
          inst.ext = 0;
          Kill(header);
        });
        return;
      }
    }
    if (inst.op != Op::kSetIdx64) return;
    if (Inst* add = Single(inst.b); add != nullptr && add->op == Op::kAddI64K && FitsImm(static_cast<int32_t>(add->c))) {
      Rewrite(inst, [&] {
        inst.op = Op::kSetIdx64K;
        inst.ext = ExtWord(0, 0, add->c & 0xFFFF);
        inst.b = add->b;
        Kill(add);
      });
    }
  }

  // s[i] = s[i] op x
  bool CombineIndexUpdate(Inst& inst) {
    Inst* sum = Single(inst.c);
    if (sum == nullptr) return false;
    uint32_t other;
    Inst* load = OldValue(sum, &other, [&](const Inst& l) {
      return l.op == Op::kIdx64 && l.b == inst.a && l.c == inst.b;
    });
    if (load == nullptr || sum->op == Op::kMulAddF64 || sum->op == Op::kMulSubF64) return false;
    Rewrite(inst, [&] {
      inst.op = sum->op == Op::kAddI64 ? Op::kAddIdx64 : sum->op == Op::kAddI64K ? Op::kAddIdx64K
                : sum->op == Op::kAddF64 ? Op::kAddIdxF64 : Op::kSubIdxF64;
      inst.c = other;
      Kill(sum);
      Kill(load);
    });
    return true;
  }

  void CombineSetArray(Inst& inst) {
    CombineArrayUpdate(inst);
    const Op masked = inst.op == Op::kSetArr64 ? Op::kMaskSetArr64 : inst.op == Op::kAddArr64 ? Op::kMaskAddArr64
                                                                                              : Op::kMaskAddArr64K;
    MaskIndex(inst, masked, inst.b);
  }

  // a[i & mask], for a pointer to an array; `index` is the operand of inst that holds i & mask.
  void MaskIndex(Inst& inst, Op masked, uint32_t& index) {
    Inst* mask = Single(index);
    if (mask == nullptr) return;
    uint32_t bits;
    switch (mask->op) {
      case Op::kAndK: bits = mask->c; break;
      case Op::kZExt8: bits = UINT8_MAX; break;
      case Op::kZExt16: bits = UINT16_MAX; break;
      default: return;
    }
    if (bits > UINT16_MAX) return;  // a negative number
    Rewrite(inst, [&] {
      inst.op = masked;
      inst.ext = ExtWord(static_cast<uint32_t>(inst.ext), 0, bits);
      index = mask->b;
      Kill(mask);
    });
  }

  // a[i] = a[i] + x, for a pointer to an array
  void CombineArrayUpdate(Inst& inst) {
    Inst* sum = Single(inst.c);
    if (sum == nullptr || (sum->op != Op::kAddI64 && sum->op != Op::kAddI64K)) return;
    uint32_t other;
    Inst* load = OldValue(sum, &other, [&](const Inst& l) {
      return l.op == Op::kArr64 && l.b == inst.a && l.c == inst.b && l.ext == inst.ext;
    });
    if (load == nullptr) return;
    Rewrite(inst, [&] {
      inst.op = sum->op == Op::kAddI64 ? Op::kAddArr64 : Op::kAddArr64K;
      inst.c = other;
      Kill(sum);
      Kill(load);
    });
  }

  // v = s[y]; w = s[x]; s[x] = v; s[y] = w
  bool CombineSwap(Inst& inst) {
    if (effects_.size() < 3) return false;
    const uint32_t slots = inst.op == Op::kSetIdx2 ? 2 : 1;
    Inst& store = AtEffect(1);
    Inst& second = AtEffect(2);
    Inst& first = AtEffect(3);
    auto matches = [&](const Inst& load) {
      switch (inst.op) {
        case Op::kSetIdx8: return load.op == Op::kIdxU8 || load.op == Op::kIdxI8;
        case Op::kSetIdx32: return load.op == Op::kIdxU32 || load.op == Op::kIdxI32;
        case Op::kSetIdx2: return load.op == Op::kIdx2;
        default: return load.op == Op::kIdx64;
      }
    };
    if (store.op != inst.op || first.op != second.op || !matches(first)) return false;
    const uint32_t s = inst.a, y = inst.b, x = store.b;
    if (store.a != s || first.b != s || second.b != s || first.c != y || second.c != x) return false;
    if (store.c != first.a || inst.c != second.a) return false;
    for (uint32_t k = 0; k < slots; k++) {
      if (uses_[first.a + k] != 1 || uses_[second.a + k] != 1 || defs_[first.a + k] != 1 || defs_[second.a + k] != 1) return false;
    }
    // Nothing changed the slice or the indices since the first load.
    const uint32_t since = first_ + static_cast<uint32_t>(&first - block_->insts.data());
    for (uint32_t k = 0; k < 3; k++) {
      if (last_def_[s + k] >= since) return false;
    }
    if (last_def_[x] >= since || last_def_[y] >= since) return false;
    Rewrite(inst, [&] {
      inst.op = inst.op == Op::kSetIdx8 ? Op::kSwapIdx8 : inst.op == Op::kSetIdx32 ? Op::kSwapIdx32
                : inst.op == Op::kSetIdx64 ? Op::kSwapIdx64 : inst.op == Op::kSetIdxPtr ? Op::kSwapIdxPtr : Op::kSwapIdx2;
      inst.c = x;
      Kill(&store);
      Kill(&second);
      Kill(&first);
    });
    return true;
  }

  // The n-th last instruction with an effect.
  Inst& AtEffect(size_t n) { return block_->insts[effects_[effects_.size() - n] - first_]; }

  // x % 2^k is zero when the low bits are, whatever the sign.
  void MaskRemainder(uint32_t reg, uint32_t imm) {
    Inst* rem = imm == 0 ? Single(reg) : nullptr;
    if (rem == nullptr || rem->op != Op::kRemI64P2 || !FitsImm((int64_t{1} << rem->c) - 1)) return;
    rem->op = Op::kAndK;
    rem->c = (1u << rem->c) - 1;
  }

  // Back edges have no combined form.
  bool OnlyForwards(uint32_t index) const { return position_[block_->succ[0]] > index && position_[block_->succ[1]] > index; }

  void CombineLockJump(Inst& inst, uint32_t index) {
    if (!OnlyForwards(index)) return;
    Inst* def = Single(inst.a);
    if (def == nullptr || (def->op != Op::kTryLock && def->op != Op::kTryUnlock)) return;
    Rewrite(inst, [&] {
      if (def->op == Op::kTryLock) {
        inst.op = inst.op == Op::kJumpIf ? Op::kJLocked : Op::kJNotLocked;
      } else {
        inst.op = inst.op == Op::kJumpIf ? Op::kJUnlocked : Op::kJNotUnlocked;
      }
      inst.a = def->b;
      Kill(def);
    });
  }

  void CombineJump(Inst& inst, uint32_t index) {
    MaskRemainder(inst.a, inst.b);
    if (!OnlyForwards(index)) return;
    Inst* def = Single(inst.a);
    if (def == nullptr) return;
    if (def->op == Op::kAndK && inst.b == 0) {
      Rewrite(inst, [&] {
        inst.op = inst.op == Op::kJEqI64K ? Op::kJTestZ : Op::kJTestNz;
        inst.a = def->b;
        inst.b = def->c;
        Kill(def);
      });
      return;
    }
    if (def->op != Op::kLoad64) return;
    Rewrite(inst, [&] {
      inst.op = inst.op == Op::kJEqI64K ? Op::kJMemEq64K : Op::kJMemNe64K;
      inst.a = def->b;
      inst.ext = ExtWord(def->c);
      Kill(def);
    });
  }

  Function& fn_;
  std::vector<uint32_t> uses_, defs_;
  std::vector<uint32_t> last_def_;   // position of the last definition seen
  std::vector<uint32_t> position_;   // of blocks in the layout
  std::vector<uint32_t> effects_;    // positions of the block's instructions that are not pure
  Block* block_ = nullptr;
  uint32_t first_ = 1, next_ = 1, at_ = 1;
};

}  // namespace

void CombineInstructions(Function& fn) { Combiner(fn).Run(); }

}  // namespace golite::ir
