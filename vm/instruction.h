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

// Pairs of instructions of which the first has a form that goes on with the second without a dispatch.
#define GOLITE_PAIRS(X)                                                                                               \
  X(AddI64, ForLtI64L) X(AddF64, ForLtI64L) X(MulAddF64, ForLtI64L) X(SubAddF64, ForLtI64L)                           \
  X(SetIdx64, ForLtI64L) X(AddMem64, ForLtI64L) X(AddIdx64, ForLtI64L) X(RemI64, ForLtI64L) X(Xor, ForLtI64L)         \
  X(AddI64K, JLeI64L) X(AddI64K, JLtI64L) X(AddI64K, JNeI64KL) X(AddI64, JLeI64L) X(AddI64, AddI64)                   \
  X(AddI64, AddI64K) X(AddI64K, AddI64) X(AddI64K, AddI64K) X(AddI64K, Idx64) X(AddI64K, Move) X(AddI64K, Call)       \
  X(AddI64, Load64) X(AddI64, Store64) X(AddI64, Return1) X(RemI64, JNeI64K) X(MulI64K, RemI64) X(ShlI64K, Xor)       \
  X(ShrUK, Xor) X(MulF64, MulF64) X(MulF64, AddF64) X(MulF64, SubF64) X(MulF64, Return1) X(AddF64, SubAddF64)         \
  X(SubF64, MulF64) X(MulMulF64, AddF64) X(MulAddMemF64, MulAddMemF64) X(MulSubMemF64, MulSubMemF64)                  \
  X(Load64, Load64) X(Load64, AddI64) X(Load64, MulF64) X(Load64, SubF64) X(Load64, Return1) X(Store64, Store64)      \
  X(StorePtr, StorePtr) X(Store64, Return) X(Idx64, Idx64) X(Idx64, AddI64) X(Idx64, JLeI64) X(Idx64, JLtI64L)        \
  X(IdxU8, JumpIf) X(IdxIdx64, IdxIdx64) X(StrIdx, JEqI64K) X(SetIdx8, AddI64) X(Move, Move) X(Move, Call)            \
  X(LoadImm, Move) X(JEqI64K, JEqI64K) X(JLocked2, AddMem64) X(JLocked2, AddMem64K) X(JLocked2, Load64)               \
  X(JUnlocked2, ForLtI64L) X(JUnlocked2, Return)
// The first one's form, or Op::kNop when there is none.
inline Op PairOf(Op first, Op second) {
  switch (static_cast<uint32_t>(first) << 16 | static_cast<uint32_t>(second)) {
#define X(a, b) case static_cast<uint32_t>(Op::k##a) << 16 | static_cast<uint32_t>(Op::k##b): return Op::k##a##b;
    GOLITE_PAIRS(X)
#undef X
    default: return Op::kNop;
  }
}
struct OpPair {
  Op first, second;
};
// The instructions that `op` stands for: itself and Op::kNop when it is no pair.
inline OpPair PartsOf(Op op) {
  switch (op) {
#define X(a, b) case Op::k##a##b: return {Op::k##a, Op::k##b};
    GOLITE_PAIRS(X)
#undef X
    default: return {op, Op::kNop};
  }
}

inline constexpr uint16_t kNoSlot = 0xFFFF;  // an O operand that is not wanted
inline constexpr int kFrameHeader = 2;       // slots below a frame: return pc, Function*

}  // namespace golite::vm
