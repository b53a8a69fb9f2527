// This file implements inlining of small leaf functions. Functions are optimised callees first, so what is copied into
// a caller is already small, and is optimised once more with the caller's arguments known.
#include <algorithm>

#include "compiler/ir/operands.h"
#include "compiler/ir/passes.h"

namespace golite::ir {
namespace {

constexpr size_t kMaxCalleeInsts = 28;
constexpr size_t kMaxCallerInsts = 6000;
// A small function that is no leaf saves the caller one of two calls.
constexpr size_t kMaxForwarderInsts = 15;
// A recursive function of this size does two levels of its recursion in one frame.
constexpr size_t kMaxRecursiveInsts = 16;
constexpr size_t kMaxRecursiveCalls = 2;

size_t SizeOf(const Function& fn) {
  size_t n = 0;
  for (BlockId b : fn.order) n += fn.blocks[b].insts.size();
  return n;
}

// How many instructions and calls a body has, if its shape allows copying it at all.
struct Shape {
  bool copyable = false;
  size_t insts = 0, calls = 0;
};

Shape ShapeOf(const Function& fn) {
  Shape shape;
  if (fn.no_inline || fn.closure.valid() || fn.recover_block != kNoBlock || fn.target == nullptr || fn.target->has_defer) return shape;
  for (size_t i = 0; i < fn.order.size(); i++) {
    const Block& block = fn.blocks[fn.order[i]];
    shape.insts += block.insts.size();
    if (shape.insts > kMaxCalleeInsts) return shape;
    for (const Inst& inst : block.insts) {
      switch (inst.op) {
        case Op::kCall: case Op::kCallClosure: case Op::kCallIface: shape.calls++; break;
        case Op::kSelect: case Op::kRecover: case Op::kDefer: case Op::kRunDefers: case Op::kJumpTable: case Op::kGo:
        case Op::kGoClosure: return shape;
        default: break;
      }
    }
    // Loops repay a call by themselves.
    for (BlockId s : block.succ) {
      if (s == kNoBlock) continue;
      auto end = fn.order.begin() + static_cast<std::ptrdiff_t>(i) + 1;
      if (std::find(fn.order.begin(), end, s) != end) return shape;
    }
  }
  shape.copyable = true;
  return shape;
}

bool IsInlinable(const Function& fn) {
  const Shape shape = ShapeOf(fn);
  return shape.copyable && (shape.calls == 0 || (shape.calls == 1 && shape.insts <= kMaxForwarderInsts));
}

// Copies `callee` in place of one call.
class Inliner {
 public:
  Inliner(Function& caller, const Function& callee) : fn_(caller), callee_(callee) {}

  // Replaces instruction `at` of block `b`; returns the block and index where the rest of `b` continues.
  std::pair<BlockId, size_t> Run(BlockId b, size_t at, size_t order_index) {
    call_ = fn_.blocks[b].insts[at];
    lists_ = fn_.calls[call_.ext];
    CopyRegisters();
    CopyInlinedTable();
    std::vector<Inst> rest(fn_.blocks[b].insts.begin() + static_cast<std::ptrdiff_t>(at) + 1, fn_.blocks[b].insts.end());
    fn_.blocks[b].insts.resize(at);
    MoveArgs(fn_.blocks[b].insts);
    if (callee_.order.size() == 1) {
      auto& insts = fn_.blocks[b].insts;
      for (const Inst& inst : callee_.blocks[callee_.order[0]].insts) CopyInst(inst, insts);
      size_t next = insts.size();
      // A body that ends in a panic leaves nothing to continue.
      bool ends = !insts.empty() && IsTerminator(insts.back().op);
      if (ends) {
        fn_.blocks[b].succ[0] = fn_.blocks[b].succ[1] = kNoBlock;
        return {b, next};
      }
      insts.insert(insts.end(), rest.begin(), rest.end());
      return {b, next};
    }
    // Several blocks: b jumps to the copy of the entry; returns jump to a new block with the rest.
    std::vector<BlockId> map(callee_.blocks.size(), kNoBlock);
    std::vector<BlockId> inserted;
    for (BlockId c : callee_.order) {
      map[c] = static_cast<BlockId>(fn_.blocks.size());
      inserted.push_back(map[c]);
      fn_.blocks.emplace_back().placed = true;
    }
    BlockId after = static_cast<BlockId>(fn_.blocks.size());
    inserted.push_back(after);
    fn_.blocks.emplace_back().placed = true;
    fn_.blocks[after].insts = std::move(rest);
    fn_.blocks[after].succ[0] = fn_.blocks[b].succ[0];
    fn_.blocks[after].succ[1] = fn_.blocks[b].succ[1];
    for (BlockId c : callee_.order) {
      const Block& from = callee_.blocks[c];
      Block& to = fn_.blocks[map[c]];
      for (const Inst& inst : from.insts) CopyInst(inst, to.insts);
      if (from.insts.back().op == Op::kReturn) {
        AppendJump(to.insts);
        to.succ[0] = after;
      } else {
        for (int i = 0; i < 2; i++) to.succ[i] = from.succ[i] == kNoBlock ? kNoBlock : map[from.succ[i]];
      }
    }
    AppendJump(fn_.blocks[b].insts);
    fn_.blocks[b].succ[0] = map[callee_.order[0]];
    fn_.blocks[b].succ[1] = kNoBlock;
    fn_.order.insert(fn_.order.begin() + static_cast<std::ptrdiff_t>(order_index) + 1, inserted.begin(), inserted.end());
    return {b, fn_.blocks[b].insts.size()};
  }

 private:
  void CopyRegisters() {
    base_ = fn_.num_slots();
    uint32_t group_base = static_cast<uint32_t>(fn_.groups.size());
    fn_.kinds.insert(fn_.kinds.end(), callee_.kinds.begin(), callee_.kinds.end());
    for (uint32_t g : callee_.group_of) fn_.group_of.push_back(group_base + g);
    for (Group g : callee_.groups) {
      g.first += base_;
      // A parameter is assigned once, by the move that takes the place of the call, unless CopyInst meets more.
      if (g.Is(GroupFlags::kParam)) g.flags = static_cast<uint8_t>(GroupFlags::kTemp);
      fn_.groups.push_back(g);
    }
  }

  void CopyInlinedTable() {
    inlined_base_ = static_cast<uint16_t>(fn_.inlined.size() + 1);
    vm::InlinedCall call;
    call.function = callee_.target->name;
    call.file = callee_.target->file;
    call.call_line = call_.pos;  // Emission makes lines of positions.
    call.parent = call_.inlined;
    fn_.inlined.push_back(call);
    for (vm::InlinedCall inner : callee_.inlined) {
      inner.parent = static_cast<uint16_t>(inner.parent + inlined_base_);
      fn_.inlined.push_back(inner);
    }
  }

  void Append(std::vector<Inst>& insts, Op op, uint32_t a, uint32_t b, uint32_t c) {
    Inst inst;
    inst.op = op;
    inst.a = a;
    inst.b = b;
    inst.c = c;
    inst.pos = call_.pos;
    inst.inlined = call_.inlined;
    insts.push_back(inst);
  }
  void AppendJump(std::vector<Inst>& insts) { Append(insts, Op::kJump, 0, 0, 0); }
  void AppendMove(std::vector<Inst>& insts, uint32_t to, uint32_t from, uint32_t slots) {
    Op op = slots == 1 ? Op::kMove : slots == 2 ? Op::kMove2 : slots == 3 ? Op::kMove3 : Op::kMoveN;
    Append(insts, op, to, from, slots > 3 ? slots : 0);
  }

  // The lists of a call and the registers on the other side need not be cut in the same places.
  struct Piece {
    uint32_t to, from, slots;
  };
  template <typename Side>
  static std::vector<Piece> Match(std::span<const Value> to, std::span<const Value> from, Side&& offset) {
    std::vector<Piece> pieces;
    size_t i = 0, j = 0;
    uint32_t done_i = 0, done_j = 0;
    while (i < to.size() && j < from.size()) {
      uint32_t n = std::min(to[i].slots - done_i, from[j].slots - done_j);
      if (to[i].reg.valid() && from[j].reg.valid()) {
        pieces.push_back(offset(Piece{to[i].reg.id + done_i, from[j].reg.id + done_j, n}));
      }
      if ((done_i += n) == to[i].slots) i++, done_i = 0;
      if ((done_j += n) == from[j].slots) j++, done_j = 0;
    }
    return pieces;
  }

  void MoveArgs(std::vector<Inst>& insts) {
    auto pieces = Match(callee_.params, fn_.args(lists_), [&](Piece p) {
      p.to += base_;
      return p;
    });
    for (const Piece& p : pieces) AppendMove(insts, p.to, p.from, p.slots);
  }

  void MoveResults(std::vector<Inst>& insts, const Inst& ret) {
    auto pieces = Match(fn_.results(lists_), callee_.args(callee_.calls[ret.ext]), [&](Piece p) {
      p.from += base_;
      return p;
    });
    // A result may be another result's source only if the caller's registers were the callee's, which they are not.
    for (const Piece& p : pieces) AppendMove(insts, p.to, p.from, p.slots);
  }

  void CopyInst(const Inst& from, std::vector<Inst>& insts) {
    if (from.op == Op::kReturn) {
      MoveResults(insts, from);
      return;
    }
    Inst inst = from;
    inst.inlined = from.inlined == 0 ? inlined_base_ : static_cast<uint16_t>(from.inlined + inlined_base_);
    if (HasCallLists(inst.op)) {
      CallLists lists = callee_.calls[from.ext];
      CallLists copy = lists;
      copy.first_arg = static_cast<uint32_t>(fn_.values.size());
      for (const Value& v : callee_.args(lists)) fn_.values.push_back(v);
      copy.first_result = static_cast<uint32_t>(fn_.values.size());
      for (const Value& v : callee_.results(lists)) fn_.values.push_back(v);
      inst.ext = fn_.calls.size();
      fn_.calls.push_back(copy);
    }
    VisitOperands(fn_, inst, [&](uint32_t& reg, uint32_t count, Access access) {
      for (uint32_t k = 0; k < count && access != Access::kUse; k++) {
        const uint32_t group = callee_.group_of[reg + k];
        if (callee_.groups[group].Is(GroupFlags::kParam)) fn_.groups[fn_.group_of[base_ + reg + k]].flags = static_cast<uint8_t>(GroupFlags::kNone);
      }
      reg += base_;
    });
    insts.push_back(inst);
  }

  Function& fn_;
  const Function& callee_;
  Inst call_;
  CallLists lists_;
  uint32_t base_ = 0;
  uint16_t inlined_base_ = 0;
};

}  // namespace

bool InlineCalls(Function& fn, const Module& module, const std::vector<bool>& inlinable) {
  bool any = false;
  size_t size = SizeOf(fn);
  for (size_t i = 0; i < fn.order.size(); i++) {
    BlockId b = fn.order[i];
    for (size_t k = 0; k < fn.blocks[b].insts.size(); k++) {
      const Inst& inst = fn.blocks[b].insts[k];
      if (inst.op != Op::kCall || inst.b >= inlinable.size() || !inlinable[inst.b]) continue;
      const Function& callee = *module.functions[inst.b];
      if (&callee == &fn || size > kMaxCallerInsts || fn.inlined.size() + callee.inlined.size() > 60000) continue;
      size += SizeOf(callee);
      any = true;
      auto [block, next] = Inliner(fn, callee).Run(b, k, i);
      k = next - 1;
    }
  }
  return any;
}

bool InlineSelf(Function& fn, uint32_t index) {
  const Shape shape = ShapeOf(fn);
  if (!shape.copyable || shape.insts > kMaxRecursiveInsts || shape.calls == 0 || shape.calls > kMaxRecursiveCalls) return false;
  for (BlockId b : fn.order) {
    for (const Inst& inst : fn.blocks[b].insts) {
      const bool call = inst.op == Op::kCall || inst.op == Op::kCallClosure || inst.op == Op::kCallIface;
      if (call && (inst.op != Op::kCall || inst.b != index)) return false;
    }
  }
  const Function body = fn;
  // The calls to replace are counted beforehand: those in the copies stay calls.
  size_t left = shape.calls;
  for (size_t i = 0; i < fn.order.size() && left > 0; i++) {
    const BlockId b = fn.order[i];
    for (size_t k = 0; k < fn.blocks[b].insts.size() && left > 0; k++) {
      const Inst& inst = fn.blocks[b].insts[k];
      if (inst.op != Op::kCall || inst.inlined != 0) continue;
      left--;
      k = Inliner(fn, body).Run(b, k, i).second - 1;
    }
  }
  return true;
}

bool CanInline(const Function& fn) { return IsInlinable(fn); }

}  // namespace golite::ir
