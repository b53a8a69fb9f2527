// This file tests exact constant arithmetic; expected texts were printed by go/constant.
#include "sema/types/constant.h"

#include <cmath>
#include <limits>

#include "gtest/gtest.h"

namespace golite::sema::constant {
namespace {

class ConstantTest : public ::testing::Test {
 protected:
  Value Int(const char* s) { return MakeFromLiteral(pool, s, LiteralKind::kInt); }
  Value Float(const char* s) { return MakeFromLiteral(pool, s, LiteralKind::kFloat); }
  Value ImagLit(const char* s) { return MakeFromLiteral(pool, s, LiteralKind::kImag); }
  Value Str(const char* s) { return MakeFromLiteral(pool, s, LiteralKind::kString); }
  Value Char(const char* s) { return MakeFromLiteral(pool, s, LiteralKind::kChar); }
  Value Do(Value x, Op op, Value y) { return BinaryOp(pool, x, op, y); }
  double Double(Value x) {
    double d;
    Float64Val(x, d);
    return d;
  }
  float Single(Value x) {
    float f;
    Float32Val(x, f);
    return f;
  }
  Pool pool;
};

TEST_F(ConstantTest, IntegerLiterals) {
  EXPECT_EQ(ToString(Int("42")), "42");
  EXPECT_EQ(ToString(Int("0x_FF")), "255");
  EXPECT_EQ(ToString(Int("0b101")), "5");
  EXPECT_EQ(ToString(Int("0o17")), "15");
  EXPECT_EQ(ToString(Int("017")), "15");
  EXPECT_EQ(ToString(Int("1_000_000")), "1000000");
  EXPECT_EQ(ToString(Int("123456789012345678901234567890")), "123456789012345678901234567890");
  EXPECT_EQ(ToString(Int("0xFFFFFFFFFFFFFFFF")), "18446744073709551615");
  EXPECT_TRUE(Int("09").is_unknown());
}

TEST_F(ConstantTest, SmallIntegersOverflowIntoBigOnesAndBack) {
  const Value max = MakeInt64(INT64_MAX);
  const Value more = Do(max, Op::kAdd, MakeInt64(1));
  EXPECT_EQ(ToString(more), "9223372036854775808");
  int64_t i;
  EXPECT_FALSE(Int64Val(more, i));
  uint64_t u;
  EXPECT_TRUE(Uint64Val(more, u));
  EXPECT_EQ(u, uint64_t{1} << 63);
  EXPECT_TRUE(Int64Val(Do(more, Op::kSub, MakeInt64(1)), i));
  EXPECT_EQ(i, INT64_MAX);
  EXPECT_EQ(ToString(Do(MakeInt64(INT64_MIN), Op::kQuoInt, MakeInt64(-1))), "9223372036854775808");
  EXPECT_EQ(ToString(UnaryOp(pool, Op::kSub, MakeInt64(INT64_MIN), 0)), "9223372036854775808");
  EXPECT_EQ(BitLen(MakeInt64(INT64_MIN)), 64);
  EXPECT_EQ(BitLen(MakeInt64(0)), 0);
}

TEST_F(ConstantTest, IntegerOperators) {
  EXPECT_EQ(ToString(Do(MakeInt64(-7), Op::kQuoInt, MakeInt64(2))), "-3");
  EXPECT_EQ(ToString(Do(MakeInt64(-7), Op::kRem, MakeInt64(2))), "-1");
  EXPECT_EQ(ToString(Do(MakeInt64(7), Op::kQuo, MakeInt64(2))), "3.5");
  EXPECT_EQ(ToString(Do(MakeInt64(0b1100), Op::kAndNot, MakeInt64(0b0101))), "8");
  const Value big = Shift(pool, MakeInt64(1), Op::kShl, 100);
  EXPECT_EQ(ToString(Do(UnaryOp(pool, Op::kSub, big, 0), Op::kAnd, MakeInt64(-1))), "-1267650600228229401496703205376");
  EXPECT_EQ(ToString(Shift(pool, UnaryOp(pool, Op::kSub, Do(big, Op::kAdd, MakeInt64(1)), 0), Op::kShr, 99)), "-3");
  EXPECT_EQ(ToString(Shift(pool, MakeInt64(-1), Op::kShr, 1000)), "-1");
  EXPECT_EQ(ToString(UnaryOp(pool, Op::kXor, MakeInt64(0), 8)), "255");
  EXPECT_EQ(ToString(UnaryOp(pool, Op::kXor, MakeInt64(5), 0)), "-6");
  EXPECT_TRUE(Do(MakeInt64(1), Op::kQuoInt, MakeInt64(0)).is_unknown());
  EXPECT_TRUE(Shift(pool, MakeInt64(1), Op::kShl, uint64_t{1} << 60).is_unknown());
  EXPECT_EQ(LowBits(UnaryOp(pool, Op::kSub, big, 0)), 0u);
  EXPECT_EQ(LowBits(MakeInt64(-1)), ~uint64_t{0});
}

TEST_F(ConstantTest, FloatLiterals) {
  EXPECT_EQ(ToString(Float("1.5")), "1.5");
  EXPECT_EQ(ToString(Float("1e100")), "1e+100");
  EXPECT_EQ(ToString(Float(".25")), "0.25");
  EXPECT_EQ(ToString(Float("0x1p-2")), "0.25");
  EXPECT_EQ(ToString(Float("0x1.8p1")), "3");
  EXPECT_EQ(ToString(Float("1e5000")), "1e+5000");
  EXPECT_EQ(ToString(Float("1e-5000")), "1e-5000");
  EXPECT_EQ(ToString(Float("1e100000000")), "1e+100000000");
  EXPECT_TRUE(Float("1e1000000000").is_unknown());
  EXPECT_TRUE(Float("1e99999999999999999999999").is_unknown());
  EXPECT_EQ(ToString(Float("1e-99999999999999999999999")), "0");
  EXPECT_EQ(ToExactString(Float("0.1")), "1/10");
  EXPECT_EQ(ToExactString(Float("100.")), "100");
}

TEST_F(ConstantTest, FloatsRoundCorrectly) {
  EXPECT_EQ(Double(Float("0.1")), 0.1);
  EXPECT_EQ(Single(Float("0.1")), 0.1f);
  EXPECT_EQ(Double(Float("1.7976931348623157e308")), std::numeric_limits<double>::max());
  EXPECT_TRUE(std::isinf(Double(Float("1.7976931348623159e308"))));
  EXPECT_EQ(Double(Float("4.940656458412465441765687928682213723651e-324")), 5e-324);
  EXPECT_EQ(Double(Float("2.4703282292062327208828439643411e-324")), 0.0);
  EXPECT_EQ(Double(Float("2.4703282292062327208828439643412e-324")), 5e-324);
  EXPECT_EQ(Double(Float("2.2250738585072011e-308")), 2.2250738585072011e-308);
  EXPECT_EQ(Single(Float("16777217.0")), 16777216.0f);
  EXPECT_EQ(Single(Float("16777217.0000001")), 16777218.0f);
  EXPECT_EQ(Single(Float("1e-46")), 0.0f);
  EXPECT_EQ(Double(Int("9007199254740993")), 9007199254740992.0);
  EXPECT_EQ(Double(Float("1e5000")), std::numeric_limits<double>::infinity());
  EXPECT_TRUE(RoundToFloat32(pool, Float("1e39")).is_unknown());
  EXPECT_EQ(ToExactString(RoundToFloat32(pool, Float("0.1"))), "13421773/134217728");
}

TEST_F(ConstantTest, FloatArithmeticIsExact) {
  const Value tenth = Float("0.1");
  EXPECT_TRUE(Compare(Do(Do(tenth, Op::kAdd, tenth), Op::kAdd, tenth), Op::kEql, Float("0.3")));
  const Value huge = Float("1e4000");
  EXPECT_TRUE(Compare(ToInt(pool, Do(Do(huge, Op::kMul, Float("5.0")), Op::kQuo, huge)), Op::kEql, MakeInt64(5)));
  EXPECT_EQ(ToInt(pool, Float("1.5")).kind(), Kind::kUnknown);
  EXPECT_EQ(ToString(ToInt(pool, Float("1e20"))), "100000000000000000000");
  EXPECT_EQ(ToInt(pool, Float("1e5000")).kind(), Kind::kUnknown);
}

TEST_F(ConstantTest, Complex) {
  const Value i = ImagLit("1i");
  EXPECT_EQ(ToString(i), "(0 + 1i)");
  EXPECT_EQ(ToString(Do(i, Op::kMul, i)), "(-1 + 0i)");
  EXPECT_EQ(ToString(ToInt(pool, Do(i, Op::kMul, i))), "-1");
  EXPECT_EQ(ToString(Do(Do(MakeInt64(1), Op::kAdd, i), Op::kQuo, i)), "(1 + -1i)");
  EXPECT_EQ(ToString(ImagLit("0123i")), "(0 + 123i)");
  EXPECT_EQ(ToString(ImagLit("0x10i")), "(0 + 16i)");
  EXPECT_TRUE(ToFloat(pool, i).is_unknown());
}

TEST_F(ConstantTest, StringsAndChars) {
  EXPECT_EQ(StringVal(Str("\"a\\n\\x41\\101\\u00e9\\U0001F600\"")), "a\nAA\xC3\xA9\xF0\x9F\x98\x80");
  EXPECT_EQ(StringVal(Str("`a\\n\r\n`")), "a\\n\n");
  EXPECT_EQ(ToString(Char("'a'")), "97");
  EXPECT_EQ(ToString(Char("'\\''")), "39");
  EXPECT_EQ(ToString(Char("'\\xff'")), "255");
  EXPECT_EQ(ToString(Char("'\xE4\xB8\x96'")), "19990");
  EXPECT_TRUE(Char("'\\\"'").is_unknown());
  EXPECT_EQ(ToString(Str("\"tab\\t\\\"q\\\"\"")), "\"tab\\t\\\"q\\\"\"");
  EXPECT_EQ(ToString(MakeString(pool, std::string(100, 'x'))), "\"" + std::string(68, 'x') + "...");
  EXPECT_EQ(ToString(MakeString(pool, "\xff")), "\"\\xff\"");
}

TEST_F(ConstantTest, LongConcatenationsAreLinear) {
  Value s = MakeString(pool, "");
  const Value piece = MakeString(pool, "ab");
  for (int i = 0; i < 200000; ++i) s = Do(s, Op::kAdd, piece);
  EXPECT_EQ(StringLength(s), 400000u);
  EXPECT_EQ(StringVal(s).substr(399998), "ab");
}

TEST_F(ConstantTest, UnknownIsContagious) {
  EXPECT_TRUE(Do(MakeUnknown(), Op::kAdd, MakeInt64(1)).is_unknown());
  EXPECT_FALSE(Compare(MakeUnknown(), Op::kEql, MakeUnknown()));
  EXPECT_FALSE(static_cast<bool>(Value{}));
  EXPECT_TRUE(static_cast<bool>(MakeUnknown()));
}

TEST_F(ConstantTest, HashKeysSeparateKinds) {
  EXPECT_NE(HashKey(MakeInt64(1)), HashKey(MakeString(pool, "1")));
  EXPECT_EQ(HashKey(Float("0.5")), HashKey(Do(MakeInt64(1), Op::kQuo, MakeInt64(2))));
}

}  // namespace
}  // namespace golite::sema::constant
