// This file implements the disassembler.
#include "vm/disassembler.h"

#include <algorithm>
#include <bit>
#include <cstdio>

namespace golite::vm {
namespace {

std::string Number(int64_t v) { return std::to_string(v); }

std::string Slots(uint32_t first, uint32_t count) {
  if (count == 0) return "r" + Number(first) + ":0";
  std::string text = "r" + Number(first);
  if (count > 1) text += ":" + Number(count);
  return text;
}

// A string constant as it might stand in a program, shortened.
std::string Quoted(std::string_view s) {
  constexpr size_t kMax = 40;
  std::string text = "\"";
  for (char c : s.substr(0, kMax)) {
    unsigned char u = static_cast<unsigned char>(c);
    if (c == '\n') {
      text += "\\n";
    } else if (c == '\t') {
      text += "\\t";
    } else if (c == '"' || c == '\\') {
      text += '\\';
      text += c;
    } else if (u < 0x20 || u == 0x7F) {
      char buffer[8];
      std::snprintf(buffer, sizeof buffer, "\\x%02x", u);
      text += buffer;
    } else {
      text += c;
    }
  }
  text += '"';
  if (s.size() > kMax) text += "...";
  return text;
}

std::string FunctionName(const Program& p, uint32_t index) {
  return index < p.functions.size() && p.functions[index] ? std::string(p.functions[index]->name) : "fn" + Number(index);
}

std::string TypeName(const Program& p, uint32_t index) {
  return index < p.types.size() && p.types[index] ? std::string(p.types[index]->string) : "type" + Number(index);
}

std::string GlobalName(const Program& p, int32_t offset) {
  std::string text = "globals+" + Number(offset);
  if (p.globals_type == nullptr) return text;
  const auto& fields = p.globals_type->fields;
  auto it = std::ranges::upper_bound(fields, static_cast<uint32_t>(offset), {}, &FieldDesc::offset);
  if (it == fields.begin()) return text;
  --it;
  text = std::string(it->name);
  if (it->offset != static_cast<uint32_t>(offset)) text += "+" + Number(offset - static_cast<int32_t>(it->offset));
  return text;
}

std::string Target(uint32_t pc, int64_t offset) { return "-> " + Number(static_cast<int64_t>(pc) + offset); }

// What a field means; empty for an unused one.
std::string FieldText(const Program& p, Operand kind, Instr w, uint16_t field, Ext ext, uint32_t next) {
  using enum Operand;
  switch (kind) {
    case kNone: return "";
    case kDef: case kUse: case kMod: return Slots(field, 1);
    case kDef2: case kUse2: return Slots(field, 2);
    case kDef3: case kUse3: return Slots(field, 3);
    case kDefX: case kUseX: return field == kNoSlot ? "_" : Slots(field, ext.count);
    case kDefC: case kUseC: return Slots(field, w.c);
    case kUseC2: return Slots(field, 2u * w.c);
    case kOptDef: return field == kNoSlot ? "_" : Slots(field, 1);
    case kSImm: return "#" + Number(static_cast<int16_t>(field));
    case kUImm: return "#" + Number(field);
    case kJump16: return Target(next, static_cast<int16_t>(field));
    case kWindow: return "window r" + Number(field);
    case kSImm32: return "#" + Number(w.imm32());
    case kJump32: return Target(next, w.imm32());
    case kFunc: return FunctionName(p, static_cast<uint32_t>(w.imm32()));
    case kType: return TypeName(p, static_cast<uint32_t>(w.imm32()));
    case kString: {
      uint32_t index = static_cast<uint32_t>(w.imm32());
      return index < p.strings.size() ? Quoted(p.strings[index]) : "str" + Number(index);
    }
    case kGlobal: return GlobalName(p, w.imm32());
    case kNative: {
      uint32_t index = static_cast<uint32_t>(w.imm32());
      return index < p.natives.size() ? std::string(p.natives[index].name) : "native" + Number(index);
    }
  }
  return "?";
}

std::string ExtText(const Program& p, Op op, ExtKind kind, Instr word) {
  Ext e = word.ext();
  switch (kind) {
    case ExtKind::kNone: return "";
    case ExtKind::kImm64: {
      char buffer[64];
      if (op == Op::kLoadConst) {
        std::snprintf(buffer, sizeof buffer, "#%lld (%g)", static_cast<long long>(word.bits()),
                      std::bit_cast<double>(word.bits()));
      } else {
        std::snprintf(buffer, sizeof buffer, "#0x%llx", static_cast<unsigned long long>(word.bits()));
      }
      return buffer;
    }
    case ExtKind::kType: {
      std::string text = "{" + TypeName(p, e.index);
      if (e.extra != 0) text += ", extra " + Number(e.extra);
      return text + "}";
    }
    case ExtKind::kFunc: return "{" + FunctionName(p, e.index) + "}";
    case ExtKind::kNumbers: {
      std::string text = "{" + Number(e.index);
      if (e.count != 0 || e.extra != 0) text += ", count " + Number(e.count) + ", extra " + Number(e.extra);
      return text + "}";
    }
    case ExtKind::kReg: {
      std::string text = Slots(e.count, 1);
      if (e.index != 0 || e.extra != 0) text += " {" + Number(e.index) + ", extra " + Number(e.extra) + "}";
      return text;
    }
    case ExtKind::kSite: {
      uint32_t index = static_cast<uint32_t>(word.imm32());
      std::string text = "site " + Number(index);
      if (index < p.call_sites.size()) {
        uint32_t selector = p.call_sites[index].selector;
        if (selector < p.selectors.size()) text += " ." + std::string(p.selectors[selector]);
      }
      return text;
    }
  }
  return "";
}

}  // namespace

std::string DisassembleInstr(const Program& program, const Function& fn, uint32_t pc, uint32_t* words) {
  Instr w = fn.code[pc];
  *words = 1;
  if (w.op >= kNumOps) return "?? " + Number(static_cast<int64_t>(w.bits()));
  const OpInfo& info = InfoOf(w.opcode());
  Instr ext_word;
  if (info.ext != ExtKind::kNone && pc + 1 < fn.code_words) {
    ext_word = fn.code[pc + 1];
    *words = 2;
  }
  uint32_t next = pc + *words;
  std::string text(info.name);
  if (text.size() < 14) text.resize(14, ' ');
  const Operand kinds[3] = {info.a, info.b, info.c};
  const uint16_t fields[3] = {w.a, w.b, w.c};
  const char* separator = " ";
  auto add = [&](const std::string& part) {
    if (part.empty()) return;
    text += separator + part;
    separator = ", ";
  };
  for (int i = 0; i < 3; i++) add(FieldText(program, kinds[i], w, fields[i], ext_word.ext(), next));
  add(ExtText(program, w.opcode(), info.ext, ext_word));
  if (w.opcode() == Op::kJumpTable) {
    uint32_t entries = std::min<uint32_t>(w.b, fn.code_words - next);
    for (uint32_t i = 0; i < entries; i++) {
      add(Target(next + w.b, static_cast<int32_t>(fn.code[next + i].bits())));
    }
    *words += entries;
  }
  return text;
}

std::string DisassembleFunction(const Program& program, const Function& fn, const SourceText* source) {
  std::string text = std::string(fn.name) + "  (" + std::string(fn.file) + ":" + Number(fn.line) + ")  frame " +
                     Number(fn.frame_slots) + ", results " + Number(fn.result_slots) + ", params " +
                     Number(fn.param_slots);
  if (!fn.slots.empty()) {
    text += ", roots";
    for (const SlotRange& r : fn.slots) {
      text += " " + Slots(r.begin, static_cast<uint32_t>(r.end - r.begin)) + (r.kind == WordKind::kIfaceData ? "i" : "");
    }
  }
  if (fn.has_defer) text += ", recover " + Number(fn.recover_pc);
  text += "\n";
  size_t row = 0;
  uint32_t shown_line = 0;
  for (uint32_t pc = 0; pc < fn.code_words;) {
    while (row < fn.lines.size() && fn.lines[row].pc <= pc) row++;
    uint32_t line = 0;
    std::string_view file = fn.file;
    if (row > 0) {
      line = fn.lines[row - 1].line;
      uint16_t inlined = fn.lines[row - 1].inlined;
      if (inlined != 0 && inlined <= fn.inlined.size()) file = fn.inlined[inlined - 1].file;
    }
    std::string_view source_line;
    if (source != nullptr && line != shown_line && source->FindLine(file, line, &source_line)) {
      size_t indent = source_line.find_first_not_of(" \t");
      if (indent != std::string_view::npos) {
        text += "            ; " + Number(line) + ": " + std::string(source_line.substr(indent)) + "\n";
      }
    }
    char prefix[32];
    std::snprintf(prefix, sizeof prefix, line == shown_line ? "  %5u        " : "  %5u %5u  ", pc, line);
    shown_line = line;
    uint32_t words = 1;
    text += prefix + DisassembleInstr(program, fn, pc, &words) + "\n";
    pc += words;
  }
  return text;
}

std::string DisassembleProgram(const Program& program, const SourceText* source, bool std_too) {
  std::string text;
  for (const Function* fn : program.functions) {
    if (fn == nullptr || fn->code == nullptr || (fn->is_std && !std_too)) continue;
    if (!text.empty()) text += "\n";
    text += DisassembleFunction(program, *fn, source);
  }
  return text;
}

}  // namespace golite::vm
