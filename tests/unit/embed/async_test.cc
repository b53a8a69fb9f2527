// Tests of host functions that complete later, and of those that call script functions.
#include "golite/async.h"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

#include "host_util.h"

namespace golite {
namespace {

using namespace std::chrono_literals;

class AsyncTest : public testing::Test {
 protected:
  AsyncTest() : host("host") {
    host.Func("Print", [this](std::string_view text) { output += std::string(text) + "\n"; });
  }
  ~AsyncTest() override {
    for (std::thread& t : threads) t.join();
  }
  std::string Run(std::string_view source, VmOptions options = {}) {
    EXPECT_TRUE(engine.Add(host).ok());
    vm = NewVm(engine, source, std::move(options));
    if (vm == nullptr) return "";
    result = vm->Run();
    return output + result.report.substr(0, result.report.find('\n'));
  }

  Engine engine;
  Package host;
  std::string output;
  std::vector<std::thread> threads;
  std::unique_ptr<Vm> vm;
  RunResult result;
};

TEST_F(AsyncTest, CompletesFromAnotherThreadWhileOthersRun) {
  host.Func("Fetch", [this](Completer<Result<std::string>> done, std::string name) {
    threads.emplace_back([done, name] {
      std::this_thread::sleep_for(5ms);
      if (name == "bad") {
        done.Complete(Error("no such page"));
      } else {
        done.Complete("<" + name + ">");
      }
    });
  });
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "host"; "sync")
func main() {
	var wg sync.WaitGroup
	pages := make([]string, 3)
	n := 0
	for i, name := range []string{"a", "bad", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			page, err := host.Fetch(name)
			pages[i] = fmt.Sprint(page, err)
		}()
	}
	for i := 0; i < 1000; i++ { n++ }
	wg.Wait()
	host.Print(fmt.Sprint(pages, n))
}
)go"), "[<a><nil> no such page <c><nil>] 1000\n");
}

TEST_F(AsyncTest, CompletesAtOnce) {
  host.Func("Now", [](Completer<int64_t> done, int64_t n) { EXPECT_TRUE(done.Complete(n + 1)); EXPECT_FALSE(done.Complete(0)); });
  host.Func("Nothing", [](Completer<void> done) { done.Complete(); });
  EXPECT_EQ(Run("package main\nimport (\"fmt\"; \"host\")\nfunc main() { host.Nothing(); host.Print(fmt.Sprint(host.Now(4))) }\n"), "5\n");
}

TEST_F(AsyncTest, PanicsLaterAndWhenGivenUp) {
  host.Func("Fail", [this](Completer<int64_t> done) { threads.emplace_back([done] { done.Panic("later"); }); });
  host.Func("Forget", [](Completer<int64_t>) {});
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "host")
func try(f func() int) {
	defer func() { host.Print(fmt.Sprint(recover())) }()
	f()
}
func main() {
	try(host.Fail)
	try(host.Forget)
}
)go"), "later\na host function gave up its Completer without completing the call\n");
}

TEST_F(AsyncTest, StopsAndOutlivesTheVm) {
  std::vector<Completer<void>> waiting;
  std::atomic<bool> called = false;
  host.Func("Wait", [&](Completer<void> done) { waiting.push_back(done); called = true; });
  ASSERT_TRUE(engine.Add(host).ok());
  vm = NewVm(engine, "package main\nimport \"host\"\nfunc main() { host.Wait() }\n");
  std::thread stopper([&] {
    while (!called) std::this_thread::yield();
    vm->Stop();
  });
  EXPECT_EQ(vm->Run().kind, RunKind::kStopped);
  stopper.join();
  vm.reset();
  EXPECT_TRUE(waiting[0].Complete());
}

TEST_F(AsyncTest, AwaitsScriptFunctions) {
  host.Func("Map", [](std::vector<int64_t> items, Func<int64_t(int64_t)> f) -> Task<std::vector<int64_t>> {
    std::vector<int64_t> out;
    for (int64_t x : items) out.push_back((co_await Await(f, x)).value_or(-1));
    co_return out;
  });
  host.Func("First", [](Func<Result<std::string>(std::string_view)> f) -> Task<Result<std::string>> {
    Result<std::string> r = co_await Await(f, "x");
    if (!r.ok()) co_return Error("failed: " + r.error().message);
    co_return *r + "!";
  });
  VmOptions options;
  options.gc_stress = true;
  EXPECT_EQ(Run(R"go(package main
import ("errors"; "fmt"; "host"; "time")
type myError struct{ n int }
func (e *myError) Error() string { return fmt.Sprint("my error ", e.n) }
func main() {
	c := make(chan int)
	go func() { for i := 0; ; i++ { c <- i } }()
	host.Print(fmt.Sprint(host.Map([]int{1, 2, 3}, func(x int) int { time.Sleep(1); return x*10 + <-c })))
	nested := host.Map([]int{1, 2}, func(x int) int {
		sum := 0
		for _, y := range host.Map([]int{x, x}, func(z int) int { return z + 1 }) { sum += y }
		return sum
	})
	host.Print(fmt.Sprint(nested))
	host.Print(fmt.Sprint(host.First(func(s string) (string, error) { return s + s, nil })))
	host.Print(fmt.Sprint(host.First(func(s string) (string, error) { return "", errors.New("bad") })))
	host.Print(fmt.Sprint(host.First(func(s string) (string, error) { return "", &myError{7} })))
	host.Print(fmt.Sprint(host.Map([]int{1}, nil)))
}
)go", options), "[10 21 32]\n[4 6]\nxx!<nil>\nfailed: bad\nfailed: my error 7\n[-1]\n");
}

TEST_F(AsyncTest, PanicsOfCallbacksUnwindTheHostFunction) {
  int destroyed = 0;
  struct Guard {
    int& n;
    ~Guard() { ++n; }
  };
  host.Func("Call", [&](Func<void()> f) -> Task<void> {
    Guard guard{destroyed};
    (void)co_await Await(f);
  });
  host.Func("Throw", []() -> Task<int64_t> {
    throw std::runtime_error("thrown");
    co_return 0;
  });
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "host"; "runtime")
func try(f func()) {
	defer func() { host.Print(fmt.Sprint("recovered ", recover())) }()
	f()
	host.Print("done")
}
func main() {
	try(func() { host.Call(func() { panic("inner") }) })
	try(func() { host.Call(func() { try(func() { panic("handled inside") }) }) })
	try(func() { host.Call(func() { host.Call(func() { panic("twice") }) }) })
	try(func() { host.Throw() })
	done := make(chan bool)
	go func() {
		defer close(done)
		host.Call(runtime.Goexit)
	}()
	<-done
}
)go"), "recovered inner\nrecovered handled inside\ndone\nrecovered <nil>\nrecovered twice\nrecovered thrown\n");
  EXPECT_EQ(destroyed, 5);
}

TEST_F(AsyncTest, ShowsCallbacksInTraces) {
  host.Func("Call", [](Func<void()> f) -> Task<void> { (void)co_await Await(f); });
  EXPECT_EQ(Run("package main\nimport \"host\"\nfunc f() { panic(1) }\nfunc main() { host.Call(f) }\n"), "panic: 1");
  ASSERT_EQ(result.frames.size(), 2u);
  EXPECT_EQ(result.frames[0].function, "main.f");
  EXPECT_EQ(result.frames[1].function, "main.main");
  EXPECT_EQ(result.frames[1].line, 4u);
}

TEST_F(AsyncTest, SleepsAndWaits) {
  host.Func("Nap", [](int64_t ms) -> Task<int64_t> {
    co_await Sleep(std::chrono::milliseconds(ms));
    co_return ms;
  });
  host.Func("Compute", [this](int64_t n) -> Task<int64_t> {
    const int64_t square = co_await Wait<int64_t>([&](Completer<int64_t> done) { threads.emplace_back([done, n] { done.Complete(n * n); }); });
    co_return square + 1;
  });
  host.Func("Broken", []() -> Task<void> { co_await Wait<void>([](Completer<void> done) { done.Panic("broken"); }); });
  VmOptions options;
  options.virtual_time = true;
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "host"; "time")
func main() {
	start := time.Now()
	host.Print(fmt.Sprint(host.Nap(3000), time.Since(start)))
	host.Print(fmt.Sprint(host.Compute(7)))
	host.Broken()
}
)go", options), "3000 3s\n50\npanic: broken");
}

TEST_F(AsyncTest, MethodsMayWaitToo) {
  struct Store {
    int64_t n = 1;
  };
  host.Type<Store>("Store")
      .Method("Load", [](Completer<int64_t> done, Store& s, int64_t by) { done.Complete(s.n + by); })
      .Method("Each", [](Store& s, Func<void(int64_t)> f) -> Task<void> { (void)co_await Await(f, s.n); });
  host.Func("Open", [] { return std::make_shared<Store>(); });
  EXPECT_EQ(Run(R"go(package main
import ("fmt"; "host")
func main() {
	s := host.Open()
	host.Print(fmt.Sprint(s.Load(41)))
	s.Each(func(n int) { host.Print(fmt.Sprint("each ", n)) })
}
)go"), "42\neach 1\n");
}

}  // namespace
}  // namespace golite
