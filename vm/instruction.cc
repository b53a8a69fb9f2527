// This file implements the table of operand descriptions derived from opcodes.def.
#include "vm/instruction.h"

namespace golite::vm {
namespace {

// The short operand names of opcodes.def, visible only to the table below.
namespace operand {
constexpr Operand _ = Operand::kNone, D = Operand::kDef, D2 = Operand::kDef2, D3 = Operand::kDef3, U = Operand::kUse,
                  U2 = Operand::kUse2, U3 = Operand::kUse3, M = Operand::kMod, DX = Operand::kDefX, UX = Operand::kUseX,
                  DC = Operand::kDefC, UC = Operand::kUseC, UC2 = Operand::kUseC2, O = Operand::kOptDef,
                  SI = Operand::kSImm, UI = Operand::kUImm, J16 = Operand::kJump16, W = Operand::kWindow,
                  S32 = Operand::kSImm32, J32 = Operand::kJump32, FN = Operand::kFunc, TY = Operand::kType,
                  ST = Operand::kString, GL = Operand::kGlobal, NA = Operand::kNative;
}  // namespace operand
namespace extension {
constexpr ExtKind _ = ExtKind::kNone, X64 = ExtKind::kImm64, XT = ExtKind::kType, XF = ExtKind::kFunc,
                  XN = ExtKind::kNumbers, XR = ExtKind::kReg, XS = ExtKind::kSite;
}  // namespace extension

constexpr OpInfo kInfo[] = {
#define OP(name, a, b, c, ext, effect) {#name, operand::a, operand::b, operand::c, extension::ext, effect},
#include "vm/opcodes.def"
#undef OP
};

}  // namespace

const OpInfo& InfoOf(Op op) { return kInfo[static_cast<int>(op)]; }

}  // namespace golite::vm
