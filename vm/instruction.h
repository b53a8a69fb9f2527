// This file defines the instruction word, the opcode enum and the operand descriptions derived from opcodes.def.
#pragma once

#include <cstdint>
#include <string_view>

namespace golite::vm {

enum class Op : uint16_t {
#define OP(name, a, b, c, ext, effect) k##name,
#include "vm/opcodes.def"
#undef OP
};

inline constexpr int kNumOps = 0
#define OP(name, a, b, c, ext, effect) +1
#include "vm/opcodes.def"
#undef OP
    ;

// How an instruction uses one of its three 16-bit fields; the kinds are explained at the head of opcodes.def.
enum class Operand : uint8_t {
  kNone, kDef, kDef2, kDef3, kUse, kUse2, kUse3, kMod, kDefX, kUseX, kDefC, kUseC, kUseC2, kOptDef, kSImm, kUImm,
  kJump16, kWindow, kSImm32, kJump32, kFunc, kType, kString, kGlobal, kNative,
};

enum class ExtKind : uint8_t { kNone, kImm64, kType, kFunc, kNumbers, kReg, kSite };

using Effect = uint16_t;
inline constexpr Effect kNone = 0, kPure = 1, kPanic = 2, kAlloc = 4, kPark = 8, kCall = 16, kJump = 32, kEnd = 64;
// A safepoint: the collector may run and other goroutines may have run when the instruction completes.
inline constexpr Effect kSafepoint = kAlloc | kPark | kCall;

struct OpInfo {
  std::string_view name;
  Operand a, b, c;
  ExtKind ext;
  Effect effect;
};

const OpInfo& InfoOf(Op op);

// The second word of a wide instruction, seen as numbers.
struct Ext {
  uint32_t index = 0;
  uint16_t count = 0;
  uint16_t extra = 0;
};

// One word of code. The low bits of its address are free for others to use (runtime/trace.h).
struct alignas(8) Instr {
  uint16_t op = 0;
  uint16_t a = 0;
  uint16_t b = 0;
  uint16_t c = 0;

  Op opcode() const { return static_cast<Op>(op); }
  // b and c read together as one signed number.
  int32_t imm32() const { return static_cast<int32_t>(uint32_t{b} | uint32_t{c} << 16); }
  int16_t simm_b() const { return static_cast<int16_t>(b); }
  int16_t simm_c() const { return static_cast<int16_t>(c); }
  uint64_t bits() const { return uint64_t{op} | uint64_t{a} << 16 | uint64_t{b} << 32 | uint64_t{c} << 48; }
  Ext ext() const { return {uint32_t{op} | uint32_t{a} << 16, b, c}; }

  static Instr Abc(Op op, uint16_t a, uint16_t b = 0, uint16_t c = 0) { return {static_cast<uint16_t>(op), a, b, c}; }
  static Instr Wide(Op op, uint16_t a, int32_t imm) {
    return {static_cast<uint16_t>(op), a, static_cast<uint16_t>(imm), static_cast<uint16_t>(static_cast<uint32_t>(imm) >> 16)};
  }
  static Instr FromBits(uint64_t w) {
    return {static_cast<uint16_t>(w), static_cast<uint16_t>(w >> 16), static_cast<uint16_t>(w >> 32), static_cast<uint16_t>(w >> 48)};
  }
  static Instr FromExt(Ext e) {
    return {static_cast<uint16_t>(e.index), static_cast<uint16_t>(e.index >> 16), e.count, e.extra};
  }
};
static_assert(sizeof(Instr) == 8);

// The words of the instruction that begins with w.
inline uint32_t LengthOf(Instr w) {
  return 1 + (InfoOf(w.opcode()).ext != ExtKind::kNone) + (w.opcode() == Op::kJumpTable ? w.b : 0);
}

// The form of `first` that goes on with `second` without a dispatch, or Op::kNop when there is none.
inline Op PairOf(Op first, Op second) {
  switch (static_cast<uint32_t>(first) << 16 | static_cast<uint32_t>(second)) {
#define OP(name, a, b, c, ext, effect)
#define PAIR(x, y, a, b, c, ext, effect) \
  case static_cast<uint32_t>(Op::k##x) << 16 | static_cast<uint32_t>(Op::k##y): return Op::k##x##y;
#include "vm/opcodes.def"
#undef PAIR
#undef OP
    default: return Op::kNop;
  }
}
struct OpPair {
  Op first, second;
};
// The instructions that `op` stands for: itself and Op::kNop when it is no pair.
inline OpPair PartsOf(Op op) {
  switch (op) {
#define OP(name, a, b, c, ext, effect)
#define PAIR(x, y, a, b, c, ext, effect) case Op::k##x##y: return {Op::k##x, Op::k##y};
#include "vm/opcodes.def"
#undef PAIR
#undef OP
    default: return {op, Op::kNop};
  }
}

inline constexpr uint16_t kNoSlot = 0xFFFF;  // an O operand that is not wanted
inline constexpr int kFrameHeader = 2;       // slots below a frame: return pc, Function*

}  // namespace golite::vm
