// This file tests that the verifier refuses code the interpreter must not run.
#include <gtest/gtest.h>

#include "vm/verifier.h"

namespace golite::vm {
namespace {

struct Code {
  Program program;
  Function fn;
  std::vector<Instr> words;

  std::string Verify() {
    fn.name = "main.f";
    fn.code = words.data();
    fn.code_words = static_cast<uint32_t>(words.size());
    program.functions = {&fn};
    return VerifyFunction(program, fn);
  }
};

TEST(Verifier, AcceptsSmallFunction) {
  Code c;
  c.fn.frame_slots = 2;
  c.fn.result_slots = 1;
  c.words = {Instr::Wide(Op::kLoadImm, 1, 7), Instr::Abc(Op::kReturn1, 1)};
  EXPECT_EQ(c.Verify(), "");
}

TEST(Verifier, SlotOutsideFrame) {
  Code c;
  c.fn.frame_slots = 2;
  c.words = {Instr::Abc(Op::kMove, 0, 2), Instr::Abc(Op::kReturn, 0)};
  EXPECT_NE(c.Verify().find("outside the frame"), std::string::npos);
}

TEST(Verifier, JumpIntoSecondWord) {
  Code c;
  c.fn.frame_slots = 1;
  c.words = {Instr::Wide(Op::kJump, 0, 1), Instr::Abc(Op::kLoadConst, 0), Instr::FromBits(0), Instr::Abc(Op::kReturn, 0)};
  EXPECT_NE(c.Verify().find("jumps to no instruction"), std::string::npos);
}

TEST(Verifier, RunsOffTheEnd) {
  Code c;
  c.fn.frame_slots = 1;
  c.words = {Instr::Wide(Op::kLoadImm, 0, 1)};
  EXPECT_NE(c.Verify().find("runs off"), std::string::npos);
}

TEST(Pairs, HaveTheOperandsOfTheirFirst) {
#define OP(name, a, b, c, ext, effect)
#define PAIR(x, y, operand_a, operand_b, operand_c, second_word, effects)             \
  {                                                                                   \
    const OpInfo &pair = InfoOf(Op::k##x##y), &one = InfoOf(Op::k##x);                \
    EXPECT_TRUE(pair.a == one.a && pair.b == one.b && pair.c == one.c) << pair.name;  \
    EXPECT_TRUE(pair.ext == one.ext && pair.effect == one.effect) << pair.name;       \
    EXPECT_EQ(PairOf(Op::k##x, Op::k##y), Op::k##x##y);                               \
    EXPECT_EQ(PartsOf(Op::k##x##y).first, Op::k##x);                                  \
    EXPECT_EQ(PartsOf(Op::k##x##y).second, Op::k##y);                                 \
  }
#include "vm/opcodes.def"
#undef PAIR
#undef OP
}

TEST(Verifier, PairWithoutItsLoop) {
  Code c;
  c.fn.frame_slots = 3;
  c.words = {Instr::Abc(Op::kAddI64ForLtI64L, 0, 1, 2), Instr::Abc(Op::kForLtI64L, 1, 2, static_cast<uint16_t>(-2)), Instr::Abc(Op::kReturn, 0)};
  EXPECT_EQ(c.Verify(), "");
  c.words[1] = Instr::Abc(Op::kMove, 0, 1);
  EXPECT_NE(c.Verify().find("goes on with another instruction"), std::string::npos);
}

TEST(Verifier, ElidedSectionOutsideTheCode) {
  Code c;
  c.fn.frame_slots = 1;
  c.words = {Instr::Abc(Op::kMove, 0, 0), Instr::Abc(Op::kReturn, 0)};
  ElidedLock lock{0, 1, 0};
  c.fn.elided_locks = {&lock, 1};
  EXPECT_EQ(c.Verify(), "");
  for (const ElidedLock wrong : {ElidedLock{0, 3, 0}, ElidedLock{1, 1, 0}, ElidedLock{0, 1, 1}}) {
    lock = wrong;
    EXPECT_NE(c.Verify().find("elided section"), std::string::npos);
  }
}

TEST(Verifier, EndsInsideInstruction) {
  Code c;
  c.fn.frame_slots = 1;
  c.words = {Instr::Abc(Op::kLoadConst, 0)};
  EXPECT_NE(c.Verify().find("ends inside"), std::string::npos);
}

TEST(Verifier, UnknownOpcode) {
  Code c;
  c.words = {Instr{0xFFF0, 0, 0, 0}};
  EXPECT_NE(c.Verify().find("no instruction"), std::string::npos);
}

TEST(Verifier, WindowWithoutHeader) {
  Code c;
  c.fn.frame_slots = 4;
  c.words = {Instr::Wide(Op::kCall, 1, 0), Instr::Abc(Op::kReturn, 0)};
  EXPECT_NE(c.Verify().find("window"), std::string::npos);
}

TEST(Verifier, NumberInPointerSlot) {
  Code c;
  static const SlotRange kRoots[] = {{0, 1, WordKind::kPointer}};
  c.fn.frame_slots = 2;
  c.fn.slots = kRoots;
  c.words = {Instr::Wide(Op::kLoadImm, 0, 5), Instr::Abc(Op::kReturn, 0)};
  EXPECT_NE(c.Verify().find("slot of pointers"), std::string::npos);
}

TEST(Verifier, CaseWithoutSelect) {
  Code c;
  c.fn.frame_slots = 2;
  c.words = {Instr::Abc(Op::kSelectRecv, kNoSlot, 0, kNoSlot), Instr::FromBits(0), Instr::Abc(Op::kReturn, 0)};
  EXPECT_NE(c.Verify().find("without its select"), std::string::npos);
}

}  // namespace
}  // namespace golite::vm
