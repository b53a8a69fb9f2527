// This file implements the passes over control flow: preparation, clean-up, loop inversion and layout.
#include <algorithm>

#include "compiler/ir/operands.h"
#include "compiler/ir/passes.h"
#include "support/check.h"

namespace golite::ir {
namespace {

template <typename F>
void VisitSuccessors(Function& fn, Block& block, F&& f) {
  if (block.insts.empty()) return;
  for (BlockId& s : block.succ) {
    if (s != kNoBlock) f(s);
  }
  if (block.insts.back().op == Op::kJumpTable) {
    for (BlockId& t : fn.targets[block.insts.back().ext]) f(t);
  }
}

std::vector<bool> ReachableFrom(Function& fn, BlockId start, std::vector<bool> seen) {
  std::vector<BlockId> work = {start};
  seen[start] = true;
  while (!work.empty()) {
    BlockId b = work.back();
    work.pop_back();
    VisitSuccessors(fn, fn.blocks[b], [&](BlockId& s) {
      if (seen[s]) return;
      seen[s] = true;
      work.push_back(s);
    });
  }
  return seen;
}

std::vector<bool> Reachable(Function& fn) {
  std::vector<bool> seen = ReachableFrom(fn, 0, std::vector<bool>(fn.blocks.size()));
  if (fn.recover_block != kNoBlock) seen = ReachableFrom(fn, fn.recover_block, std::move(seen));
  return seen;
}

void RemoveUnreachable(Function& fn) {
  std::vector<bool> seen = Reachable(fn);
  for (BlockId b = 0; b < fn.blocks.size(); b++) {
    if (seen[b]) continue;
    fn.blocks[b].insts.clear();
    fn.blocks[b].succ[0] = fn.blocks[b].succ[1] = kNoBlock;
  }
  std::erase_if(fn.order, [&](BlockId b) { return !seen[b]; });
}

// Everything that a frame reads after a recovered panic must have been in its slot when the panic happened.
void PinRecovered(Function& fn) {
  if (fn.recover_block == kNoBlock) return;
  std::vector<bool> seen = ReachableFrom(fn, fn.recover_block, std::vector<bool>(fn.blocks.size()));
  std::vector<bool> used(fn.num_slots()), defined_elsewhere(fn.num_slots());
  for (BlockId b = 0; b < fn.blocks.size(); b++) {
    for (Inst& inst : fn.blocks[b].insts) {
      VisitOperands(fn, inst, [&](uint32_t& reg, uint32_t count, Access access) {
        for (uint32_t k = 0; k < count; k++) {
          if (seen[b] && access != Access::kDef) used[reg + k] = true;
          if (!seen[b] && access != Access::kUse) defined_elsewhere[reg + k] = true;
        }
      });
    }
  }
  for (uint32_t s = 0; s < fn.num_slots(); s++) {
    if (used[s] && defined_elsewhere[s]) fn.groups[fn.group_of[s]].flags |= static_cast<uint8_t>(GroupFlags::kPinned);
  }
}

// Memory offsets beyond 16 bits are added to the pointer first.
void LegalizeOffsets(Function& fn) {
  auto is_memory = [](Op op, bool* pointer_in_b) {
    *pointer_in_b = (op >= Op::kLoadI8 && op <= Op::kLoadN) || op == Op::kAddPtr;
    return *pointer_in_b || (op >= Op::kStore8 && op <= Op::kStoreN);
  };
  Builder builder(fn);
  for (Block& block : fn.blocks) {
    for (size_t i = 0; i < block.insts.size(); i++) {
      bool pointer_in_b = false;
      if (!is_memory(block.insts[i].op, &pointer_in_b) || block.insts[i].c <= UINT16_MAX) continue;
      Inst add;
      add.op = Op::kAddPtrX;
      add.a = block.insts[i].op == Op::kAddPtr ? block.insts[i].a : builder.PointerTemp().id;
      add.b = pointer_in_b ? block.insts[i].b : block.insts[i].a;
      add.c = 0;
      add.ext = block.insts[i].c;
      add.pos = block.insts[i].pos;
      if (block.insts[i].op == Op::kAddPtr) {
        block.insts[i] = add;
        continue;
      }
      (pointer_in_b ? block.insts[i].b : block.insts[i].a) = add.a;
      block.insts[i].c = 0;
      block.insts.insert(block.insts.begin() + static_cast<std::ptrdiff_t>(i), add);
      i++;
    }
  }
}

}  // namespace

void Prepare(Function& fn) {
  for (Block& block : fn.blocks) {
    if (block.terminated()) continue;
    Inst end;
    end.op = Op::kUnreachable;
    block.insts.push_back(end);
  }
  RemoveUnreachable(fn);
  PinRecovered(fn);
  LegalizeOffsets(fn);
}

void CleanUpFlow(Function& fn) {
  // Jumps to empty blocks go to where those jump.
  auto final_target = [&](BlockId b) {
    for (int steps = 0; steps < 16; steps++) {
      const Block& block = fn.blocks[b];
      if (block.insts.size() != 1 || block.insts[0].op != Op::kJump || block.succ[0] == b) break;
      b = block.succ[0];
    }
    return b;
  };
  for (Block& block : fn.blocks) {
    VisitSuccessors(fn, block, [&](BlockId& s) { s = final_target(s); });
    if (!block.insts.empty() && IsCondJump(block.insts.back().op) && block.succ[0] == block.succ[1]) {
      Inst& jump = block.insts.back();
      jump.op = Op::kJump;
      block.succ[1] = kNoBlock;
    }
  }
  RemoveUnreachable(fn);
  std::vector<uint32_t> preds(fn.blocks.size());
  for (Block& block : fn.blocks) {
    VisitSuccessors(fn, block, [&](BlockId& s) { preds[s]++; });
  }
  preds[0]++;
  if (fn.recover_block != kNoBlock) preds[fn.recover_block]++;
  for (BlockId b : fn.order) {
    Block& block = fn.blocks[b];
    while (!block.insts.empty() && block.insts.back().op == Op::kJump && preds[block.succ[0]] == 1 && block.succ[0] != b) {
      Block& next = fn.blocks[block.succ[0]];
      block.insts.pop_back();
      block.insts.insert(block.insts.end(), next.insts.begin(), next.insts.end());
      block.succ[0] = next.succ[0];
      block.succ[1] = next.succ[1];
      next.insts.clear();
      next.succ[0] = next.succ[1] = kNoBlock;
    }
  }
  std::erase_if(fn.order, [&](BlockId b) { return fn.blocks[b].insts.empty(); });
}

bool ThreadJumps(Function& fn) {
  // What a block that only branches on a slot does when the slot holds `value`.
  auto taken = [](const Inst& jump, int64_t value, bool* known) {
    const int64_t imm = static_cast<int32_t>(jump.b);
    *known = true;
    switch (jump.op) {
      case Op::kJumpIf: return value != 0;
      case Op::kJumpIfNot: return value == 0;
      case Op::kJEqI64K: return value == imm;
      case Op::kJNeI64K: return value != imm;
      case Op::kJLtI64K: return value < imm;
      case Op::kJLeI64K: return value <= imm;
      case Op::kJGtI64K: return value > imm;
      case Op::kJGeI64K: return value >= imm;
      default: *known = false; return false;
    }
  };
  bool any = false;
  for (BlockId b : fn.order) {
    Block& block = fn.blocks[b];
    for (BlockId& s : block.succ) {
      for (int steps = 0; s != kNoBlock && steps < 8; steps++) {
        const Block& next = fn.blocks[s];
        if (next.insts.size() != 1 || s == b) break;
        const Inst& jump = next.insts[0];
        bool known;
        taken(jump, 0, &known);
        if (!known) break;
        // The last definition of the slot in this block must be a constant.
        int64_t value = 0;
        bool constant = false;
        for (size_t i = block.insts.size(); i-- > 0;) {
          Inst& inst = block.insts[i];
          bool defines = false;
          VisitOperands(fn, inst, [&](uint32_t& reg, uint32_t count, Access access) {
            if (access != Access::kUse && jump.a - reg < count) defines = true;
          });
          if (!defines) continue;
          constant = inst.op == Op::kLoadImm;
          value = static_cast<int32_t>(inst.b);
          break;
        }
        if (!constant) break;
        s = next.succ[taken(jump, value, &known) ? 0 : 1];
        any = true;
      }
    }
  }
  return any;
}

void InvertLoops(Function& fn) {
  constexpr size_t kMaxCopied = 8;
  std::vector<uint32_t> position(fn.blocks.size(), UINT32_MAX);
  for (uint32_t i = 0; i < fn.order.size(); i++) position[fn.order[i]] = i;
  // Slots that occur in one block only are renamed in copies of it.
  std::vector<BlockId> only_block;
  for (uint32_t i = 0; i < fn.order.size(); i++) {
    BlockId b = fn.order[i];
    if (fn.blocks[b].insts.back().op != Op::kJump) continue;
    BlockId h = fn.blocks[b].succ[0];
    const Block& header = fn.blocks[h];
    if (h == b || position[h] > i || header.insts.size() > kMaxCopied || !IsCondJump(header.insts.back().op)) continue;
    if (std::ranges::any_of(header.insts, [](const Inst& x) { return HasCallLists(x.op) || x.op == Op::kSelect; })) continue;
    if (only_block.empty()) {
      only_block.assign(fn.num_slots(), kNoBlock);
      for (BlockId o : fn.order) {
        for (Inst& inst : fn.blocks[o].insts) {
          VisitOperands(fn, inst, [&](uint32_t& reg, uint32_t count, Access) {
            for (uint32_t k = 0; k < count; k++) {
              BlockId& only = only_block[reg + k];
              only = only == kNoBlock || only == o ? o : kNoBlock - 1;
            }
          });
        }
      }
      for (const Value& v : fn.params) std::fill_n(only_block.begin() + v.reg.id, v.slots, kNoBlock - 1);
      if (fn.closure.valid()) only_block[fn.closure.id] = kNoBlock - 1;
    }
    std::vector<std::pair<uint32_t, uint32_t>> renamed;  // group -> first slot of its copy
    std::vector<Inst> copy = header.insts;
    // A value that comes from the previous round keeps its name.
    std::vector<uint32_t> defined, carried;
    for (Inst& inst : copy) {
      VisitOperands(fn, inst, [&](uint32_t& reg, uint32_t count, Access access) {
        for (uint32_t k = 0; k < count; k++) {
          if (access != Access::kDef && std::ranges::find(defined, reg + k) == defined.end()) {
            carried.push_back(fn.group_of[reg]);
          }
          if (access != Access::kUse) defined.push_back(reg + k);
        }
      });
    }
    Builder builder(fn);
    for (Inst& inst : copy) {
      VisitOperands(fn, inst, [&](uint32_t& reg, uint32_t, Access) {
        const uint32_t index = fn.group_of[reg];
        const Group g = fn.groups[index];
        if (g.Is(GroupFlags::kPinned) || std::ranges::find(carried, index) != carried.end()) return;
        for (uint32_t s = g.first; s < g.first + g.slots; s++) {
          if (s < only_block.size() && only_block[s] != h && only_block[s] != kNoBlock) return;
          if (s >= only_block.size()) return;
        }
        auto it = std::ranges::find(renamed, index, &std::pair<uint32_t, uint32_t>::first);
        if (it == renamed.end()) {
          std::vector<WordKind> kinds(fn.kinds.begin() + g.first, fn.kinds.begin() + g.first + g.slots);
          renamed.emplace_back(index, (g.Is(GroupFlags::kTemp) ? builder.NewTemp(kinds) : builder.NewVar(kinds)).id);
          it = renamed.end() - 1;
        }
        reg = it->second + (reg - g.first);
      });
    }
    Block& block = fn.blocks[b];
    block.insts.pop_back();
    block.insts.insert(block.insts.end(), copy.begin(), copy.end());
    block.succ[0] = fn.blocks[h].succ[0];
    block.succ[1] = fn.blocks[h].succ[1];
  }
}

void DuplicateTails(Function& fn) {
  constexpr size_t kMaxCopied = 3;
  const std::vector<BlockId> layout = LayOut(fn);
  for (size_t i = 0; i < layout.size(); i++) {
    Block& block = fn.blocks[layout[i]];
    if (block.insts.back().op != Op::kJump) continue;
    const BlockId t = block.succ[0];
    if (t == layout[i] || (i + 1 < layout.size() && layout[i + 1] == t)) continue;
    const Block& tail = fn.blocks[t];
    if (tail.insts.empty() || tail.insts.size() > kMaxCopied) continue;
    const Op end = tail.insts.back().op;
    if (end != Op::kReturn && !IsCondJump(end)) continue;
    // Combined jumps only lead forwards.
    if (end >= Op::kJMemEq64K && end <= Op::kJMutexFree) continue;
    if (std::ranges::any_of(tail.insts, [](const Inst& x) { return UsesWindow(x.op) || x.op == Op::kSelect; })) continue;
    const std::vector<Inst> copy = tail.insts;
    block.insts.pop_back();
    block.insts.insert(block.insts.end(), copy.begin(), copy.end());
    block.succ[0] = tail.succ[0];
    block.succ[1] = tail.succ[1];
  }
  RemoveUnreachable(fn);
}

std::vector<BlockId> LayOut(const Function& fn) {
  std::vector<BlockId> layout;
  layout.reserve(fn.order.size());
  for (const bool cold : {false, true}) {
    for (BlockId b : fn.order) {
      if (!fn.blocks[b].insts.empty() && fn.blocks[b].cold == cold) layout.push_back(b);
    }
  }
  return layout;
}

}  // namespace golite::ir
