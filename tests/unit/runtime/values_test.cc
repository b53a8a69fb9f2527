#include <gtest/gtest.h>

#include <bit>
#include <limits>

#include "runtime/native.h"
#include "runtime/ops.h"
#include "runtime/panic.h"
#include "runtime/utf8.h"
#include "test_program.h"

namespace golite::runtime {
namespace {

struct ValuesTest : ::testing::Test {
  TestTypes types;
  const TypeDesc* int_type = types.Int();
  const TypeDesc* uint8 = types.Uint8();
  const TypeDesc* int32 = types.Scalar(Kind::kInt32, "int32", 4);
  const TypeDesc* string = types.String();
  const TypeDesc* any = types.Any();
  const TypeDesc* f64 = types.Float64();
  const TypeDesc* pointer = types.Pointer(int_type);
  const TypeDesc* slice = types.Slice(int_type);
  const TypeDesc* pair = types.Struct("main.Pair", {any, f64});
  const TypeDesc* empty = types.Struct("struct {}", {});
  const TypeDesc* error_string = types.Struct("runtime.errorString", {string});
  const TypeDesc* bounds_error = types.Struct("runtime.boundsError", {string});
  const TypeDesc* assertion = types.Struct("runtime.TypeAssertionError", {string});
  const TypeDesc* assertion_pointer = types.Pointer(assertion);

  std::string Text(TestVm& vm) {
    GoIface e = vm.scheduler.pending_panic;
    return std::string(reinterpret_cast<const GoString*>(e.data)->view());
  }
};

TEST_F(ValuesTest, AppendGrowsAsGo) {
  TestVm vm(types);
  auto caps = [&](const TypeDesc* elem, int64_t n) {
    AnySlice s;
    std::vector<int64_t> seen;
    uint64_t value[2] = {};
    for (int64_t i = 0; i < n; ++i) {
      s = AppendValues(vm.m, elem, s, value, 1);
      if (seen.empty() || seen.back() != s.cap) seen.push_back(s.cap);
    }
    return seen;
  };
  EXPECT_EQ(caps(int_type, 2000), (std::vector<int64_t>{1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 848, 1280, 1792, 2560}));
  EXPECT_EQ(caps(uint8, 1000), (std::vector<int64_t>{8, 16, 32, 64, 128, 256, 512, 896, 1408}));
  EXPECT_EQ(caps(int32, 100), (std::vector<int64_t>{2, 4, 8, 16, 32, 64, 128}));
  // Since Go 1.22 the header of objects with pointers above 512 bytes shows in capacities.
  EXPECT_EQ(caps(string, 100), (std::vector<int64_t>{1, 2, 4, 8, 16, 32, 71, 143}));
  EXPECT_EQ(caps(empty, 5), (std::vector<int64_t>{1, 2, 3, 4, 5}));
  // append([]int{1, 2, 3, 4}, five more...) and append([]byte{}, 33 bytes...)
  AnySlice four, five;
  uint64_t values[5] = {};
  four = AppendValues(vm.m, int_type, four, values, 4);
  five = AppendValues(vm.m, int_type, five, values, 5);
  EXPECT_EQ(five.cap, 6);
  EXPECT_EQ(AppendSlice(vm.m, int_type, four, five).cap, 10);
  EXPECT_EQ(AppendString(vm.m, uint8, {}, Str("123456789012345678901234567890123")).cap, 48);
}

TEST_F(ValuesTest, AppendKeepsAndShares) {
  TestVm vm(types);
  uint64_t values[3] = {1, 2, 3};
  AnySlice s = AppendValues(vm.m, int_type, {}, values, 3);
  AnySlice t = AppendValues(vm.m, int_type, s, values, 1);
  EXPECT_EQ(s.cap, 3);
  EXPECT_NE(s.data, t.data);
  AnySlice u = AppendValues(vm.m, int_type, t, values, 1);
  EXPECT_EQ(t.data, u.data);
  auto* words = reinterpret_cast<uint64_t*>(u.data);
  EXPECT_EQ((std::vector<uint64_t>(words, words + u.len)), (std::vector<uint64_t>{1, 2, 3, 1, 1}));
  EXPECT_EQ(AppendSlice(vm.m, int_type, {}, {}).data, nullptr);
}

TEST_F(ValuesTest, MakeSliceChecksSizes) {
  TestVm vm(types);
  AnySlice s;
  EXPECT_EQ(MakeSlice(vm.m, int_type, 3, 5, s), Outcome::kDone);
  EXPECT_EQ(s.cap, 5);
  EXPECT_EQ(MakeSlice(vm.m, int_type, -1, 5, s), Outcome::kPanic);
  EXPECT_EQ(Text(vm), "makeslice: len out of range");
  EXPECT_EQ(MakeSlice(vm.m, int_type, 6, 5, s), Outcome::kPanic);
  EXPECT_EQ(Text(vm), "makeslice: cap out of range");
  EXPECT_EQ(MakeSlice(vm.m, int_type, int64_t{1} << 60, int64_t{1} << 60, s), Outcome::kPanic);
  EXPECT_EQ(Text(vm), "makeslice: len out of range");
  EXPECT_EQ(MakeSlice(vm.m, int_type, 0, int64_t{1} << 60, s), Outcome::kPanic);
  EXPECT_EQ(Text(vm), "makeslice: cap out of range");
  EXPECT_EQ(MakeSlice(vm.m, int_type, int64_t{1} << 42, int64_t{1} << 42, s), Outcome::kFatal);
}

TEST_F(ValuesTest, StringsAndRunes) {
  TestVm vm(types);
  GoString parts[] = {Str("ab"), Str(""), Str("c")};
  EXPECT_EQ(Concat(vm.m, parts, 3).view(), "abc");
  EXPECT_EQ(Concat(vm.m, parts, 2).data, parts[0].data);
  EXPECT_EQ(StringFromRune(vm.m, 0x20AC).view(), "\xE2\x82\xAC");
  EXPECT_EQ(StringFromRune(vm.m, 0xD800).view(), "\xEF\xBF\xBD");
  EXPECT_EQ(StringFromRune(vm.m, -1).view(), "\xEF\xBF\xBD");
  EXPECT_EQ(StringFromRune(vm.m, int64_t{1} << 40).view(), "\xEF\xBF\xBD");
  EXPECT_EQ(StringFromRune(vm.m, 'x').view(), "x");
  AnySlice runes = RunesFromString(vm.m, int32, Str("a\xFF\xE2\x82\xAC\xF0\x9F\x98\x80"));
  auto* r = reinterpret_cast<int32_t*>(runes.data);
  EXPECT_EQ((std::vector<int32_t>(r, r + runes.len)), (std::vector<int32_t>{'a', 0xFFFD, 0x20AC, 0x1F600}));
  EXPECT_EQ(StringFromRunes(vm.m, runes).view(), "a\xEF\xBF\xBD\xE2\x82\xAC\xF0\x9F\x98\x80");
  AnySlice bytes = BytesFromString(vm.m, uint8, Str("hello"));
  EXPECT_EQ(bytes.len, 5);
  EXPECT_EQ(bytes.cap, 8);
  EXPECT_EQ(StringFromBytes(vm.m, bytes).view(), "hello");
  EXPECT_LT(CompareStrings(Str("a"), Str("ab")), 0);
  EXPECT_GT(CompareStrings(Str("b"), Str("ab")), 0);
  EXPECT_EQ(CompareStrings(Str("ab"), Str("ab")), 0);
}

TEST(Utf8, WrongBytesAreOneErrorEach) {
  auto size = [](std::string s) {
    RuneAt r = DecodeUtf8(s.data(), s.size());
    return r.rune == kRuneError && r.size == 1;
  };
  EXPECT_TRUE(size("\x80"));
  EXPECT_TRUE(size("\xC0\x80"));          // overlong
  EXPECT_TRUE(size("\xC1\xBF"));
  EXPECT_TRUE(size("\xE0\x80\x80"));
  EXPECT_TRUE(size("\xED\xA0\x80"));      // a surrogate
  EXPECT_TRUE(size("\xF0\x80\x80\x80"));
  EXPECT_TRUE(size("\xF4\x90\x80\x80"));  // above U+10FFFF
  EXPECT_TRUE(size("\xF5\x80\x80\x80"));
  EXPECT_TRUE(size("\xE2\x82"));          // cut off
  EXPECT_TRUE(size("\xE2"));
  for (int32_t rune = 0; rune <= 0x10FFFF; rune += rune < 0x3000 ? 1 : 37) {
    if (!IsValidRune(rune)) continue;
    char buffer[4];
    int n = EncodeRune(rune, buffer);
    ASSERT_EQ(n, RuneLength(rune));
    RuneAt r = DecodeUtf8(buffer, static_cast<size_t>(n));
    ASSERT_EQ(r.rune, rune);
    ASSERT_EQ(r.size, n);
  }
}

TEST_F(ValuesTest, EqualityOfInterfacesAndStructs) {
  TestVm vm(types);
  GoString a = Str("same"), b = Str("same");
  GoIface x = {string, reinterpret_cast<uint64_t>(&a)}, y = {string, reinterpret_cast<uint64_t>(&b)};
  bool equal = false;
  EXPECT_EQ(EqualIfaces(vm.m, x, y, equal), Outcome::kDone);
  EXPECT_TRUE(equal);
  EqualIfaces(vm.m, x, {int_type, 4}, equal);
  EXPECT_FALSE(equal);
  EqualIfaces(vm.m, {}, {}, equal);
  EXPECT_TRUE(equal);
  AnySlice s1, s2;
  GoIface u = {slice, reinterpret_cast<uint64_t>(&s1)}, v = {slice, reinterpret_cast<uint64_t>(&s2)};
  EXPECT_EQ(EqualIfaces(vm.m, u, v, equal), Outcome::kPanic);
  EXPECT_EQ(Text(vm), "comparing uncomparable type []int");
  EXPECT_EQ(EqualIfaces(vm.m, u, x, equal), Outcome::kDone);
  EXPECT_FALSE(equal);
  double nan = std::numeric_limits<double>::quiet_NaN();
  uint64_t p[3] = {reinterpret_cast<uint64_t>(string), x.data, std::bit_cast<uint64_t>(0.0)};
  uint64_t q[3] = {reinterpret_cast<uint64_t>(string), y.data, std::bit_cast<uint64_t>(-0.0)};
  EqualValues(vm.m, pair, p, q, equal);
  EXPECT_TRUE(equal);
  p[2] = q[2] = std::bit_cast<uint64_t>(nan);
  EqualValues(vm.m, pair, p, q, equal);
  EXPECT_FALSE(equal);
}

TEST_F(ValuesTest, DeeplyNestedInterfacesEndInAFatalError) {
  TestVm vm(types);
  auto nested = [&] {
    GoIface x = {int_type, 1};
    for (int i = 0; i < 100'000; ++i) {
      auto* box = static_cast<GoIface*>(vm.m.heap.New(pair));
      *box = x;
      x = {pair, reinterpret_cast<uint64_t>(box)};
    }
    return x;
  };
  bool equal;
  EXPECT_EQ(EqualIfaces(vm.m, nested(), nested(), equal), Outcome::kFatal);
}

TEST_F(ValuesTest, BoxAndUnbox) {
  TestVm vm(types);
  uint64_t minus = static_cast<uint64_t>(int64_t{-5});
  GoIface x = BoxValue(vm.m, int32, &minus);
  EXPECT_EQ(x.data, minus);
  uint64_t back[3] = {};
  UnboxValue(int32, x.data, back);
  EXPECT_EQ(back[0], minus);
  uint64_t text[2] = {reinterpret_cast<uint64_t>("hi"), 2};
  x = BoxValue(vm.m, string, text);
  UnboxValue(string, x.data, back);
  EXPECT_EQ(back[0], text[0]);
  EXPECT_EQ(back[1], 2u);
  int32_t narrow = -7;
  LoadSlots(int32, &narrow, back);
  EXPECT_EQ(static_cast<int64_t>(back[0]), -7);
  EXPECT_EQ(vm.m.MakeIface(int32, &narrow).data, back[0]);
}

TEST_F(ValuesTest, PanicTexts) {
  TestVm vm(types);
  PanicIndex(vm.m, 5, 3);
  EXPECT_EQ(Text(vm), "index out of range [5] with length 3");
  PanicIndex(vm.m, -1, 3);
  EXPECT_EQ(Text(vm), "index out of range [-1]");
  PanicSlice(vm.m, 0, 5, 0, 2, 3, 3, false);
  EXPECT_EQ(Text(vm), "slice bounds out of range [:5] with capacity 3");
  PanicSlice(vm.m, 0, 5, 0, 2, 3, 3, true);
  EXPECT_EQ(Text(vm), "slice bounds out of range [:5] with length 3");
  PanicSlice(vm.m, 4, 0, 0, 1, 3, 5, false);
  EXPECT_EQ(Text(vm), "slice bounds out of range [4:3]");
  PanicSlice(vm.m, -1, 2, 0, 3, 3, 5, false);
  EXPECT_EQ(Text(vm), "slice bounds out of range [-1:]");
  PanicSlice(vm.m, 0, 2, 9, 7, 3, 5, false);
  EXPECT_EQ(Text(vm), "slice bounds out of range [::9] with capacity 5");
  PanicSlice(vm.m, 0, 4, 3, 7, 3, 5, false);
  EXPECT_EQ(Text(vm), "slice bounds out of range [:4:3]");
  PanicSlice(vm.m, 3, 2, 3, 7, 3, 5, false);
  EXPECT_EQ(Text(vm), "slice bounds out of range [3:2:]");
  PanicSliceToArray(vm.m, 2, 4);
  EXPECT_EQ(Text(vm), "cannot convert slice with length 2 to array or pointer to array with length 4");
  PanicTypeAssert(vm.m, any, string, int_type);
  EXPECT_EQ(Text(vm), "interface conversion: interface {} is string, not int");
  EXPECT_EQ(vm.scheduler.pending_panic.type, assertion_pointer);
  PanicTypeAssert(vm.m, any, nullptr, int_type);
  EXPECT_EQ(Text(vm), "interface conversion: interface {} is nil, not int");
  PanicNil(vm.m);
  EXPECT_TRUE(vm.m.memory_fault);
  EXPECT_EQ(Text(vm), "invalid memory address or nil pointer dereference");
}

TEST(Interfaces, ImplementsByNameAndSignature) {
  TestTypes types;
  types.String();
  TypeDesc* assertion = types.Struct("runtime.TypeAssertionError", {types.String()});
  types.Pointer(assertion);
  TypeDesc* sig = types.Add(Kind::kFunc, "func()", 8, true);
  TypeDesc* other = types.Add(Kind::kFunc, "func() int", 8, true);
  auto method = [&](const char* name, uint32_t selector, const TypeDesc* t) {
    vm::MethodDesc d;
    d.name = name;
    d.selector = selector;
    d.type = t;
    return d;
  };
  std::vector<vm::MethodDesc> abc = {method("A", 1, sig), method("B", 2, sig), method("C", 3, sig)};
  std::vector<vm::MethodDesc> ac = {method("A", 1, sig), method("C", 3, sig)};
  std::vector<vm::MethodDesc> wrong = {method("A", 1, other)};
  TypeDesc* t = types.Add(Kind::kStruct, "main.T", 8, false);
  t->methods = ac;
  TypeDesc* iface_ac = types.Add(Kind::kInterface, "main.AC", 16, true);
  iface_ac->methods = ac;
  TypeDesc* iface_abc = types.Add(Kind::kInterface, "main.ABC", 16, true);
  iface_abc->methods = abc;
  TypeDesc* iface_wrong = types.Add(Kind::kInterface, "main.W", 16, true);
  iface_wrong->methods = wrong;
  TestVm vm(types);
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(vm.m.Implements(t, iface_ac));
    EXPECT_FALSE(vm.m.Implements(t, iface_abc));
    EXPECT_FALSE(vm.m.Implements(t, iface_wrong));
  }
  PanicTypeAssert(vm.m, iface_ac, t, iface_abc);
  EXPECT_EQ(reinterpret_cast<GoString*>(vm.scheduler.pending_panic.data)->view(),
            "interface conversion: main.T is not main.ABC: missing method B");
}

// ---------------------------------------------------------------- natives

int64_t Index(std::string_view s, std::string_view t) {
  size_t at = s.find(t);
  return at == s.npos ? -1 : static_cast<int64_t>(at);
}
std::string Upper(std::string_view s) {
  std::string r(s);
  for (char& c : r) c = static_cast<char>(std::toupper(c));
  return r;
}
std::pair<double, int64_t> Split(double x) { return {x / 2, static_cast<int64_t>(x)}; }
Outcome Divide(Mutator& m, int32_t a, int32_t b, int32_t& q, bool& exact) {
  if (b == 0) return PanicDivide(m);
  q = a / b;
  exact = a % b == 0;
  return Outcome::kDone;
}
uint8_t Narrow(uint8_t x, int8_t y, float f) { return static_cast<uint8_t>(x + y + static_cast<int>(f)); }
GoSlice<int64_t> Range(Mutator& m, int64_t n) {
  auto s = m.NewScalarSlice<int64_t>(n);
  for (int64_t i = 0; i < n; ++i) s[i] = i;
  return s;
}
void Nothing() {}
constexpr Native kNatives[] = {Bind<&Index>("Index"), Bind<&Upper>("Upper"),   Bind<&Split>("Split"), Bind<&Divide>("Divide"),
                               Bind<&Narrow>("Narrow"), Bind<&Range>("(*T).Range"), Bind<&Nothing>("Nothing")};
constinit const NativePackage kPackage = {"text/p", kNatives};

TEST_F(ValuesTest, NativesConvertTheirWindow) {
  TestVm vm(types);
  NativeTable table;
  table.Add(kPackage);
  auto fn = [&](const char* name) { return table.Find(std::string("text/p.") + name)->fn; };
  uint64_t w[8] = {0, reinterpret_cast<uint64_t>("hello"), 5, reinterpret_cast<uint64_t>("lo"), 2};
  EXPECT_EQ(fn("Index")(vm.m, w), Outcome::kDone);
  EXPECT_EQ(w[0], 3u);
  uint64_t u[8] = {0, 0, reinterpret_cast<uint64_t>("abc"), 3};
  fn("Upper")(vm.m, u);
  EXPECT_EQ(std::string_view(reinterpret_cast<char*>(u[0]), u[1]), "ABC");
  uint64_t s[3] = {0, 0, std::bit_cast<uint64_t>(9.0)};
  fn("Split")(vm.m, s);
  EXPECT_EQ(std::bit_cast<double>(s[0]), 4.5);
  EXPECT_EQ(s[1], 9u);
  uint64_t d[4] = {0, 0, static_cast<uint64_t>(int64_t{-7}), 2};
  EXPECT_EQ(fn("Divide")(vm.m, d), Outcome::kDone);
  EXPECT_EQ(static_cast<int64_t>(d[0]), -3);
  EXPECT_EQ(d[1], 0u);
  d[3] = 0;
  EXPECT_EQ(fn("Divide")(vm.m, d), Outcome::kPanic);
  uint64_t n[4] = {0, 250, static_cast<uint64_t>(int64_t{-1}), std::bit_cast<uint32_t>(2.0f)};
  fn("Narrow")(vm.m, n);
  EXPECT_EQ(n[0], 251u);
  uint64_t r[4] = {0, 0, 0, 4};
  fn("(*T).Range")(vm.m, r);
  EXPECT_EQ(r[1], 4u);
  EXPECT_EQ(reinterpret_cast<int64_t*>(r[0])[3], 3);
  EXPECT_EQ(fn("Nothing")(vm.m, r), Outcome::kDone);
}

TEST_F(ValuesTest, LinkerComparesSignatures) {
  std::vector<const TypeDesc*> two = {string, string}, one = {int_type};
  TypeDesc* good = types.Add(Kind::kFunc, "func(string, string) int", 8, true);
  good->params = two;
  good->results = one;
  TypeDesc* bad = types.Add(Kind::kFunc, "func(int) int", 8, true);
  bad->params = one;
  bad->results = one;
  types.program.natives = {{"text/p.Index", good, 1, 4}, {"text/p.Split", bad, 1, 1}, {"text/p.Missing", bad, 1, 1}};
  NativeTable table;
  table.Add(kPackage);
  NativeTable::Linked linked = table.Link(types.program);
  EXPECT_NE(linked.functions[0], nullptr);
  ASSERT_EQ(linked.errors.size(), 2u);
  EXPECT_EQ(linked.errors[0], "native text/p.Split has 2 results in C++ and 1 in Go");
  EXPECT_EQ(linked.errors[1], "native text/p.Missing is not bound");
}

}  // namespace
}  // namespace golite::runtime
