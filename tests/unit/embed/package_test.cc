// Tests of host packages: functions, structs and opaque types that scripts use.
#include "golite/package.h"

#include <cstdint>
#include <map>
#include <stdexcept>

#include "host_util.h"

namespace {

int64_t Add(int64_t a, int64_t b) { return a + b; }
std::string Join(const std::vector<std::string>& parts, std::string_view by) {
  std::string out;
  for (const std::string& p : parts) out += (out.empty() ? "" : std::string(by)) + p;
  return out;
}
std::pair<int64_t, int64_t> DivMod(int64_t a, int64_t b) { return {a / b, a % b}; }
golite::Result<double> Sqrt(double x) {
  if (x < 0) return golite::Error("negative");
  double r = x;
  for (int i = 0; i < 50; ++i) r = (r + x / r) / 2;
  return r;
}
golite::Error Fail(bool yes) { return yes ? golite::Error("failed as told") : golite::Error(); }
golite::Result<void> Try(bool yes) {
  if (yes) return golite::Error("tried");
  return {};
}

struct Vec {
  double x = 0, y = 0;
};

int live_counters = 0;

class Counter {
 public:
  explicit Counter(int64_t n) : n_(n) { ++live_counters; }
  ~Counter() { --live_counters; }
  int64_t Add(int64_t by) { return n_ += by; }
  int64_t value() const { return n_; }

 private:
  int64_t n_;
};

}  // namespace

template <>
struct golite::StructOf<Vec> {
  static constexpr const char* kName = "Vec";
  static constexpr auto kFields = Fields(Field("X", &Vec::x), Field("Y", &Vec::y));
};

namespace golite {
namespace {

// Runs a program and returns what it printed by host.Print.
class PackageTest : public testing::Test {
 protected:
  PackageTest() : host("test/host") {
    host.Func("Print", [this](std::string_view text) { output += std::string(text) + "\n"; }, "Print shows a line.");
  }
  std::string Run(std::string_view source, VmOptions options = {}) {
    EXPECT_TRUE(engine.Add(host).ok());
    vm = NewVm(engine, source, std::move(options));
    if (vm == nullptr) return "";
    result = vm->Run();
    return output + result.report;
  }

  Engine engine;
  Package host;
  std::string output;
  std::unique_ptr<Vm> vm;
  RunResult result;
};

TEST_F(PackageTest, BindsFunctionsOfDeducedSignature) {
  host.Func("Add", &Add).Func("Join", &Join).Func("DivMod", &DivMod).Func("Scale", [factor = 3](int32_t n) { return n * factor; });
  host.Const("Name", "a \"b\"\n").Const("Max", 10).Const("Pi", 3.0).Const("Debug", true);
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "test/host")
func main() {
	q, r := host.DivMod(17, 5)
	f := host.Add
	host.Print(fmt.Sprint(host.Add(1, 2), f(3, 4), host.Join([]string{"a", "b"}, "-"), q, r, host.Scale(7)))
	host.Print(fmt.Sprintf("%q %d %v %v", host.Name, host.Max, host.Pi/2, host.Debug))
}
)go"), "3 7a-b3 2 21\n\"a \\\"b\\\"\\n\" 10 1.5 true\n");
  EXPECT_NE(engine.Declarations("test/host").find("// Print shows a line.\nfunc Print(string)\n"), std::string::npos)
      << engine.Declarations("test/host");
  EXPECT_EQ(engine.Declarations("none"), "");
}

TEST_F(PackageTest, ReturnsErrors) {
  host.Func("Sqrt", &Sqrt).Func("Fail", &Fail).Func("Try", &Try);
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "test/host")
func main() {
	x, err := host.Sqrt(16)
	host.Print(fmt.Sprint(x, err))
	x, err = host.Sqrt(-1)
	host.Print(fmt.Sprint(x, " ", err))
	host.Print(fmt.Sprint(host.Fail(false), host.Fail(true), host.Try(false), host.Try(true)))
}
)go"), "4 <nil>\n0 negative\n<nil> failed as told <nil> tried\n");
}

TEST_F(PackageTest, PanicsInTheScript) {
  host.Func("Check", [](Call& call, int64_t n) {
    if (n < 0) call.Panic("negative");
    return n;
  });
  host.Func("Throw", []() -> int64_t { throw std::runtime_error("thrown"); });
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "test/host")
func try(f func() int) {
	defer func() { host.Print(fmt.Sprint(recover())) }()
	host.Print(fmt.Sprint(f()))
}
func main() {
	try(func() int { return host.Check(1) })
	try(func() int { return host.Check(-1) })
	try(host.Throw)
}
)go"), "1\n<nil>\nnegative\nthrown\n");
}

TEST_F(PackageTest, KnowsItsVm) {
  Vm* seen = nullptr;
  host.Func("Here", [&seen](Call& call) { seen = &call.vm(); });
  Run("package main\nimport \"test/host\"\nfunc main() { host.Here() }\n");
  EXPECT_EQ(seen, vm.get());
}

TEST_F(PackageTest, DeclaresStructs) {
  host.Func("Length2", [](Vec v) { return v.x * v.x + v.y * v.y; });
  host.Func("Sum", [](const std::vector<Vec>& list) {
    Vec sum;
    for (const Vec& v : list) sum = {sum.x + v.x, sum.y + v.y};
    return sum;
  });
  host.Func("Corners", [] { return std::map<std::string, Vec>{{"a", {1, 2}}, {"b", {3, 4}}}; });
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "test/host")
func main() {
	v := host.Sum([]host.Vec{{1, 2}, {X: 3}})
	host.Print(fmt.Sprintf("%+v %T %v", v, v, host.Length2(v)))
	host.Print(fmt.Sprint(host.Corners()))
}
)go"), "{X:4 Y:2} host.Vec 20\nmap[a:{1 2} b:{3 4}]\n");
}

TEST_F(PackageTest, SharesTypesBetweenPackages) {
  Package shapes("shapes");
  shapes.Struct<Vec>().Func("Unit", [] { return Vec{1, 0}; });
  ASSERT_TRUE(engine.Add(shapes).ok());
  host.Func("Flip", [](Vec v) { return Vec{v.y, v.x}; });
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "shapes"; "test/host")
func main() {
	var v shapes.Vec = host.Flip(shapes.Unit())
	host.Print(fmt.Sprintf("%v %T", v, v))
}
)go"), "{0 1} shapes.Vec\n");
}

class HandleTest : public PackageTest {
 protected:
  HandleTest() {
    live_counters = 0;
    host.Type<Counter>("Counter")
        .Method("Add", &Counter::Add, "Add adds.")
        .Method("Value", &Counter::value)
        .Method("Double", [](Counter& c) { return c.Add(c.value()); })
        .Method("Fail", [](Call& call, Counter&) { call.Panic("counted too far"); });
    host.Func("New", [](int64_t n) { return std::make_unique<Counter>(n); });
    host.Func("Shared", [this] { return shared; });
    host.Func("Borrowed", [this]() -> Counter& { return *shared; });
    host.Func("Keep", [this](std::shared_ptr<Counter> c) { shared = std::move(c); });
    host.Func("Nil", []() -> Counter* { return nullptr; });
    host.Func("Total", [](const std::vector<Counter*>& list) {
      int64_t sum = 0;
      for (const Counter* c : list) sum += c == nullptr ? 0 : c->value();
      return sum;
    });
  }
  std::shared_ptr<Counter> shared;
};

TEST_F(HandleTest, IsOnePointerForOneObject) {
  shared = std::make_shared<Counter>(1);
  host.Func("Self", [](Counter& c) -> Counter& { return c; });
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "runtime"; "test/host")
var known = map[*host.Counter]string{}
func main() {
	known[host.Borrowed()] = "known"
	runtime.GC()
	a, b, c := host.Shared(), host.New(2), host.New(2)
	host.Print(fmt.Sprint(known[host.Borrowed()], a == host.Borrowed(), a == b, b == c, b == host.Self(b)))
	// The second pointer keeps the object as the first did.
	d := host.Self(host.New(3))
	runtime.GC()
	runtime.GC()
	host.Print(fmt.Sprint(d.Value()))
}
)go"), "knowntrue false false true\n3\n");
}

TEST_F(HandleTest, HasMethods) {
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "test/host")
type adder interface{ Add(int) int }
func main() {
	c := host.New(40)
	var a adder = c
	a.Add(1)
	add := c.Add
	host.Print(fmt.Sprint(add(1), c.Value(), c.Double(), host.Total([]*host.Counter{c, nil, c})))
	fmt.Sprint(c, *c)
	d := *c
	d.Add(1)
	host.Print(fmt.Sprint(c.Value(), host.Nil() == nil))
	defer func() { host.Print(fmt.Sprint(recover())) }()
	c.Fail()
}
)go"), "42 42 84 168\n85 true\ncounted too far\n");
}

TEST_F(HandleTest, PanicsForNilAndZeroHandles) {
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "test/host")
func try(c *host.Counter) {
	defer func() { host.Print(fmt.Sprint(recover())) }()
	c.Add(1)
}
func main() {
	try(nil)
	try(new(host.Counter))
}
)go"), "runtime error: invalid memory address or nil pointer dereference\n"
         "runtime error: invalid memory address or nil pointer dereference\n");
}

TEST_F(HandleTest, IsDestroyedByTheCollectorOrWithTheVm) {
  Run(R"go(package main
import ("runtime"; "test/host")
var kept = host.New(1)
func main() {
	for i := 0; i < 100; i++ { host.New(i) }
	runtime.GC()
}
)go");
  EXPECT_EQ(result.report, "");
  EXPECT_LT(live_counters, 10);
  EXPECT_GE(live_counters, 1);
  vm.reset();
  EXPECT_EQ(live_counters, 0);
}

TEST_F(HandleTest, SharesOwnershipWithTheHost) {
  shared = std::make_shared<Counter>(5);
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "test/host")
func main() {
	host.Print(fmt.Sprint(host.Shared().Add(1), host.Borrowed().Add(1)))
	host.Keep(host.New(70))
}
)go"), "6 7\n");
  vm.reset();
  EXPECT_EQ(live_counters, 1);
  EXPECT_EQ(shared->value(), 70);
}

TEST_F(PackageTest, KeepsScriptFunctionsAndValues) {
  Func<std::string(int64_t)> kept;
  std::map<std::string, Func<void()>> handlers;
  Value value;
  host.Func("OnEvent", [&](Func<std::string(int64_t)> f) { kept = std::move(f); });
  host.Func("Handle", [&](std::string name, Func<void()> f) { handlers[name] = std::move(f); });
  host.Func("Keep", [&](Value v) { value = std::move(v); });
  host.Func("Kept", [&] { return value; });
  VmOptions options;
  options.gc_stress = true;
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "test/host")
type pair struct { A int; B string }
func (p pair) String() string { return fmt.Sprint("pair ", p.A) }
func main() {
	n := 10
	host.OnEvent(func(by int) string { n += by; return fmt.Sprint("n is ", n) })
	host.Handle("panic", func() { panic("in handler") })
	host.Keep(pair{1, "x"})
	host.Print(fmt.Sprint(host.Kept(), host.Kept() == any(pair{1, "x"})))
	var s fmt.Stringer = pair{}
	_ = s.String()
}
)go", options), "pair 1 true\n");
  EXPECT_EQ(*kept(5), "n is 15");
  EXPECT_EQ(*kept(5), "n is 20");
  EXPECT_EQ(handlers["panic"]().error().message, "panic: in handler");
  EXPECT_EQ(value.type(), "main.pair");
  EXPECT_FALSE(value.is_nil());
  EXPECT_EQ(value.As<int64_t>().error().message, "the value is a main.pair, not int");
  auto text = value.Method<std::string()>("String");
  ASSERT_TRUE(text.ok()) << text.error().message;
  EXPECT_EQ(*(*text)(), "pair 1");
  EXPECT_EQ(value.Method<void()>("None").error().message, "there is no method main.pair.None");
  EXPECT_EQ(Value::Of(*vm, std::string("hi"))->As<std::string>().value_or(""), "hi");
  EXPECT_EQ(Value::Of(*vm, int64_t{5})->type(), "int");
  EXPECT_TRUE(Value().is_nil());
  EXPECT_EQ(Value().type(), "<nil>");
  kept = {};
  handlers.clear();
  vm.reset();
  EXPECT_TRUE(value.is_nil());
}

TEST_F(PackageTest, ReturnsCppFunctions) {
  host.Func("Adder", [](int64_t by) { return std::function<int64_t(int64_t)>([by](int64_t x) { return x + by; }); });
  VmOptions options;
  options.gc_stress = true;
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "test/host")
func main() {
	add := host.Adder(5)
	c := make(chan int)
	go func() { c <- add(1) }()
	defer func(f func(int) int) { host.Print(fmt.Sprint(f(100))) }(add)
	host.Print(fmt.Sprint(<-c, add(2), host.Adder(1)(1)))
}
)go", options), "6 7 2\n105\n");
}

TEST_F(PackageTest, ChecksAgainstGoSource) {
  host.Source(R"go(
// Package host has a part in Go.
package host

type Celsius float64

// Warm is half native.
func Warm(c Celsius) Celsius

func (c Celsius) Double() Celsius { return Warm(c) * 2 }

func Wrong(s string) int
)go");
  host.Func("Warm", [](double c) { return c + 1; }).Func("Wrong", [](int64_t) -> int64_t { return 0; });
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "test/host")
func main() { host.Print(fmt.Sprint(host.Celsius(20).Double())) }
)go"), "42\n");
  CompileResult bad = engine.CompileText("bad.go", "package main\nimport \"test/host\"\nfunc main() { host.Wrong(\"\") }\n");
  ASSERT_FALSE(bad.ok());
  EXPECT_EQ(bad.Report(), "test/host/host.go:12:6: host function test/host.Wrong has parameter 1 of type int in C++ and string in Go\n");
  EXPECT_EQ(bad.errors[0].line, 12u);
}

TEST_F(PackageTest, ReportsFunctionsWithoutBody) {
  host.Source("package host\nfunc Missing()\n");
  ASSERT_TRUE(engine.Add(host).ok());
  CompileResult bad = engine.CompileText("bad.go", "package main\nimport \"test/host\"\nfunc main() { host.Missing() }\n");
  EXPECT_EQ(bad.Report(), "test/host/host.go:2:6: native test/host.Missing is not bound\n");
}

TEST(EngineTest, RefusesPackagesThatCannotBe) {
  Engine engine;
  auto error = [&](const Package& p) { return engine.Add(p).error().message; };
  EXPECT_EQ(error(Package("fmt")), "host package fmt: the library has a package of this path");
  EXPECT_EQ(error(Package("a b")), "host package a b: the last element of the path is no package name");
  EXPECT_EQ(error(Package("p").Func("add", &Add)), "host package p: add must begin with an upper-case letter");
  EXPECT_EQ(error(Package("p").Func("A d", &Add)), "host package p: A d is no Go name");
  EXPECT_EQ(error(Package("p").Func("Add", &Add).Func("Add", &Add)), "host package p: Add is declared twice");
  EXPECT_EQ(error(Package("p").Source("package q\n")), "host package p: the source is of package q");
  EXPECT_EQ(error(Package("p").Source("package p\nfunc (\n")).substr(0, 31), "host package p: p/host.go:3:1: ");
  EXPECT_NE(error(Package("p").Func("New", [](Counter*) {})).find("no package has declared"), std::string::npos);
  EXPECT_TRUE(engine.Add(Package("p")).ok());
  EXPECT_EQ(error(Package("p")), "host package p: added twice");
}

TEST(EngineTest, CompilesForManyVms) {
  Engine engine;
  CompileResult result = engine.CompileText("p.go", "package p\nvar n int\nfunc Next() int { n++; return n }\n");
  ASSERT_TRUE(result.ok());
  Vm a(result.program), b(result.program);
  EXPECT_EQ(*MustFind<int64_t()>(a, "Next")(), 1);
  EXPECT_EQ(*MustFind<int64_t()>(a, "Next")(), 2);
  EXPECT_EQ(*MustFind<int64_t()>(b, "Next")(), 1);
}

TEST_F(PackageTest, RefusesToRunTheVmThatCalls) {
  std::string message;
  host.Func("Reenter", [&](Func<void()> f) { message = f().error().message; });
  Run("package main\nimport \"test/host\"\nfunc main() { host.Reenter(func() {}) }\n");
  EXPECT_EQ(message, "the VM is running: a host function awaits script functions in a Task, and calls none");
}

}  // namespace
}  // namespace golite
