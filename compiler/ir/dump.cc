// This file implements the IR dump of --dump=ir.
#include <cstdio>

#include "compiler/ir/ir.h"
#include "compiler/ir/operands.h"

namespace golite::ir {
namespace {

std::string RegName(uint32_t id) { return id == UINT32_MAX ? "_" : "v" + std::to_string(id); }

std::string Range(uint32_t id, uint32_t slots) {
  std::string text = RegName(id);
  if (id != UINT32_MAX && slots != 1) text += ":" + std::to_string(slots);
  return text;
}

std::string List(std::span<const Value> values) {
  std::string text = "(";
  for (const Value& v : values) {
    if (text.size() > 1) text += ", ";
    text += Range(v.reg.id, v.slots);
  }
  return text + ")";
}

char KindLetter(WordKind k) { return k == WordKind::kScalar ? 's' : k == WordKind::kPointer ? 'p' : 'i'; }

std::string CallText(const Function& fn, const Inst& inst, const vm::Program* program) {
  const CallLists& lists = fn.calls[inst.ext];
  std::string text;
  if (lists.num_results > 0) text += List(fn.results(lists)) + " = ";
  text += vm::InfoOf(inst.op).name;
  if (inst.op == Op::kCall || inst.op == Op::kGo) {
    text += program && inst.b < program->functions.size() ? " " + std::string(program->functions[inst.b]->name)
                                                          : " fn" + std::to_string(inst.b);
  } else if (inst.op == Op::kCallNative) {
    text += program && inst.b < program->natives.size() ? " " + std::string(program->natives[inst.b].name)
                                                        : " native" + std::to_string(inst.b);
  } else if (inst.op != Op::kReturn) {
    text += " " + RegName(inst.b);
    if (inst.op == Op::kCallIface) text += " site" + std::to_string(inst.c);
  }
  return text + " " + List(fn.args(lists));
}

std::string SelectText(const Function& fn, const Inst& inst) {
  const Select& select = fn.selects[inst.ext];
  std::string text = RegName(inst.a) + " = Select";
  for (const SelectCase& c : select.cases) {
    if (c.send) {
      text += " [" + RegName(c.chan.id) + " <- " + Range(c.value.reg.id, c.value.slots) + "]";
    } else {
      text += " [" + Range(c.value.reg.id, c.value.slots) + ", " + RegName(c.ok.id) + " = <-" + RegName(c.chan.id) + "]";
    }
  }
  if (select.has_default) text += " default";
  return text;
}

std::string FieldText(const Inst& inst, vm::Operand kind, uint32_t bits, const vm::Program* program) {
  using enum vm::Operand;
  FieldUse use = DescribeField(inst, kind);
  if (use.slots != 0) return Range(bits, use.slots);
  switch (kind) {
    case kSImm: case kUImm: case kSImm32: case kGlobal: return "#" + std::to_string(static_cast<int32_t>(bits));
    case kFunc: return program && bits < program->functions.size() ? std::string(program->functions[bits]->name)
                                                                   : "fn" + std::to_string(bits);
    case kType: return program && bits < program->types.size() ? std::string(program->types[bits]->string)
                                                               : "type" + std::to_string(bits);
    case kString: return "str" + std::to_string(bits);
    default: return "";
  }
}

std::string InstText(const Function& fn, const Inst& inst, const vm::Program* program) {
  if (inst.op == Op::kSelect) return SelectText(fn, inst);
  if (HasCallLists(inst.op)) return CallText(fn, inst, program);
  const vm::OpInfo& info = vm::InfoOf(inst.op);
  std::string text(info.name);
  const vm::Operand kinds[3] = {info.a, info.b, info.c};
  const uint32_t fields[3] = {inst.a, inst.b, inst.c};
  const char* separator = " ";
  for (int i = 0; i < 3; i++) {
    std::string field = FieldText(inst, kinds[i], fields[i], program);
    if (field.empty()) continue;
    text += separator + field;
    separator = ", ";
  }
  if (info.ext == vm::ExtKind::kImm64) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, " {0x%llx}", static_cast<unsigned long long>(inst.ext));
    text += buffer;
  } else if (info.ext == vm::ExtKind::kReg) {
    text += ", " + RegName(inst.d);
  } else if (info.ext != vm::ExtKind::kNone) {
    vm::Ext e = inst.numbers();
    bool named = info.ext == vm::ExtKind::kType && program && e.index < program->types.size();
    text += " {" + (named ? std::string(program->types[e.index]->string) : std::to_string(e.index)) + ", " +
            std::to_string(e.count) + ", " + std::to_string(e.extra) + "}";
  }
  return text;
}

}  // namespace

std::string DumpFunction(const Function& fn, const vm::Program* program) {
  std::string text = "func " + (fn.target ? std::string(fn.target->name) : std::string("?")) + " " + List(fn.params);
  text += " results:";
  for (WordKind k : fn.result_kinds) text += KindLetter(k);
  text += " kinds:";
  for (const Group& g : fn.groups) {
    text += ' ';
    for (uint32_t i = 0; i < g.slots; i++) text += KindLetter(fn.kinds[g.first + i]);
  }
  text += "\n";
  for (BlockId b = 0; b < fn.blocks.size(); b++) {
    const Block& block = fn.blocks[b];
    if (block.insts.empty()) continue;
    text += "b" + std::to_string(b) + (b == fn.recover_block ? " (recover)" : "") + ":\n";
    for (const Inst& inst : block.insts) text += "  " + InstText(fn, inst, program) + "\n";
    if (block.succ[0] != kNoBlock && block.terminated()) {
      text += "  -> b" + std::to_string(block.succ[0]);
      if (IsCondJump(block.insts.back().op)) text += " else b" + std::to_string(block.succ[1]);
      if (block.insts.back().op == Op::kJumpTable) {
        for (BlockId t : fn.targets[block.insts.back().ext]) text += " b" + std::to_string(t);
      }
      text += "\n";
    }
  }
  return text;
}

std::string DumpModule(const Module& module, const vm::Program* program) {
  std::string text;
  for (const auto& fn : module.functions) {
    if (fn) text += DumpFunction(*fn, program) + "\n";
  }
  return text;
}

}  // namespace golite::ir
