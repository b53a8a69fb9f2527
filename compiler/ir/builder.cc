// This file implements the IR builder.
#include <bit>

#include "compiler/ir/ir.h"
#include "support/check.h"

namespace golite::ir {


bool IsCondJump(Op op) {
  const vm::OpInfo& info = vm::InfoOf(op);
  return (info.effect & vm::kJump) != 0 && (info.effect & vm::kEnd) == 0 && op != Op::kJumpTable;
}

bool IsTerminator(Op op) { return (vm::InfoOf(op).effect & (vm::kJump | vm::kEnd)) != 0; }

bool Block::terminated() const { return !insts.empty() && IsTerminator(insts.back().op); }

Builder::Builder(Function& fn) : fn_(fn) {
  if (!fn_.blocks.empty()) return;
  fn_.blocks.emplace_back().placed = true;
  fn_.order.push_back(0);
}

Reg Builder::NewGroup(std::span<const WordKind> kinds, GroupFlags flags) {
  if (kinds.empty()) return kNoReg;
  uint32_t first = fn_.num_slots();
  uint32_t index = static_cast<uint32_t>(fn_.groups.size());
  fn_.groups.push_back({first, static_cast<uint16_t>(kinds.size()), static_cast<uint8_t>(flags)});
  fn_.kinds.insert(fn_.kinds.end(), kinds.begin(), kinds.end());
  fn_.group_of.insert(fn_.group_of.end(), kinds.size(), index);
  return Reg{first};
}

Reg Builder::AddParam(std::span<const WordKind> kinds) {
  Reg r = NewGroup(kinds, GroupFlags::kParam);
  if (r.valid()) fn_.params.push_back({r, static_cast<uint32_t>(kinds.size())});
  return r;
}

void Builder::AddResult(std::span<const WordKind> kinds) {
  fn_.result_kinds.insert(fn_.result_kinds.end(), kinds.begin(), kinds.end());
}

Reg Builder::ClosureReg() {
  if (!fn_.closure.valid()) fn_.closure = NewOne(WordKind::kPointer, GroupFlags::kClosure);
  return fn_.closure;
}

BlockId Builder::NewBlock() {
  fn_.blocks.emplace_back();
  return static_cast<BlockId>(fn_.blocks.size() - 1);
}

void Builder::SetBlock(BlockId b) {
  GOLITE_CHECK(ended_ || b == block_, "the previous block has no terminator");
  block_ = b;
  ended_ = fn_.blocks[b].terminated();
  if (!fn_.blocks[b].placed) {
    fn_.blocks[b].placed = true;
    fn_.order.push_back(b);
  }
}

Block& Builder::Current() {
  if (ended_) {
    block_ = NewBlock();
    ended_ = false;
    fn_.blocks[block_].placed = true;
    fn_.order.push_back(block_);
  }
  return fn_.blocks[block_];
}

Inst& Builder::Append(Op op, uint32_t a, uint32_t b, uint32_t c, uint64_t ext) {
  Block& block = Current();
  Inst& inst = block.insts.emplace_back();
  inst.op = op;
  inst.a = a;
  inst.b = b;
  inst.c = c;
  inst.ext = ext;
  inst.pos = pos_;
  inst.unsigned_operands = unsigned_operands_;
  return inst;
}

Inst& Builder::Emit(Op op, Operand a, Operand b, Operand c, uint64_t ext) {
  return Append(op, a.bits, b.bits, c.bits, ext);
}

void Builder::Move(Reg dst, Reg src, uint32_t slots) {
  if (slots == 0 || dst == src) return;
  switch (slots) {
    case 1: Append(Op::kMove, dst.id, src.id, 0, 0); break;
    case 2: Append(Op::kMove2, dst.id, src.id, 0, 0); break;
    case 3: Append(Op::kMove3, dst.id, src.id, 0, 0); break;
    default: Append(Op::kMoveN, dst.id, src.id, slots, 0); break;
  }
}

void Builder::Zero(Reg dst, uint32_t slots) {
  if (slots == 0) return;
  if (slots == 1) {
    Append(Op::kLoadImm, dst.id, 0, 0, 0);
  } else {
    Append(Op::kZeroN, dst.id, 0, slots, 0);
  }
}

void Builder::SetConst(Reg dst, uint64_t bits) {
  int64_t v = static_cast<int64_t>(bits);
  if (v == static_cast<int32_t>(v)) {
    Append(Op::kLoadImm, dst.id, static_cast<uint32_t>(v), 0, 0);
  } else {
    Append(Op::kLoadConst, dst.id, 0, 0, bits);
  }
}

Reg Builder::ConstInt(int64_t v) {
  Reg r = ScalarTemp();
  SetConst(r, static_cast<uint64_t>(v));
  return r;
}

Reg Builder::ConstFloat64(double v) {
  Reg r = ScalarTemp();
  SetConst(r, std::bit_cast<uint64_t>(v));
  return r;
}

void Builder::LoadSlots(Reg dst, Reg ptr, uint32_t offset, uint32_t slots, uint32_t bytes) {
  if (slots == 0) return;
  if (bytes == 0) bytes = slots * 8;
  if (bytes == slots * 8 && slots <= 3) {
    Append(slots == 1 ? Op::kLoad64 : slots == 2 ? Op::kLoad2 : Op::kLoad3, dst.id, ptr.id, offset, 0);
  } else {
    Append(Op::kLoadN, dst.id, ptr.id, offset, ExtWord(bytes, slots));
  }
}

void Builder::StoreSlots(Reg ptr, uint32_t offset, Reg src, uint32_t slots, uint32_t bytes) {
  if (slots == 0) return;
  if (bytes == 0) bytes = slots * 8;
  if (bytes == slots * 8 && slots <= 3) {
    Op op = slots == 2 ? Op::kStore2 : slots == 3 ? Op::kStore3
            : fn_.kinds[src.id] == WordKind::kPointer ? Op::kStorePtr : Op::kStore64;
    Append(op, ptr.id, src.id, offset, 0);
    return;
  }
  bool pointers = false;
  for (uint32_t i = 0; i < slots; i++) pointers |= fn_.kinds[src.id + i] != WordKind::kScalar;
  Append(Op::kStoreN, ptr.id, src.id, offset, ExtWord(bytes, slots, pointers));
}

uint32_t Builder::AddLists(std::span<const Value> args, std::span<const Value> results) {
  CallLists lists;
  lists.first_arg = static_cast<uint32_t>(fn_.values.size());
  for (const Value& v : args) {
    if (v.slots != 0) fn_.values.push_back(v);
  }
  lists.first_result = static_cast<uint32_t>(fn_.values.size());
  lists.num_args = lists.first_result - lists.first_arg;
  for (const Value& v : results) {
    if (v.slots != 0) fn_.values.push_back(v);
  }
  lists.num_results = static_cast<uint32_t>(fn_.values.size()) - lists.first_result;
  fn_.calls.push_back(lists);
  return static_cast<uint32_t>(fn_.calls.size() - 1);
}

void Builder::Call(uint32_t function, std::span<const Value> args, std::span<const Value> results) {
  Append(Op::kCall, 0, function, 0, AddLists(args, results));
}

void Builder::CallClosure(Reg func, std::span<const Value> args, std::span<const Value> results) {
  Append(Op::kCallClosure, 0, func.id, 0, AddLists(args, results));
}

void Builder::CallIface(Reg iface, uint32_t call_site, std::span<const Value> args, std::span<const Value> results) {
  Append(Op::kCallIface, 0, iface.id, call_site, AddLists(args, results));
}

void Builder::CallNative(uint32_t native, std::span<const Value> args, std::span<const Value> results) {
  Append(Op::kCallNative, 0, native, 0, AddLists(args, results));
}

void Builder::Go(uint32_t function, std::span<const Value> args, uint32_t result_slots) {
  Value unwanted{kNoReg, result_slots};
  Append(Op::kGo, 0, function, 0, AddLists(args, {&unwanted, 1}));
}

void Builder::GoClosure(Reg func, std::span<const Value> args, uint32_t result_slots) {
  Value unwanted{kNoReg, result_slots};
  Append(Op::kGoClosure, 0, func.id, 0, AddLists(args, {&unwanted, 1}));
}

void Builder::Concat(Reg dst, std::span<const Reg> strings) {
  // The operands of an allocating instruction must be roots, so they are a value of the frame and no window.
  std::vector<WordKind> kinds;
  for (size_t i = 0; i < strings.size(); i++) kinds.insert(kinds.end(), std::begin(kStringKinds), std::end(kStringKinds));
  Reg list = NewTemp(kinds);
  for (uint32_t i = 0; i < strings.size(); i++) Move(list + 2 * i, strings[i], 2);
  Append(Op::kConcat, dst.id, list.id, static_cast<uint32_t>(strings.size()), 0);
}

void Builder::AppendVal(Reg dst, Reg slice, uint32_t elem_type, uint32_t elem_slots, std::span<const Reg> values) {
  uint32_t n = static_cast<uint32_t>(values.size());
  Reg list = n > 0 && elem_slots > 0 ? values[0] : slice;
  if (n > 1 && elem_slots > 0) {
    std::vector<WordKind> kinds;
    for (Reg v : values) {
      for (uint32_t i = 0; i < elem_slots; i++) kinds.push_back(fn_.kinds[v.id + i]);
    }
    list = NewTemp(kinds);
    for (uint32_t i = 0; i < n; i++) Move(list + i * elem_slots, values[i], elem_slots);
  }
  Append(Op::kAppendVal, dst.id, slice.id, list.id, ExtWord(elem_type, n * elem_slots, n));
}

Reg Builder::SliceBounds(Reg lo, Reg hi, Reg max, uint32_t* bits) {
  static constexpr WordKind kScalars[3] = {WordKind::kScalar, WordKind::kScalar, WordKind::kScalar};
  Reg bounds = NewTemp(kScalars);
  *bits = 0;
  const Reg parts[3] = {lo, hi, max};
  for (uint32_t i = 0; i < 3; i++) {
    if (!parts[i].valid()) continue;
    Move(bounds + i, parts[i]);
    *bits |= 1u << i;
  }
  return bounds;
}

void Builder::SliceSlice(Reg dst, Reg slice, Reg lo, Reg hi, Reg max, uint32_t elem_size) {
  uint32_t bits;
  Reg bounds = SliceBounds(lo, hi, max, &bits);
  Append(Op::kSliceSlice, dst.id, slice.id, bounds.id, ExtWord(elem_size, 0, bits));
}

void Builder::SliceStr(Reg dst, Reg str, Reg lo, Reg hi) {
  uint32_t bits;
  Reg bounds = SliceBounds(lo, hi, kNoReg, &bits);
  Append(Op::kSliceStr, dst.id, str.id, bounds.id, ExtWord(0, 0, bits));
}

void Builder::SliceArr(Reg dst, Reg array_ptr, Reg lo, Reg hi, Reg max, uint32_t len, uint32_t elem_size) {
  uint32_t bits;
  Reg bounds = SliceBounds(lo, hi, max, &bits);
  Append(Op::kSliceArr, dst.id, array_ptr.id, bounds.id,
         uint64_t{len} | uint64_t{elem_size} << 32 | uint64_t{bits} << 61);
}

void Builder::Select(Reg dst, std::span<const SelectCase> cases, bool has_default) {
  ir::Select select;
  select.cases.assign(cases.begin(), cases.end());
  select.has_default = has_default;
  fn_.selects.push_back(std::move(select));
  Append(Op::kSelect, dst.id, static_cast<uint32_t>(cases.size()), has_default, fn_.selects.size() - 1);
}

void Builder::EndBlock() { ended_ = true; }

void Builder::Jump(BlockId target) {
  Append(Op::kJump, 0, 0, 0, 0);
  fn_.blocks[block_].succ[0] = target;
  EndBlock();
}

void Builder::Branch(Reg cond, BlockId if_true, BlockId if_false) {
  Append(Op::kJumpIf, cond.id, 0, 0, 0);
  fn_.blocks[block_].succ[0] = if_true;
  fn_.blocks[block_].succ[1] = if_false;
  EndBlock();
}

void Builder::BranchOp(Op op, Operand a, Operand b, BlockId if_true, BlockId if_false) {
  Append(op, a.bits, b.bits, 0, 0);
  fn_.blocks[block_].succ[0] = if_true;
  fn_.blocks[block_].succ[1] = if_false;
  EndBlock();
}

void Builder::JumpTable(Reg index, std::span<const BlockId> targets, BlockId otherwise) {
  fn_.targets.emplace_back(targets.begin(), targets.end());
  Append(Op::kJumpTable, index.id, static_cast<uint32_t>(targets.size()), 0, fn_.targets.size() - 1);
  fn_.blocks[block_].succ[0] = otherwise;
  EndBlock();
}

void Builder::Return(std::span<const Value> results) {
  Append(Op::kReturn, 0, 0, 0, AddLists(results, {}));
  EndBlock();
}

void Builder::Panic(Reg iface) {
  Append(Op::kPanic, iface.id, 0, 0, 0);
  EndBlock();
}

void Builder::Unreachable() {
  Append(Op::kUnreachable, 0, 0, 0, 0);
  EndBlock();
}

}  // namespace golite::ir
