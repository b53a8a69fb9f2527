// This file defines how passes see the registers of an instruction: one visitor over uses and definitions, derived
// from the operand kinds of vm/opcodes.def.
#pragma once

#include "compiler/ir/ir.h"

namespace golite::ir {

enum class Access : uint8_t { kUse, kDef, kMod };

// Whether the instruction has operand lists (Function::calls, Function::selects).
inline bool HasCallLists(Op op) {
  switch (op) {
    case Op::kCall: case Op::kCallClosure: case Op::kCallIface: case Op::kCallNative: case Op::kGo: case Op::kGoClosure:
    case Op::kReturn: return true;
    default: return false;
  }
}

// Whether the instruction lays out a call window or lets a callee run over it.
inline bool UsesWindow(Op op) {
  switch (op) {
    case Op::kCall: case Op::kCallClosure: case Op::kCallIface: case Op::kCallNative: case Op::kGo: case Op::kGoClosure:
    case Op::kRunDefers: return true;
    default: return false;
  }
}

// The access and number of slots of one field; 0 slots: the field is no register.
struct FieldUse {
  Access access = Access::kUse;
  uint32_t slots = 0;
};

inline FieldUse DescribeField(const Inst& inst, vm::Operand kind) {
  using enum vm::Operand;
  switch (kind) {
    case kDef: case kOptDef: return {Access::kDef, 1};
    case kDef2: return {Access::kDef, 2};
    case kDef3: return {Access::kDef, 3};
    case kUse: return {Access::kUse, 1};
    case kUse2: return {Access::kUse, 2};
    case kUse3: return {Access::kUse, 3};
    case kMod: return {Access::kMod, 1};
    case kDefX: return {Access::kDef, inst.numbers().count};
    case kUseX: return {Access::kUse, inst.numbers().count};
    case kDefC: return {Access::kDef, inst.c};
    case kUseC: return {Access::kUse, inst.c};
    case kUseC2: return {Access::kUse, 2 * inst.c};
    default: return {};
  }
}

// Calls f(uint32_t& reg, uint32_t slots, Access) for every register operand: uses first, then definitions. A kMod
// operand is visited once, among the uses. Invalid (unwanted) registers are skipped.
template <typename F>
void VisitOperands(Function& fn, Inst& inst, F&& f) {
  const vm::OpInfo& info = vm::InfoOf(inst.op);
  if (inst.op == Op::kSelect) {
    Select& select = fn.selects[inst.ext];
    for (SelectCase& c : select.cases) {
      if (c.chan.valid()) f(c.chan.id, 1u, Access::kUse);
      if (c.send && c.value.reg.valid() && c.value.slots != 0) f(c.value.reg.id, c.value.slots, Access::kUse);
    }
    for (SelectCase& c : select.cases) {
      if (c.send) continue;
      if (c.value.reg.valid() && c.value.slots != 0) f(c.value.reg.id, c.value.slots, Access::kDef);
      if (c.ok.valid()) f(c.ok.id, 1u, Access::kDef);
    }
    f(inst.a, 1u, Access::kDef);
    return;
  }
  if (HasCallLists(inst.op)) {
    if (inst.op == Op::kCallClosure || inst.op == Op::kGoClosure) f(inst.b, 1u, Access::kUse);
    if (inst.op == Op::kCallIface) f(inst.b, 2u, Access::kUse);
    const CallLists lists = fn.calls[inst.ext];
    for (uint32_t i = 0; i < lists.num_args; i++) {
      Value& v = fn.values[lists.first_arg + i];
      if (v.reg.valid()) f(v.reg.id, v.slots, Access::kUse);
    }
    for (uint32_t i = 0; i < lists.num_results; i++) {
      Value& v = fn.values[lists.first_result + i];
      if (v.reg.valid()) f(v.reg.id, v.slots, Access::kDef);
    }
    return;
  }
  FieldUse uses[3] = {DescribeField(inst, info.a), DescribeField(inst, info.b), DescribeField(inst, info.c)};
  uint32_t* fields[3] = {&inst.a, &inst.b, &inst.c};
  bool defines = false;
  for (int i = 0; i < 3; i++) {
    if (uses[i].slots == 0 || *fields[i] == UINT32_MAX) continue;
    if (uses[i].access == Access::kDef) {
      defines = true;
    } else {
      f(*fields[i], uses[i].slots, uses[i].access);
    }
  }
  if (info.ext == vm::ExtKind::kReg) f(inst.d, 1u, Access::kUse);
  if (!defines) return;
  for (int i = 0; i < 3; i++) {
    if (uses[i].slots != 0 && *fields[i] != UINT32_MAX && uses[i].access == Access::kDef) {
      f(*fields[i], uses[i].slots, Access::kDef);
    }
  }
}

// Whether a definition of this instruction may share a slot with one of its operands: everything is read before
// anything is written.
inline bool ReadsBeforeWriting(const Inst& inst) {
  const vm::OpInfo& info = vm::InfoOf(inst.op);
  if ((info.effect & vm::kSafepoint) != 0) return false;
  return info.a == vm::Operand::kDef && info.c != vm::Operand::kOptDef;
}

}  // namespace golite::ir
