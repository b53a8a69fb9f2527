// Tests of calls of script functions by the host.
#include "golite/func.h"

#include <array>
#include <complex>
#include <map>

#include "host_util.h"

struct Point {
  int64_t x = 0;
  float y = 0;
  std::string label;
  int hidden = 7;
};
template <>
struct golite::StructOf<Point> {
  static constexpr const char* kName = "Point";
  static constexpr auto kFields = Fields(Field("X", &Point::x), Field("Y", &Point::y), Field("Label", &Point::label));
};

struct Big {
  std::array<int64_t, 100> numbers{};
};
template <>
struct golite::StructOf<Big> {
  static constexpr const char* kName = "Big";
  static constexpr auto kFields = Fields(Field("Numbers", &Big::numbers));
};

struct Tree {
  std::string name;
  std::vector<Tree> kids;
};
template <>
struct golite::StructOf<Tree> {
  static constexpr const char* kName = "Tree";
  static constexpr auto kFields = Fields(Field("Name", &Tree::name), Field("Kids", &Tree::kids));
};

namespace golite {
namespace {

constexpr std::string_view kScript = R"go(
package rules

import (
	"errors"
	"runtime"
)

var calls int

func init() { calls = 100 }

func Add(a, b int) int { calls++; return a + b }
func Calls() int { return calls }
func Mixed(a bool, b int8, c uint16, d float32, e float64) (float64, bool) { return float64(b) + float64(c) + float64(d) + e, !a }
func Greet(name string) string { return "hello, " + name }
func Half(n int) (int, error) {
	if n%2 != 0 {
		return 0, errors.New("odd")
	}
	return n / 2, nil
}
func Check(n int) error {
	if n < 0 {
		return errors.New("negative")
	}
	return nil
}
func Reverse(list []string) []string {
	out := make([]string, 0, len(list))
	for i := len(list) - 1; i >= 0; i-- {
		out = append(out, list[i])
	}
	return out
}
func Narrow(list []int16) (sum int) {
	for _, x := range list {
		sum += int(x)
	}
	return
}
func Invert(m map[string]int) map[int]string {
	out := map[int]string{}
	for k, v := range m {
		out[v] = k
	}
	return out
}

type Point struct {
	X     int
	Y     float32
	Label string
}

func Move(p Point, dx int) Point { p.X += dx; p.Y *= 2; p.Label += "!"; return p }
func Points(m map[string][]Point) int { return len(m["a"]) + m["a"][1].X }

type Big struct{ Numbers [100]int }

func Fill(b Big, n int) Big {
	for i := range b.Numbers {
		b.Numbers[i] += n + i
	}
	return b
}

type Tree struct {
	Name string
	Kids []Tree
}

func Depth(t Tree) int {
	d := 0
	for _, k := range t.Kids {
		d = max(d, Depth(k))
	}
	return d + 1
}
func Conj(c complex128) complex128 { return complex(real(c), -imag(c)) }
func Last(a [3]int32) int32 { return a[2] }
func Counter() func(int) int {
	n := 0
	return func(by int) int { n += by; return n }
}
func Apply(f func(int, string) (string, error), n int) string {
	s, err := f(n, "x")
	if err != nil {
		return "error: " + err.Error()
	}
	return s
}
func Boom(depth int) int {
	if depth == 0 {
		var m map[string]int
		m["x"] = 1
	}
	return Boom(depth - 1)
}
func Spawn(c chan int) {}
func Background(n int) { calls += n }
func Generic[T any](x T) T { return x }
func Yield() { runtime.Gosched() }
func Deadlock() { <-make(chan int) }
)go";

class FuncTest : public testing::Test {
 protected:
  void SetUp() override { vm = NewVm(engine, kScript); }

  Engine engine;
  std::unique_ptr<Vm> vm;
};

TEST_F(FuncTest, CallsWithNumbersAndRunsInitOnce) {
  auto add = MustFind<int64_t(int64_t, int64_t)>(*vm, "Add");
  EXPECT_EQ(*add(2, 3), 5);
  EXPECT_EQ(*add(-7, 3), -4);
  EXPECT_EQ(*MustFind<int64_t()>(*vm, "Calls")(), 102);
}

TEST_F(FuncTest, ExtendsNarrowNumbersAndReturnsSeveralResults) {
  auto mixed = MustFind<std::pair<double, bool>(bool, int8_t, uint16_t, float, double)>(*vm, "Mixed");
  auto [sum, flag] = *mixed(true, -5, 60000, 0.5f, 0.25);
  EXPECT_EQ(sum, 59995.75);
  EXPECT_FALSE(flag);
}

TEST_F(FuncTest, PassesStrings) {
  auto greet = MustFind<std::string(std::string_view)>(*vm, "Greet");
  EXPECT_EQ(*greet("you"), "hello, you");
  EXPECT_EQ(*greet(""), "hello, ");
}

TEST_F(FuncTest, TurnsALastErrorIntoTheResults) {
  auto half = MustFind<int64_t(int64_t)>(*vm, "Half");
  EXPECT_EQ(*half(8), 4);
  Result<int64_t> odd = half(7);
  ASSERT_FALSE(odd.ok());
  EXPECT_EQ(odd.error().kind, ErrorKind::kReturned);
  EXPECT_EQ(odd.error().message, "odd");
  EXPECT_EQ(*half(2), 1);
  auto check = MustFind<void(int64_t)>(*vm, "Check");
  EXPECT_TRUE(check(1).ok());
  EXPECT_EQ(check(-1).error().message, "negative");
}

TEST_F(FuncTest, CopiesSlicesAndMaps) {
  auto reverse = MustFind<std::vector<std::string>(std::vector<std::string>)>(*vm, "Reverse");
  EXPECT_EQ(*reverse({"a", "b", "c"}), (std::vector<std::string>{"c", "b", "a"}));
  EXPECT_TRUE(reverse({})->empty());
  EXPECT_EQ(*MustFind<int64_t(std::vector<int16_t>)>(*vm, "Narrow")({-1, 2, -3}), -2);
  auto invert = MustFind<std::map<int64_t, std::string>(std::map<std::string, int64_t>)>(*vm, "Invert");
  EXPECT_EQ(*invert({{"one", 1}, {"two", 2}}), (std::map<int64_t, std::string>{{1, "one"}, {2, "two"}}));
}

TEST_F(FuncTest, MapsStructsFieldByField) {
  auto move = MustFind<Point(Point, int64_t)>(*vm, "Move");
  const Point p = *move({1, 1.5f, "home", 0}, 4);
  EXPECT_EQ(p.x, 5);
  EXPECT_EQ(p.y, 3.0f);
  EXPECT_EQ(p.label, "home!");
  EXPECT_EQ(p.hidden, 7);
  auto points = MustFind<int64_t(std::map<std::string, std::vector<Point>>)>(*vm, "Points");
  EXPECT_EQ(*points({{"a", {Point{1, 0, "", 0}, Point{40, 0, "", 0}}}}), 42);
}

TEST_F(FuncTest, PassesValuesThatAreTooBigForAFrame) {
  Big big;
  big.numbers[99] = 1000;
  const Big filled = *MustFind<Big(const Big&, int64_t)>(*vm, "Fill")(big, 10);
  EXPECT_EQ(filled.numbers[0], 10);
  EXPECT_EQ(filled.numbers[99], 1109);
}

TEST_F(FuncTest, PassesTypesThatContainThemselves) {
  EXPECT_EQ(*MustFind<int64_t(Tree)>(*vm, "Depth")({"a", {{"b", {}}, {"c", {{"d", {}}}}}}), 3);
}

TEST_F(FuncTest, PassesComplexNumbersAndArrays) {
  using C = std::complex<double>;
  EXPECT_EQ(*MustFind<C(C)>(*vm, "Conj")(C(1, 2)), C(1, -2));
  EXPECT_EQ((*MustFind<int32_t(std::array<int32_t, 3>)>(*vm, "Last")({1, 2, -3})), -3);
}

TEST_F(FuncTest, KeepsClosuresAlive) {
  VmOptions options;
  options.gc_stress = true;
  vm = NewVm(engine, kScript, options);
  auto counter = *MustFind<Func<int64_t(int64_t)>()>(*vm, "Counter")();
  EXPECT_EQ(*counter(5), 5);
  EXPECT_EQ(*counter(5), 10);
  Func<int64_t(int64_t)> copy = counter;
  counter = {};
  EXPECT_FALSE(counter);
  EXPECT_EQ(*copy(1), 11);
}

TEST_F(FuncTest, PassesCppFunctionsToScripts) {
  using Callback = std::function<Result<std::string>(int64_t, std::string)>;
  auto apply = MustFind<std::string(Callback, int64_t)>(*vm, "Apply");
  int calls = 0;
  Callback f = [&calls](int64_t n, std::string s) -> Result<std::string> {
    ++calls;
    if (n < 0) return Error("too small");
    return s + std::to_string(n);
  };
  EXPECT_EQ(*apply(f, 3), "x3");
  EXPECT_EQ(*apply(f, -1), "error: too small");
  EXPECT_EQ(calls, 2);
}

TEST_F(FuncTest, APanicEndsTheCallButNotTheVm) {
  Result<int64_t> r = MustFind<int64_t(int64_t)>(*vm, "Boom")(2);
  ASSERT_FALSE(r.ok());
  EXPECT_EQ(r.error().kind, ErrorKind::kPanicked);
  EXPECT_EQ(r.error().message, "panic: assignment to entry in nil map");
  ASSERT_GE(r.error().frames.size(), 3u);
  EXPECT_EQ(r.error().frames[0].function, "main.Boom");
  EXPECT_EQ(r.error().frames[0].file, "test.go");
  EXPECT_NE(r.error().trace.find("goroutine"), std::string::npos);
  EXPECT_EQ(*MustFind<int64_t(int64_t, int64_t)>(*vm, "Add")(1, 1), 2);
}

TEST_F(FuncTest, ADeadlockEndsTheVm) {
  Result<void> r = MustFind<void()>(*vm, "Deadlock")();
  EXPECT_EQ(r.error().kind, ErrorKind::kFatal);
  EXPECT_EQ(r.error().message, "fatal error: all goroutines are asleep - deadlock!");
  Result<int64_t> later = MustFind<int64_t()>(*vm, "Calls")();
  ASSERT_FALSE(later.ok());
  EXPECT_EQ(later.error().kind, ErrorKind::kFatal);
}

TEST_F(FuncTest, RunsOnAGoroutineOfItsOwn) {
  EXPECT_TRUE(MustFind<void(int64_t)>(*vm, "Background").Go(50).ok());
  EXPECT_TRUE(MustFind<void()>(*vm, "Yield")().ok());
  EXPECT_EQ(*MustFind<int64_t()>(*vm, "Calls")(), 150);
}

TEST_F(FuncTest, ChecksSignaturesAtLookUp) {
  EXPECT_EQ(vm->Find<int64_t(int64_t)>("Add").error().message, "function Add has 1 parameter in C++ and 2 in Go");
  EXPECT_EQ(vm->Find<int64_t(int64_t, double)>("Add").error().message, "function Add has parameter 2 of type float64 in C++ and int in Go");
  EXPECT_EQ(vm->Find<std::string(int64_t, int64_t)>("Add").error().message, "function Add has result 1 of type string in C++ and int in Go");
  EXPECT_EQ(vm->Find<void()>("None").error().kind, ErrorKind::kSignature);
  EXPECT_FALSE(vm->Find<int64_t(int64_t)>("Generic").ok());
  EXPECT_FALSE(vm->Find<void(int64_t)>("Spawn").ok());
}

TEST_F(FuncTest, IsNilByDefaultAndAfterTheEndOfTheVm) {
  Func<int64_t()> none;
  EXPECT_FALSE(none);
  EXPECT_EQ(none().error().message, "call of a nil func");
  auto calls = MustFind<int64_t()>(*vm, "Calls");
  vm.reset();
  EXPECT_FALSE(calls);
  EXPECT_FALSE(calls().ok());
}

TEST(VmTest, RunsMainAndThenFunctions) {
  Engine engine;
  auto vm = NewVm(engine, "package main\nvar n = 1\nfunc main() { n++ }\nfunc N() int { return n }\n");
  EXPECT_TRUE(vm->Run().ok());
  EXPECT_EQ(*MustFind<int64_t()>(*vm, "N")(), 2);
}

TEST(VmTest, ReportsAPanicWithFrames) {
  Engine engine;
  auto vm = NewVm(engine, "package main\nfunc f(i int) int { return []int{}[i] }\nfunc main() { f(3) }\n");
  RunResult r = vm->Run();
  EXPECT_EQ(r.kind, RunKind::kPanicked);
  EXPECT_EQ(r.status, 2);
  ASSERT_EQ(r.frames.size(), 2u);
  EXPECT_EQ(r.frames[0].function, "main.f");
  EXPECT_EQ(r.frames[0].line, 2u);
  EXPECT_EQ(r.frames[1].line, 3u);
}

TEST(VmTest, RunsInPiecesBesideCalls) {
  Engine engine;
  auto vm = NewVm(engine, R"go(package main
import "time"
var frames, ticks int
func main() {
	go func() { for { ticks++; time.Sleep(time.Millisecond) } }()
	for { frames++ }
}
func Frames() int { return frames }
func Ticks() int { return ticks }
)go");
  EXPECT_EQ(vm->RunFor({.instructions = 100000}).kind, RunKind::kPaused);
  auto count = MustFind<int64_t()>(*vm, "Frames");
  const int64_t first = *count();
  EXPECT_GT(first, 1000);
  EXPECT_EQ(vm->RunFor({.instructions = 100000}).kind, RunKind::kPaused);
  EXPECT_GT(*count(), first);
  EXPECT_GE(*MustFind<int64_t()>(*vm, "Ticks")(), 1);
}

TEST(VmTest, RunsGoroutinesWithoutMain) {
  Engine engine;
  auto vm = NewVm(engine, R"go(package p
var c = make(chan int)
var sum int
func Work(n int) { for i := 0; i < n; i++ { sum += <-c } }
func Send(x int) { c <- x }
func Sum() int { return sum }
)go");
  auto work = MustFind<void(int64_t)>(*vm, "Work");
  EXPECT_TRUE(work.Go(2).ok());
  EXPECT_EQ(vm->RunFor({}).kind, RunKind::kWaiting);
  auto send = MustFind<void(int64_t)>(*vm, "Send");
  EXPECT_TRUE(send(3).ok());
  EXPECT_TRUE(send(4).ok());
  EXPECT_EQ(vm->RunFor({}).kind, RunKind::kReturned);
  EXPECT_EQ(*MustFind<int64_t()>(*vm, "Sum")(), 7);
}

TEST(VmTest, InitRunsOnce) {
  Engine engine;
  auto vm = NewVm(engine, "package p\nvar n int\nfunc init() { n++ }\nfunc N() int { return n }\n");
  EXPECT_TRUE(vm->Init().ok());
  EXPECT_TRUE(vm->Init().ok());
  EXPECT_EQ(*MustFind<int64_t()>(*vm, "N")(), 1);
}

TEST(VmTest, ArgumentsOfTheFirstCallOutliveTheInitialisation) {
  Engine engine;
  auto vm = NewVm(engine, "package p\nvar keep []*int\nfunc init() { for i := range 100 { keep = append(keep, &i) } }\nfunc Same(s string) string { return s }\n",
                  {.gc_stress = true});
  EXPECT_EQ(MustFind<std::string(std::string)>(*vm, "Same")("a text of the host").value(), "a text of the host");
}

TEST(VmTest, ArgumentsAreCollectedWhateverTheScriptAllocates) {
  Engine engine;
  auto vm = NewVm(engine, "package p\nfunc Len(s string) int { return len(s) }\n", {.max_heap_bytes = 4 << 20});
  auto len = MustFind<int64_t(std::string_view)>(*vm, "Len");
  const std::string text(100'000, 'x');
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(len(text).value(), 100'000);
  const Result<int64_t> r = len(std::string(5 << 20, 'x'));
  ASSERT_FALSE(r.ok());
  EXPECT_EQ(r.error().kind, ErrorKind::kMemory);
  EXPECT_EQ(r.error().message, "fatal error: runtime: out of memory");
}

}  // namespace
}  // namespace golite
