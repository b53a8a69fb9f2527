// Tests of goroutines' memory, the run queue, semaphores and timers, without a machine.
#include "runtime/scheduler.h"

#include <gtest/gtest.h>

#include <vector>

namespace golite::runtime {
namespace {

class SchedulerTest : public ::testing::Test {
 protected:
  vm::Program program;
  vm::Function fn;
  SchedulerOptions options{.seed = 1, .clock = nullptr};

  void SetUp() override {
    static constexpr vm::Instr kCode[1] = {};
    fn.code = kCode;
    fn.code_words = 1;
    fn.frame_slots = 10;
    fn.param_slots = 1;
    program.functions.push_back(&fn);
  }
};

TEST_F(SchedulerTest, RunsTheNewestFirstThenInOrder) {
  Scheduler s(program, options);
  std::vector<uint64_t> order;
  for (int i = 0; i < 4; ++i) s.Spawn(&fn, nullptr, 0, nullptr);
  while (Goroutine* g = s.PickNext()) order.push_back(g->id);
  EXPECT_EQ(order, (std::vector<uint64_t>{4, 1, 2, 3}));
}

TEST_F(SchedulerTest, CopiesParametersAndGrowsStacks) {
  Scheduler s(program, options);
  Slot param = 77;
  Goroutine* g = s.Spawn(&fn, &param, 0, nullptr);
  EXPECT_EQ(g->fp[0], 77u);
  for (uint64_t slots : {40u, 900u, 5000u, 100000u}) {
    ASSERT_TRUE(s.GrowStack(g, g->fp + 10, slots));
    EXPECT_EQ(g->fp[0], 77u);
    EXPECT_EQ(g->fp, g->stack + vm::kFrameHeader);
    EXPECT_GE(g->stack_end, g->fp + 10 + slots);
  }
  EXPECT_FALSE(s.GrowStack(g, g->fp + 10, 1'000'000'000));
}

TEST_F(SchedulerTest, ReusesGoroutines) {
  Scheduler s(program, options);
  Goroutine* g = s.Spawn(&fn, nullptr, 0, nullptr);
  s.PickNext();
  s.Release(g);
  const size_t bytes = s.native_bytes();
  for (int i = 0; i < 1000; ++i) {
    Goroutine* h = s.Spawn(&fn, nullptr, 0, nullptr);
    EXPECT_EQ(h, g);
    s.PickNext();
    s.Release(h);
  }
  EXPECT_EQ(s.native_bytes(), bytes);
  EXPECT_EQ(s.goroutine_count(), 0u);
}

TEST_F(SchedulerTest, LimitsGoroutines) {
  options.max_goroutines = 2;
  Scheduler s(program, options);
  EXPECT_TRUE(s.Spawn(&fn, nullptr, 0, nullptr));
  EXPECT_TRUE(s.Spawn(&fn, nullptr, 0, nullptr));
  EXPECT_FALSE(s.Spawn(&fn, nullptr, 0, nullptr));
}

TEST_F(SchedulerTest, LimitsMemory) {
  options.max_bytes = 1 << 20;
  Scheduler s(program, options);
  uint64_t n = 0;
  while (s.Spawn(&fn, nullptr, 0, nullptr)) ++n;
  EXPECT_GT(n, 1000u);
  EXPECT_LT(n, 10'000u);
  EXPECT_EQ(s.fatal_text, "runtime: out of memory");
}

TEST_F(SchedulerTest, HandsSemaphoresOverInOrder) {
  Scheduler s(program, options);
  uint32_t sema = 1;
  std::vector<Goroutine*> all;
  for (int i = 0; i < 3; ++i) all.push_back(s.Spawn(&fn, nullptr, 0, nullptr));
  while (s.PickNext()) {
  }
  s.SetCurrent(all[0]);
  EXPECT_EQ(s.SemAcquire(&sema, WaitReason::kSemAcquire), Outcome::kDone);
  for (Goroutine* g : all) {
    s.SetCurrent(g);
    EXPECT_EQ(s.SemAcquire(&sema, WaitReason::kSemAcquire), Outcome::kParked);
  }
  EXPECT_TRUE(s.HasSemWaiter(&sema));
  for (Goroutine* g : all) {
    s.SemRelease(&sema, /*handoff=*/false);
    EXPECT_EQ(sema, 0u);
    EXPECT_EQ(s.PickNext(), g);
  }
  EXPECT_FALSE(s.HasSemWaiter(&sema));
  s.SemRelease(&sema, false);
  EXPECT_EQ(sema, 1u);
}

TEST_F(SchedulerTest, SleepersWakeInOrderOfTime) {
  Scheduler s(program, options);
  std::vector<Goroutine*> all;
  for (int i = 0; i < 5; ++i) all.push_back(s.Spawn(&fn, nullptr, 0, nullptr));
  while (s.PickNext() != all[3]) {
  }
  for (int i = 0; i < 5; ++i) {
    s.SetCurrent(all[i]);
    EXPECT_EQ(s.Sleep((i * 7) % 5 * 1'000'000'000ll + 1), Outcome::kParked);
  }
  const int64_t start = s.Now();
  std::vector<int64_t> seconds;
  while (s.PickNext()) seconds.push_back((s.Now() - start) / 1'000'000'000);
  EXPECT_EQ(seconds, (std::vector<int64_t>{0, 1, 2, 3, 4}));
}

TEST(TimerHeap, KeepsOrderUnderArmAndDisarm) {
  TimerHeap heap;
  std::vector<Timer> timers(200);
  Random random(3);
  for (Timer& t : timers) heap.Arm(t, random.Below(50));
  for (size_t i = 0; i < timers.size(); i += 3) EXPECT_TRUE(heap.Disarm(timers[i]));
  for (size_t i = 0; i < timers.size(); i += 6) heap.Arm(timers[i], random.Below(50));
  int64_t when = -1;
  uint64_t seq = 0;
  size_t n = 0;
  while (Timer* t = heap.First()) {
    EXPECT_TRUE(t->when > when || (t->when == when && t->seq > seq));
    when = t->when;
    seq = t->seq;
    heap.Disarm(*t);
    EXPECT_FALSE(t->armed());
    ++n;
  }
  EXPECT_EQ(n, 200u - 67u + 34u);
}

}  // namespace
}  // namespace golite::runtime
