// This file implements loop-invariant code motion: what a loop computes anew in every round from values that it never
// changes moves in front of it.
#include <algorithm>

#include "compiler/ir/operands.h"
#include "compiler/ir/passes.h"

namespace golite::ir {
namespace {

struct Loop {
  uint32_t first, last;  // positions in Function::order; first is the header
};

template <typename F>
void VisitSuccessors(Function& fn, Block& block, F&& f) {
  for (BlockId& s : block.succ) {
    if (s != kNoBlock) f(s);
  }
  if (block.insts.back().op == Op::kJumpTable) {
    for (BlockId& t : fn.targets[block.insts.back().ext]) f(t);
  }
}

class Hoister {
 public:
  explicit Hoister(Function& fn) : fn_(fn) {}

  void Run() {
    FindLoops();
    if (loops_.empty()) return;
    CountDefs();
    defined_in_.assign(fn_.num_slots(), 0);
    preheader_insts_.resize(loops_.size());
    // Inner loops first: what leaves them may leave the outer ones too, in the next round of the outer loop.
    for (uint32_t i = 0; i < loops_.size(); i++) DoLoop(i);
    InsertPreheaders();
  }

 private:
  void FindLoops() {
    position_.assign(fn_.blocks.size(), UINT32_MAX);
    const std::vector<uint32_t>& position = position_;
    for (uint32_t i = 0; i < fn_.order.size(); i++) position_[fn_.order[i]] = i;
    std::vector<uint32_t> last(fn_.order.size(), UINT32_MAX);
    for (uint32_t i = 0; i < fn_.order.size(); i++) {
      VisitSuccessors(fn_, fn_.blocks[fn_.order[i]], [&](BlockId s) {
        if (position[s] <= i) last[position[s]] = i;
      });
    }
    // The lowest position from which, and the highest, other blocks jump into a block.
    std::vector<uint32_t> lowest(fn_.order.size(), UINT32_MAX), highest(fn_.order.size(), 0);
    for (uint32_t i = 0; i < fn_.order.size(); i++) {
      VisitSuccessors(fn_, fn_.blocks[fn_.order[i]], [&](BlockId s) {
        lowest[position[s]] = std::min(lowest[position[s]], i);
        highest[position[s]] = std::max(highest[position[s]], i);
      });
    }
    uint32_t recover = fn_.recover_block == kNoBlock ? UINT32_MAX : position[fn_.recover_block];
    for (uint32_t h = 1; h < fn_.order.size(); h++) {
      if (last[h] == UINT32_MAX) continue;
      bool single_entry = recover == UINT32_MAX || recover < h || recover > last[h];
      for (uint32_t i = h + 1; i <= last[h] && single_entry; i++) single_entry = lowest[i] >= h && highest[i] <= last[h];
      if (single_entry) loops_.push_back({h, last[h]});
    }
    std::ranges::sort(loops_, {}, [](const Loop& l) { return l.last - l.first; });
  }

  void CountDefs() {
    defs_.assign(fn_.num_slots(), 0);
    listed_.assign(fn_.num_slots(), false);
    for (const Value& v : fn_.params) std::fill_n(defs_.begin() + v.reg.id, v.slots, 1);
    for (const Value& v : fn_.values) {
      for (uint32_t k = 0; k < v.slots && v.reg.valid(); k++) listed_[v.reg.id + k] = true;
    }
    if (fn_.closure.valid()) defs_[fn_.closure.id] = 1;
    for (BlockId b : fn_.order) {
      for (Inst& inst : fn_.blocks[b].insts) {
        VisitOperands(fn_, inst, [&](uint32_t& reg, uint32_t count, Access access) {
          for (uint32_t k = 0; k < count && access != Access::kUse; k++) defs_[reg + k]++;
        });
      }
    }
  }

  void MarkDefs(std::vector<Inst>& insts, uint32_t stamp) {
    for (Inst& inst : insts) {
      VisitOperands(fn_, inst, [&](uint32_t& reg, uint32_t count, Access access) {
        for (uint32_t k = 0; k < count && access != Access::kUse; k++) defined_in_[reg + k] = stamp;
      });
    }
  }

  void DoLoop(uint32_t index) {
    const Loop loop = loops_[index];
    const uint32_t stamp = index + 1;
    // Blocks that leave the loop for good may stand in the middle of it; nothing moves out of them.
    stays_.assign(loop.last - loop.first + 1, false);
    stays_[0] = true;
    for (int round = 0; round < 2; round++) {
      for (uint32_t i = loop.last; i > loop.first; i--) {
        VisitSuccessors(fn_, fn_.blocks[fn_.order[i]], [&](BlockId s) {
          const uint32_t p = position_[s];
          if (p >= loop.first && p <= loop.last && stays_[p - loop.first]) stays_[i - loop.first] = true;
        });
      }
    }
    auto visit_insts = [&](bool all, auto&& f) {
      for (uint32_t i = loop.first; i <= loop.last; i++) {
        if (all || stays_[i - loop.first]) f(fn_.blocks[fn_.order[i]].insts);
      }
      // What inner loops gave away runs inside this one.
      for (uint32_t inner = 0; inner < index; inner++) {
        if (loops_[inner].first >= loop.first && loops_[inner].last <= loop.last) f(preheader_insts_[inner]);
      }
    };
    visit_insts(/*all=*/true, [&](std::vector<Inst>& insts) { MarkDefs(insts, stamp); });
    visit_insts(/*all=*/false, [&](std::vector<Inst>& insts) {
      bool moved = false;
      // What the header does first, every entry of the loop does: it may move even if it panics.
      bool first = &insts == &fn_.blocks[fn_.order[loop.first]].insts;
      for (Inst& inst : insts) {
        const bool pure = (vm::InfoOf(inst.op).effect & vm::kPure) != 0;
        if (!IsInvariant(inst, stamp, pure || (first && IsAddress(inst.op)))) {
          first &= pure && !SetsPinned(inst);
          continue;
        }
        preheader_insts_[index].push_back(inst);
        VisitOperands(fn_, inst, [&](uint32_t& reg, uint32_t count, Access access) {
          for (uint32_t k = 0; k < count && access == Access::kDef; k++) defined_in_[reg + k] = 0;
        });
        inst.op = Op::kNop;
        moved = true;
      }
      if (moved) std::erase_if(insts, [](const Inst& inst) { return inst.op == Op::kNop; });
    });
  }

  // Whether a panic that is recovered shows if this came before it.
  bool SetsPinned(Inst& inst) {
    bool pinned = false;
    VisitOperands(fn_, inst, [&](uint32_t& reg, uint32_t count, Access access) {
      for (uint32_t k = 0; k < count && access != Access::kUse; k++) pinned |= fn_.group(Reg{reg + k}).Is(GroupFlags::kPinned);
    });
    return pinned;
  }

  // Reads no memory, but may panic.
  static bool IsAddress(Op op) { return op == Op::kAddPtr || op == Op::kArrAddr || op == Op::kIdxAddr; }

  bool IsInvariant(Inst& inst, uint32_t stamp, bool may_move) {
    if (!may_move || inst.op == Op::kNop) return false;
    bool invariant = true, defines = false;
    VisitOperands(fn_, inst, [&](uint32_t& reg, uint32_t count, Access access) {
      for (uint32_t k = 0; k < count; k++) {
        if (access == Access::kMod) invariant = false;
        if (access == Access::kUse && defined_in_[reg + k] == stamp) invariant = false;
        if (access == Access::kDef) {
          defines = true;
          // A variable may be wanted with its old value before this.
          if (defs_[reg + k] != 1 || fn_.group(Reg{reg}).flags != static_cast<uint8_t>(GroupFlags::kTemp)) invariant = false;
          // A constant argument is loaded as cheaply as it is copied.
          if (listed_[reg + k] && (inst.op == Op::kLoadImm || inst.op == Op::kLoadConst || inst.op == Op::kLoadStr)) invariant = false;
        }
      }
    });
    return invariant && defines;
  }

  void InsertPreheaders() {
    std::vector<std::pair<uint32_t, BlockId>> inserted;  // before which position
    std::vector<uint32_t> loop_of(fn_.blocks.size(), UINT32_MAX);  // of a header that gets a preheader
    for (uint32_t index = 0; index < loops_.size(); index++) {
      if (!preheader_insts_[index].empty()) loop_of[fn_.order[loops_[index].first]] = index;
    }
    std::vector<BlockId> preheader(loops_.size(), kNoBlock);
    for (uint32_t index = 0; index < loops_.size(); index++) {
      if (preheader_insts_[index].empty()) continue;
      preheader[index] = static_cast<BlockId>(fn_.blocks.size());
      Block& pre = fn_.blocks.emplace_back();
      pre.placed = true;
      pre.insts = std::move(preheader_insts_[index]);
      Inst jump;
      jump.op = Op::kJump;
      jump.pos = pre.insts.back().pos;
      jump.inlined = pre.insts.back().inlined;
      pre.insts.push_back(jump);
      pre.succ[0] = fn_.order[loops_[index].first];
      inserted.emplace_back(loops_[index].first, preheader[index]);
    }
    // Only jumps from outside go through it.
    for (uint32_t i = 0; i < fn_.order.size(); i++) {
      VisitSuccessors(fn_, fn_.blocks[fn_.order[i]], [&](BlockId& s) {
        uint32_t index = s < loop_of.size() ? loop_of[s] : UINT32_MAX;
        if (index != UINT32_MAX && (i < loops_[index].first || i > loops_[index].last)) s = preheader[index];
      });
    }
    std::ranges::stable_sort(inserted, std::ranges::greater{}, &std::pair<uint32_t, BlockId>::first);
    for (const auto& [at, p] : inserted) fn_.order.insert(fn_.order.begin() + at, p);
  }

  Function& fn_;
  std::vector<Loop> loops_;  // smaller ones first
  std::vector<uint32_t> position_;  // of blocks in Function::order
  std::vector<bool> stays_;         // whether a block of the present loop may reach its header again
  std::vector<uint32_t> defs_;
  std::vector<bool> listed_;
  std::vector<uint32_t> defined_in_;  // stamp of the innermost loop being worked on that defines the slot
  std::vector<std::vector<Inst>> preheader_insts_;
};

}  // namespace

void HoistInvariants(Function& fn) { Hoister(fn).Run(); }

}  // namespace golite::ir
