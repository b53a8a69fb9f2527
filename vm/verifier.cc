// This file implements the verifier.
#include "vm/verifier.h"

#include <algorithm>
#include <vector>

#include "vm/disassembler.h"

namespace golite::vm {
namespace {

class FunctionVerifier {
 public:
  FunctionVerifier(const Program& program, const Function& fn) : program_(program), fn_(fn) {}

  std::string Run() {
    if (fn_.code == nullptr || fn_.code_words == 0) return Fail("has no code");
    CheckShape();
    if (ok()) FindInstructions();
    if (ok()) {
      for (pc_ = 0; pc_ < fn_.code_words && ok(); pc_ += Length(pc_)) {
        if (starts_[pc_]) CheckInstruction();
      }
    }
    if (ok() && fn_.recover_pc != 0 && !IsTarget(fn_.recover_pc)) Fail("recover_pc is not the start of an instruction");
    if (ok()) CheckTables();
    return error_;
  }

 private:
  bool ok() const { return error_.empty(); }

  std::string Fail(const std::string& what) {
    if (error_.empty()) error_ = std::string(fn_.name) + ": " + what;
    return error_;
  }

  void FailHere(const std::string& what) {
    if (!error_.empty()) return;
    uint32_t words;
    error_ = std::string(fn_.name) + ": word " + std::to_string(pc_) + ": " +
             DisassembleInstr(program_, fn_, pc_, &words) + ": " + what;
  }

  // ---- The frame and its slot map.
  void CheckShape() {
    uint32_t fixed = uint32_t{fn_.result_slots} + fn_.param_slots + (fn_.has_closure_slot ? 1 : 0);
    if (fixed > fn_.frame_slots) {
      Fail("the frame is smaller than results, parameters and closure slot");
      return;
    }
    kinds_.assign(fn_.frame_slots, WordKind::kScalar);
    uint32_t last = 0;
    for (const SlotRange& r : fn_.slots) {
      if (r.begin < last || r.begin >= r.end || r.end > fn_.frame_slots) {
        Fail("the slot map is not sorted or leaves the frame");
        return;
      }
      if (r.kind == WordKind::kIfaceData && (r.begin == 0 || r.end != r.begin + 1 || kinds_[r.begin - 1] != WordKind::kScalar)) {
        Fail("the data word of an interface has no type word before it");
        return;
      }
      std::fill(kinds_.begin() + r.begin, kinds_.begin() + r.end, r.kind);
      last = r.end;
    }
    if (fn_.clear_results > fn_.result_slots || fn_.clear_begin > fn_.clear_end || fn_.clear_end > fn_.frame_slots) {
      Fail("the slots cleared on entry leave the frame");
    }
  }

  uint32_t Length(uint32_t pc) const {
    Instr w = fn_.code[pc];
    return w.op >= kNumOps ? 1 : LengthOf(w);
  }

  void FindInstructions() {
    starts_.assign(fn_.code_words, false);
    uint32_t last = 0;
    uint32_t cases = 0;
    for (uint32_t pc = 0; pc < fn_.code_words; pc += Length(pc)) {
      pc_ = pc;
      Instr w = fn_.code[pc];
      if (w.op >= kNumOps) {
        Fail("word " + std::to_string(pc) + " is no instruction");
        return;
      }
      if (Length(pc) > fn_.code_words - pc) {
        Fail("word " + std::to_string(pc) + ": the code ends inside an instruction");
        return;
      }
      bool is_case = w.opcode() == Op::kSelectSend || w.opcode() == Op::kSelectRecv;
      if (is_case != (cases > 0)) {
        FailHere(is_case ? "a case without its select" : "a select has fewer cases than it says");
        return;
      }
      if (is_case) cases--;
      if (w.opcode() == Op::kSelect || w.opcode() == Op::kRaceSelect) cases = w.b;
      // Cases are executed by their select: nothing may jump to them.
      starts_[pc] = true;
      if (is_case) cases_.push_back(pc);
      last = pc;
    }
    if (cases > 0) {
      FailHere("a select has fewer cases than it says");
      return;
    }
    pc_ = last;
    if ((InfoOf(fn_.code[last].opcode()).effect & kEnd) == 0) FailHere("control runs off the end of the code");
  }

  bool IsTarget(int64_t pc) const {
    return pc >= 0 && pc < fn_.code_words && starts_[static_cast<size_t>(pc)] &&
           !std::ranges::binary_search(cases_, static_cast<uint32_t>(pc));
  }

  // ---- One instruction.
  void CheckInstruction() {
    Instr w = fn_.code[pc_];
    const OpInfo& info = InfoOf(w.opcode());
    Instr ext_word = info.ext == ExtKind::kNone ? Instr{} : fn_.code[pc_ + 1];
    uint32_t next = pc_ + (info.ext == ExtKind::kNone ? 1 : 2);
    CheckField(info.a, w, w.a, ext_word.ext(), next);
    CheckField(info.b, w, w.b, ext_word.ext(), next);
    CheckField(info.c, w, w.c, ext_word.ext(), next);
    if (ok()) CheckExt(info, w, ext_word);
    if (ok()) CheckSpecial(w, ext_word, next);
    if (const OpPair pair = PartsOf(w.opcode()); ok() && pair.second != Op::kNop) {
      CheckPair(pair.second, next);
    }
  }

  // An instruction that goes on with the one at `next`, which has to be a `second` or a pair that begins with one.
  void CheckPair(Op second, uint32_t next) {
    if (!IsTarget(next) || PartsOf(fn_.code[next].opcode()).first != second) FailHere("goes on with another instruction");
  }

  void CheckField(Operand kind, Instr w, uint16_t field, Ext ext, uint32_t next) {
    using enum Operand;
    uint32_t imm = static_cast<uint32_t>(w.imm32());
    switch (kind) {
      case kNone: case kSImm: case kUImm: case kSImm32: break;
      case kDef: CheckDef(field, 1, w); break;
      case kMod: CheckDef(field, 1, w); break;
      case kDef2: CheckDef(field, 2, w); break;
      case kDef3: CheckDef(field, 3, w); break;
      case kUse: CheckRange(field, 1); break;
      case kUse2: CheckRange(field, 2); break;
      case kUse3: CheckRange(field, 3); break;
      case kDefX:
        if (field != kNoSlot || w.opcode() != Op::kSelectRecv) CheckRange(field, ext.count);
        break;
      case kUseX: CheckRange(field, ext.count); break;
      case kDefC: case kUseC: CheckRange(field, w.c); break;
      case kUseC2: CheckRange(field, 2u * w.c); break;
      case kOptDef:
        if (field != kNoSlot) CheckRange(field, 1);
        break;
      case kJump16:
        if (!IsTarget(int64_t{next} + static_cast<int16_t>(field))) FailHere("jumps to no instruction");
        break;
      case kJump32:
        if (!IsTarget(int64_t{next} + w.imm32())) FailHere("jumps to no instruction");
        break;
      case kWindow:
        if (field < kFrameHeader || field > fn_.frame_slots) FailHere("the call window leaves the frame");
        break;
      case kFunc:
        if (imm >= program_.functions.size() || program_.functions[imm] == nullptr) FailHere("no such function");
        break;
      case kType:
        if (imm >= program_.types.size() || program_.types[imm] == nullptr) FailHere("no such type");
        break;
      case kString:
        if (imm >= program_.strings.size()) FailHere("no such string");
        break;
      case kGlobal:
        if (program_.globals_type == nullptr || imm > program_.globals_type->size) FailHere("no such global");
        break;
      case kNative:
        if (imm >= program_.natives.size()) FailHere("no such native");
        break;
    }
  }

  void CheckRange(uint32_t first, uint32_t count) {
    if (count != 0 && first + count > fn_.frame_slots) FailHere("a slot lies outside the frame");
  }

  // Opcodes that write numbers must not write a slot that the collector reads as a pointer.
  void CheckDef(uint32_t first, uint32_t count, Instr w) {
    CheckRange(first, count);
    if (!ok() || count != 1 || kinds_[first] == WordKind::kScalar) return;
    if (MakesNumber(w)) FailHere("writes a number into a slot of pointers");
  }

  static bool MakesNumber(Instr w) {
    Op op = PartsOf(w.opcode()).first;
    if (op == Op::kLoadImm) return w.imm32() != 0;
    if (op == Op::kAddI64K) return false;  // The address of a field.
    if (op >= Op::kAddI64 && op <= Op::kLeStr) return true;
    return (op >= Op::kLoadI8 && op <= Op::kLoadU32) || (op >= Op::kIdxI8 && op <= Op::kIdxU32) || op == Op::kChanLen ||
           (op >= Op::kRaceLoadI8 && op <= Op::kRaceLoadU32) || (op >= Op::kRaceIdxI8 && op <= Op::kRaceIdxU32) ||
           op == Op::kChanCap || op == Op::kMapLen || op == Op::kStrIdx;
  }

  void CheckExt(const OpInfo& info, Instr w, Instr ext_word) {
    Ext e = ext_word.ext();
    switch (info.ext) {
      case ExtKind::kType:
        if (e.index >= program_.types.size() || program_.types[e.index] == nullptr) FailHere("no such type");
        break;
      case ExtKind::kFunc:
        if (e.index >= program_.functions.size()) FailHere("no such function");
        break;
      case ExtKind::kReg: CheckRange(e.count, 1); break;
      case ExtKind::kSite:
        if (static_cast<uint32_t>(ext_word.imm32()) >= program_.call_sites.size()) FailHere("no such call site");
        if (ext_word.a != w.a) FailHere("the call site's window differs");
        break;
      default: break;
    }
  }

  void CheckSpecial(Instr w, Instr ext_word, uint32_t next) {
    Ext e = ext_word.ext();
    const Op op = PartsOf(w.opcode()).first;  // a pair has the operands of its first
    switch (op) {
      case Op::kCall: case Op::kGo: case Op::kRaceGo: {
        const Function& callee = *program_.functions[static_cast<uint32_t>(w.imm32())];
        CheckRange(w.a, uint32_t{callee.result_slots} + callee.param_slots + (callee.has_closure_slot ? 1 : 0));
        break;
      }
      case Op::kCallNative: {
        const NativeDecl& callee = program_.natives[static_cast<uint32_t>(w.imm32())];
        CheckRange(w.a, uint32_t{callee.result_slots} + callee.param_slots);
        break;
      }
      case Op::kCallClosure: case Op::kGoClosure: case Op::kRaceGoClosure: CheckRange(w.a, 1); break;
      case Op::kCallIface: CheckRange(uint32_t{w.a} + w.c, 1); break;
      case Op::kReturn1: case Op::kReturnImm:
        if (fn_.result_slots != 1) FailHere("returns one slot from a function with another number of results");
        break;
      case Op::kDefer:
        if (!fn_.has_defer) FailHere("defers in a function that does not say so");
        break;
      case Op::kJumpTable:
        for (uint32_t i = 0; i < w.b; i++) {
          int64_t offset = static_cast<int64_t>(fn_.code[next + i].bits());
          if (offset < INT32_MIN || offset > INT32_MAX || !IsTarget(int64_t{next} + w.b + offset)) {
            FailHere("entry " + std::to_string(i) + " jumps to no instruction");
            return;
          }
        }
        break;
      case Op::kDivI64K: case Op::kRemI64K:
        if (w.c == 0 || w.simm_c() == -1) FailHere("divides by 0 or -1");
        break;
      case Op::kDivU64K: case Op::kRemU64K:
        if (w.c == 0) FailHere("divides by 0");
        break;
      case Op::kDivI64P2: case Op::kRemI64P2:
        if (w.c == 0 || w.c > 62) FailHere("divides by a power of two out of range");
        break;
      case Op::kRotL32K: case Op::kRotL64K:
        if (w.c == 0 || w.c >= (op == Op::kRotL32K ? 32 : 64)) FailHere("rotates out of range");
        break;
      case Op::kJLocked2: case Op::kJUnlocked2:
        if (w.c != 2) FailHere("jumps over other than two words");
        break;
      case Op::kNewArray: case Op::kMakeSlice: case Op::kAppendVal: break;
      case Op::kNewClosure:
        if (program_.functions[static_cast<uint32_t>(w.imm32())]->closure_type == nullptr) {
          FailHere("makes a closure of a function without captures");
        }
        break;
      case Op::kMakeMap: CheckKind(e.index, Kind::kMap); break;
      case Op::kMakeChan: CheckKind(e.index, Kind::kChan); break;
      case Op::kMapFind64: case Op::kMapFindOk64: case Op::kMapAssign64: case Op::kMapFindStr: case Op::kMapFindOkStr:
      case Op::kMapAssignStr: case Op::kMapFindAny: case Op::kMapFindOkAny: case Op::kMapAssignAny: case Op::kMapDelete:
      case Op::kMapIterInit: CheckKind(e.index, Kind::kMap); break;
      case Op::kLoadN: case Op::kStoreN: case Op::kRaceLoadN: case Op::kRaceStoreN:
        if (e.index > uint32_t{e.count} * 8) FailHere("touches more bytes than its slots hold");
        break;
      case Op::kTypeAssert: CheckSlots(e); break;
      case Op::kCover:
        if (static_cast<uint32_t>(w.imm32()) >= program_.cover_counters) FailHere("no such counter");
        break;
      default: break;
    }
  }

  void CheckKind(uint32_t type, Kind kind) {
    if (program_.types[type]->kind != kind) FailHere("the type is of another kind");
  }

  void CheckSlots(Ext e) {
    const TypeDesc* t = program_.types[e.index];
    uint32_t slots = t->big ? 1 : t->slots;
    if (e.count != slots) FailHere("the number of slots is not the type's");
  }

  void CheckTables() {
    uint32_t last = 0;
    for (const LineRow& r : fn_.lines) {
      if (r.pc < last || r.pc >= fn_.code_words || r.inlined > fn_.inlined.size()) {
        Fail("the line table is not sorted or leaves the code");
        return;
      }
      last = r.pc;
    }
    for (size_t i = 0; i < fn_.inlined.size(); i++) {
      if (fn_.inlined[i].parent > i) Fail("an inlined call's parent comes after it");
    }
    for (const ElidedLock& l : fn_.elided_locks) {
      if (l.begin >= l.end || l.end > fn_.code_words || l.mutex >= fn_.frame_slots) Fail("an elided section leaves the code or the frame");
    }
  }

  const Program& program_;
  const Function& fn_;
  std::string error_;
  uint32_t pc_ = 0;
  std::vector<bool> starts_;
  std::vector<uint32_t> cases_;
  std::vector<WordKind> kinds_;
};

}  // namespace

std::string VerifyFunction(const Program& program, const Function& fn) { return FunctionVerifier(program, fn).Run(); }

std::string VerifyProgram(const Program& program, size_t first) {
  for (size_t i = first; i < program.functions.size(); i++) {
    const Function* fn = program.functions[i];
    if (fn == nullptr) return "function " + std::to_string(i) + " is missing";
    if (std::string error = VerifyFunction(program, *fn); !error.empty()) return error;
  }
  for (const CallSite& site : program.call_sites) {
    if (site.selector >= program.selectors.size()) return "a call site has no such selector";
  }
  if (program.main != nullptr && (program.main->result_slots != 0 || program.main->param_slots != 0)) {
    return "main has parameters or results";
  }
  return {};
}

}  // namespace golite::vm
