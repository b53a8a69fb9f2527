// Tests of the machine with programs written by hand: calls, deferred calls, panics, goroutines, channels, limits.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "runtime/native.h"
#include "runtime/scheduler.h"
#include "tests/unit/vm/assembler.h"
#include "vm/vm.h"

namespace golite::vm {
namespace {

using enum Op;
using A = Assembler;
using runtime::Outcome;
using runtime::Slot;

// A native that appends its argument to a log.
std::vector<int64_t> g_log;
void Log(int64_t v) { g_log.push_back(v); }
Outcome Goexit(runtime::Mutator&, uint64_t*) { return Outcome::kGoexit; }
Outcome Gosched(runtime::Mutator& m, uint64_t*) { return m.scheduler.Yield(); }
Outcome Sleep(runtime::Mutator& m, uint64_t* w) { return m.scheduler.Sleep(static_cast<int64_t>(w[0])); }

constexpr runtime::Native kNatives[] = {
    runtime::Bind<&Log>("log"), runtime::Bind<&Goexit>("goexit"), runtime::Bind<&Gosched>("gosched"),
    runtime::Bind<&Sleep>("sleep")};
constinit const runtime::NativePackage kPackage = {"main", kNatives};

class MachineTest : public ::testing::Test {
 protected:
  A a;
  VmOptions options;

  void SetUp() override {
    g_log.clear();
    TypeDesc* int_fn = a.Type(Kind::kFunc, "func(int)", 1, true);
    auto* params = static_cast<const TypeDesc**>(a.program.Allocate(sizeof(void*), 8));
    params[0] = a.Int();
    int_fn->params = {params, 1};
    TypeDesc* plain = a.Type(Kind::kFunc, "func()", 1, true);
    a.program.natives = {{"main.log", int_fn, 0, 1}, {"main.goexit", plain, 0, 0}, {"main.gosched", plain, 0, 0},
                         {"main.sleep", int_fn, 0, 1}};
  }

  RunResult Run(const Function* main) {
    a.program.main = main;
    runtime::NativeTable table;
    table.Add(kPackage);
    Vm vm(a.program, table, options);
    EXPECT_TRUE(vm.link_errors().empty()) << vm.link_errors().front();
    return vm.Run();
  }

  // Logs the number in slot `s`, through a window at 6.
  static std::vector<Instr> LogImm(int v) { return {A::Wide(kLoadImm, 8, v), A::Wide(kCallNative, 8, 0)}; }
  static void Append(std::vector<Instr>& to, std::vector<Instr> more) { to.insert(to.end(), more.begin(), more.end()); }
};

TEST_F(MachineTest, CallsRecursively) {
  // func fib(n int) int: result 0, param 1
  A::Shape shape{.results = 1, .params = 1, .slots = 8};
  Function* fib = a.Add("main.fib", shape, {
      A::Do(kJGeI64K, 1, 2, 1),
      A::Do(kReturn1, 1),
      A::Do(kAddI64K, 6, 1, -1),
      A::Wide(kCall, 5, 0),
      A::Do(kMove, 2, 5),
      A::Do(kAddI64K, 6, 1, -2),
      A::Wide(kCall, 5, 0),
      A::Do(kAddI64, 0, 2, 5),
      A::Do(kReturn),
  });
  ASSERT_EQ(fib->index, 0u);
  a.program.main = fib;
  runtime::NativeTable table;
  table.Add(kPackage);
  Vm vm(a.program, table, options);
  Slot arg = 27, result = 0;
  RunResult r = vm.Call(fib, {&arg, 1}, {&result, 1});
  EXPECT_TRUE(r.ok()) << r.report;
  EXPECT_EQ(result, 196418u);
}

TEST_F(MachineTest, LimitsInstructions) {
  options.max_instructions = 1000;
  RunResult r = Run(a.Add("main.main", {}, {A::Wide(kJumpL, 0, -1)}));
  EXPECT_EQ(r.kind, RunResult::Kind::kOutOfFuel);
}

TEST_F(MachineTest, LimitsTime) {
  options.max_run_ns = 1'000'000;
  RunResult r = Run(a.Add("main.main", {}, {A::Wide(kJumpL, 0, -1)}));
  EXPECT_EQ(r.kind, RunResult::Kind::kOutOfTime);
}

TEST_F(MachineTest, RunsInPiecesAsAtOnce) {
  // Counts to a million.
  a.program.main = a.Add("main.main", {.results = 1}, {
      A::Wide(kLoadImm, 0, 0), A::Do(kAddI64K, 0, 0, 1), A::Wide(kLoadImm, 1, 1'000'000), A::Do(kJLtI64L, 0, 1, -3), A::Do(kReturn)});
  runtime::NativeTable table;
  Vm vm(a.program, table, options);
  int pauses = 0;
  RunResult r;
  while (!(r = vm.RunFor({.instructions = 100'000})).over()) {
    EXPECT_EQ(r.kind, RunResult::Kind::kPaused);
    EXPECT_TRUE(vm.Poll());
    ++pauses;
  }
  EXPECT_EQ(r.kind, RunResult::Kind::kReturned);
  EXPECT_EQ(pauses, 9);
  EXPECT_EQ(vm.instructions_used(), 999'999u);
}

TEST_F(MachineTest, ReportsStackOverflow) {
  options.max_stack_bytes = 1 << 20;
  RunResult r = Run(a.Add("main.main", {}, {A::Wide(kCall, 8, 0), A::Do(kReturn)}));
  EXPECT_EQ(r.kind, RunResult::Kind::kStackOverflow);
  EXPECT_NE(r.report.find("runtime: goroutine stack exceeds 1048576-byte limit\n"), std::string::npos);
  EXPECT_NE(r.report.find("fatal error: stack overflow\n"), std::string::npos);
  EXPECT_NE(r.report.find("frames elided"), std::string::npos);
}

TEST_F(MachineTest, ReportsDeadlock) {
  TypeDesc* ch = a.ChanOf(a.Int());
  RunResult r = Run(a.Add("main.main", {.map = {{0, 1, WordKind::kPointer}}}, {
      A::Wide(kLoadImm, 1, 0),
      A::Do(kMakeChan, 0, 1), A::Ext(ch->index),
      A::Do(kChanRecv, 2, 0, kNoSlot), A::Ext(0, 1),
      A::Do(kReturn),
  }));
  EXPECT_EQ(r.report,
            "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\nmain.main()\n\ttest.go:5 +0x28\n"
                      "\nwaiting:\n\tgoroutine 1: receive on a channel made at test.go:3\n");
  EXPECT_EQ(r.exit_code, 2);
}

TEST_F(MachineTest, PassesValuesThroughChannels) {
  TypeDesc* ch = a.ChanOf(a.Int());
  // func worker(c chan int): for i := 0; i < 3; i++ { c <- i }; close(c)
  Function* worker = a.Add("main.worker", {.params = 1, .map = {{0, 1, WordKind::kPointer}}}, {
      A::Wide(kLoadImm, 1, 0),
      A::Do(kChanSend, 0, 1), A::Ext(0, 1),
      A::Do(kForLtI64KL, 1, 3, -3),
      A::Do(kChanClose, 0),
      A::Do(kReturn),
  });
  for (int cap : {0, 1, 5}) {
    g_log.clear();
    RunResult r = Run(a.Add("main.main", {.slots = 16, .map = {{0, 1, WordKind::kPointer}}}, {
        A::Wide(kLoadImm, 1, cap),
        A::Do(kMakeChan, 0, 1), A::Ext(ch->index),
        A::Do(kMove, 10, 0),
        A::Wide(kGo, 10, static_cast<int>(worker->index)),
        A::Do(kChanRecv, 8, 0, 3), A::Ext(0, 1),
        A::Do(kJumpIfNot, 3, 2),
        A::Wide(kCallNative, 8, 0),
        A::Wide(kJumpL, 0, -5),
        A::Do(kReturn),
    }));
    EXPECT_TRUE(r.ok()) << r.report;
    EXPECT_EQ(g_log, (std::vector<int64_t>{0, 1, 2})) << "capacity " << cap;
  }
}

TEST_F(MachineTest, RunsDefersLastFirstAndRecovers) {
  TypeDesc* str = a.Type(Kind::kString, "string", 2, true);
  str->name = "string";
  Function* one = a.Add("main.one", {.slots = 12}, {A::Wide(kLoadImm, 8, 1), A::Wide(kCallNative, 8, 0), A::Do(kReturn)});
  // Recovers and logs 2.
  Function* two = a.Add("main.two", {.slots = 12}, {
      A::Do(kRecover, 0), A::Do(kJumpIfNot, 0, 2),
      A::Wide(kLoadImm, 8, 2), A::Wide(kCallNative, 8, 0), A::Do(kReturn)});
  // defer one(); defer two(); panic(7)
  Function* f = a.Add("main.f", {.slots = 12, .defers = true, .recover_pc = 7}, {
      A::Wide(kLoadFunc, 0, static_cast<int>(one->index)),
      A::Do(kDefer, 0),
      A::Wide(kLoadFunc, 0, static_cast<int>(two->index)),
      A::Do(kDefer, 0),
      A::Wide(kLoadType, 2, static_cast<int>(a.Int()->index)),
      A::Wide(kLoadImm, 3, 7),
      A::Do(kPanic, 2),
      A::Do(kRunDefers, 10),
      A::Do(kReturn),
  });
  RunResult r = Run(a.Add("main.main", {.slots = 12}, {
      A::Wide(kCall, 8, static_cast<int>(f->index)),
      A::Wide(kLoadImm, 8, 3), A::Wide(kCallNative, 8, 0), A::Do(kReturn)}));
  EXPECT_TRUE(r.ok()) << r.report;
  EXPECT_EQ(g_log, (std::vector<int64_t>{2, 1, 3}));
}

TEST_F(MachineTest, ReportsUncaughtPanic) {
  TypeDesc* my = a.Type(Kind::kInt, "main.MyInt", 1);
  my->named = true;
  my->name = "MyInt";
  my->pkg_path = "main";
  Function* again = a.Add("main.again", {}, {
      A::Do(kRecover, 0),
      A::Do(kPanic, 0),
  });
  RunResult r = Run(a.Add("main.main", {.slots = 12, .defers = true, .recover_pc = 5}, {
      A::Wide(kLoadFunc, 0, static_cast<int>(again->index)),
      A::Do(kDefer, 0),
      A::Wide(kLoadType, 2, static_cast<int>(my->index)),
      A::Wide(kLoadImm, 3, 7),
      A::Do(kPanic, 2),
      A::Do(kReturn)}));
  EXPECT_EQ(r.kind, RunResult::Kind::kPanicked);
  EXPECT_EQ(r.report.substr(0, r.report.find("\n\n")), "panic: main.MyInt(7) [recovered, repanicked]");
  EXPECT_NE(r.report.find("goroutine 1 [running]:\nmain.again()\n\ttest.go:2 +0x10\npanic({0x"), std::string::npos) << r.report;
  EXPECT_NE(r.report.find("main.main()\n\ttest.go:5 +0x28\n"), std::string::npos) << r.report;
}

TEST_F(MachineTest, GoexitOfMainIsADeadlock) {
  RunResult r = Run(a.Add("main.main", {}, {A::Wide(kCallNative, 4, 1), A::Do(kReturn)}));
  EXPECT_EQ(r.report, "fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n");
}

TEST_F(MachineTest, SleepsInVirtualTime) {
  options.virtual_time = true;
  RunResult r = Run(a.Add("main.main", {.slots = 12}, {
      A::Do(kLoadConst, 8), Instr::FromBits(3'600'000'000'000ull * 24),
      A::Wide(kCallNative, 8, 3), A::Do(kReturn)}));
  EXPECT_TRUE(r.ok()) << r.report;
}

TEST_F(MachineTest, SelectsAmongReadyCases) {
  TypeDesc* ch = a.ChanOf(a.Int());
  // Two buffered channels hold a value each; select with default until both are empty.
  RunResult r = Run(a.Add("main.main", {.slots = 16, .map = {{0, 2, WordKind::kPointer}}}, {
      A::Wide(kLoadImm, 2, 1),
      A::Do(kMakeChan, 0, 2), A::Ext(ch->index),
      A::Do(kMakeChan, 1, 2), A::Ext(ch->index),
      A::Do(kChanSend, 0, 2), A::Ext(0, 1),
      A::Do(kChanSend, 1, 2), A::Ext(0, 1),
      A::Do(kSelect, 8, 2, 1),
      A::Do(kSelectRecv, 4, 0, kNoSlot), A::Ext(0, 1),
      A::Do(kSelectRecv, 4, 1, kNoSlot), A::Ext(0, 1),
      A::Do(kMove, 3, 8),
      A::Wide(kCallNative, 8, 0),
      A::Do(kJGeI64K, 3, 0, -8),
      A::Do(kReturn),
  }));
  EXPECT_TRUE(r.ok()) << r.report;
  ASSERT_EQ(g_log.size(), 3u);
  EXPECT_EQ(g_log[0] + g_log[1], 1);
  EXPECT_EQ(g_log[2], -1);
}

// A clock that stands still: who sleeps by it sleeps until the run is stopped.
class StandingClock final : public Clock {
 public:
  int64_t Monotonic() override { return 0; }
  int64_t Wall() override { return 0; }
};

TEST_F(MachineTest, StopsFromAnotherThread) {
  options.capabilities.clock = std::make_shared<StandingClock>();
  // One program spins, the other sleeps for a day.
  Function* spin = a.Add("main.spin", {}, {A::Wide(kJumpL, 0, -1)});
  Function* sleep = a.Add("main.sleeper", {.slots = 12}, {
      A::Do(kLoadConst, 8), Instr::FromBits(3'600'000'000'000ull * 24),
      A::Wide(kCallNative, 8, 3), A::Do(kReturn)});
  for (const Function* main : {spin, sleep}) {
    a.program.main = main;
    runtime::NativeTable table;
    table.Add(kPackage);
    Vm vm(a.program, table, options);
    std::thread stopper([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      vm.Stop();
    });
    EXPECT_EQ(vm.Run().kind, RunResult::Kind::kStopped);
    stopper.join();
  }
}

TEST_F(MachineTest, RepeatsARunFromItsSeed) {
  TypeDesc* ch = a.ChanOf(a.Int());
  // Forty times a choice between two closed channels.
  Function* main = a.Add("main.main", {.slots = 16, .map = {{0, 2, WordKind::kPointer}}}, {
      A::Wide(kLoadImm, 2, 1),
      A::Do(kMakeChan, 0, 2), A::Ext(ch->index),
      A::Do(kMakeChan, 1, 2), A::Ext(ch->index),
      A::Do(kChanClose, 0),
      A::Do(kChanClose, 1),
      A::Wide(kLoadImm, 3, 0),
      A::Do(kSelect, 8, 2, 0),
      A::Do(kSelectRecv, kNoSlot, 0, kNoSlot), A::Ext(0, 0),
      A::Do(kSelectRecv, kNoSlot, 1, kNoSlot), A::Ext(0, 0),
      A::Wide(kCallNative, 8, 0),
      A::Do(kForLtI64KL, 3, 40, -7),
      A::Do(kReturn),
  });
  auto choices = [&](uint64_t seed) {
    g_log.clear();
    options.seed = seed;
    EXPECT_TRUE(Run(main).ok());
    return g_log;
  };
  const std::vector<int64_t> first = choices(7);
  EXPECT_EQ(first.size(), 40u);
  EXPECT_EQ(choices(7), first);
  EXPECT_NE(choices(8), first);
}

TEST_F(MachineTest, ClosingWakesSendersWithAPanic) {
  TypeDesc* ch = a.ChanOf(a.Int());
  Function* closer = a.Add("main.closer", {.params = 1, .map = {{0, 1, WordKind::kPointer}}}, {
      A::Do(kChanClose, 0), A::Do(kReturn)});
  // Without package runtime the error is a plain string.
  a.Type(Kind::kString, "string", 2, /*pointers=*/true)->name = "string";
  RunResult r = Run(a.Add("main.main", {.slots = 16, .map = {{0, 1, WordKind::kPointer}}}, {
      A::Wide(kLoadImm, 1, 0),
      A::Do(kMakeChan, 0, 1), A::Ext(ch->index),
      A::Do(kMove, 10, 0),
      A::Wide(kGo, 10, static_cast<int>(closer->index)),
      A::Do(kChanSend, 0, 1), A::Ext(0, 1),
      A::Do(kReturn),
  }));
  EXPECT_EQ(r.kind, RunResult::Kind::kPanicked);
  EXPECT_NE(r.report.find("main.main()\n\ttest.go:7"), std::string::npos) << r.report;
}

}  // namespace
}  // namespace golite::vm
