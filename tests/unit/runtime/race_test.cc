// Tests of the race tracker against an oracle that keeps every access and whole vector clocks, and of its memory.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <vector>

#include "runtime/mutator.h"
#include "runtime/race/tracker.h"
#include "runtime/scheduler.h"

namespace golite::runtime::race {
namespace {

constexpr uint32_t kCodeWords = 1 << 14;

class RaceTest : public ::testing::Test {
 protected:
  vm::Program program;
  vm::Function fn;
  std::vector<vm::Instr> code{kCodeWords};
  std::vector<vm::LineRow> lines;
  SchedulerOptions options{.seed = 1, .clock = nullptr};
  std::unique_ptr<Scheduler> scheduler;
  std::unique_ptr<Heap> heap;
  std::unique_ptr<Tracker> tracker;
  uint64_t memory = 0;
  uint32_t step = 1;

  void SetUp() override {
    for (uint32_t i = 0; i < kCodeWords; ++i) lines.push_back({i, i + 1, 0, 0});
    fn.code = code.data();
    fn.code_words = kCodeWords;
    fn.frame_slots = 4;
    fn.name = "main.f";
    fn.file = "main.go";
    fn.lines = lines;
    program.functions.push_back(&fn);
    program.race_notes.resize(1);
    Restart();
  }
  void Restart() {
    tracker.reset();
    heap = std::make_unique<Heap>(&program, HeapOptions{});
    scheduler = std::make_unique<Scheduler>(program, options);
    tracker = std::make_unique<Tracker>(*heap, *scheduler, program);
    memory = reinterpret_cast<uint64_t>(heap->NewNoscan(4096));
    step = 1;
  }
  Goroutine* Start(Goroutine* parent) {
    Goroutine* g = scheduler->Spawn(&fn, nullptr, 0, nullptr);
    scheduler->PickNext();  // nobody runs it: the test does what it does
    if (parent == nullptr) {
      tracker->MainStarted(g);
    } else {
      At(parent);
      tracker->Started(g, parent);
    }
    return g;
  }
  void End(Goroutine* g) {
    tracker->Ended(g);
    scheduler->Release(g);
  }
  // Each step happens at a line of its own.
  void At(Goroutine* g) { g->pc = code.data() + step++ % kCodeWords; }
  void Access(Goroutine* g, uint64_t offset, uint64_t bytes, AccessKind kind) {
    At(g);
    const bool plain = kind == AccessKind::kRead || kind == AccessKind::kWrite;
    if (plain && bytes <= 8 && tracker->Covered(g, memory + offset, bytes, kind == AccessKind::kWrite)) return;
    tracker->Access(g, memory + offset, bytes, kind);
  }
};

TEST_F(RaceTest, ReportsTwoUnorderedWritesWithBothStacks) {
  Goroutine* main = Start(nullptr);
  Goroutine* g = Start(main);
  Access(main, 0, 8, AccessKind::kWrite);
  EXPECT_EQ(tracker->report_count(), 0u);
  Access(g, 0, 8, AccessKind::kWrite);
  ASSERT_EQ(tracker->report_count(), 1u);
  const Report& r = tracker->reports()[0];
  EXPECT_TRUE(r.now.write);
  EXPECT_EQ(r.now.goroutine, g->id);
  EXPECT_EQ(r.previous.goroutine, main->id);
  ASSERT_EQ(r.now.stack.size(), 1u);
  EXPECT_EQ(r.now.stack[0].function, "main.f");
  EXPECT_NE(r.now.stack[0].line, r.previous.stack[0].line);
  EXPECT_EQ(r.now.created_at.size(), 1u);
}

TEST_F(RaceTest, DifferentBytesOfAWordDoNotConflict) {
  Goroutine* main = Start(nullptr);
  Goroutine* g = Start(main);
  for (int i = 0; i < 8; ++i) Access(i % 2 ? main : g, static_cast<uint64_t>(i), 1, AccessKind::kWrite);
  EXPECT_EQ(tracker->report_count(), 0u);
  Access(main, 2, 1, AccessKind::kRead);
  EXPECT_EQ(tracker->report_count(), 1u);
}

TEST_F(RaceTest, AtomicAccessesConflictWithPlainOnesOnly) {
  Goroutine* main = Start(nullptr);
  Goroutine *a = Start(main), *b = Start(main);
  Access(main, 0, 8, AccessKind::kAtomicWrite);
  Access(a, 0, 8, AccessKind::kAtomicWrite);
  EXPECT_EQ(tracker->report_count(), 0u);
  Access(b, 0, 8, AccessKind::kRead);
  EXPECT_EQ(tracker->report_count(), 1u);
}

TEST_F(RaceTest, MemoryThatIsUsedAgainHasNoHistory) {
  Goroutine* main = Start(nullptr);
  Goroutine* g = Start(main);
  Access(g, 0, 8, AccessKind::kWrite);
  const auto object = heap->FindObject(reinterpret_cast<void*>(memory));
  tracker->Reused(object.start, object.size);
  Access(main, 0, 8, AccessKind::kWrite);
  EXPECT_EQ(tracker->report_count(), 0u);
}

TEST_F(RaceTest, ShortGoroutinesOneAfterAnotherTakeNoMemory) {
  Goroutine* main = Start(nullptr);
  int done = 0;
  size_t bytes = 0;
  for (int i = 0; i < 300'000; ++i) {
    Goroutine* g = Start(main);
    Access(g, static_cast<uint64_t>(i % 64) * 8, 8, AccessKind::kWrite);
    At(g);
    tracker->ReleaseMerge(g, &done);
    End(g);
    At(main);
    tracker->Acquire(main, &done);
    if (i == 1000) bytes = tracker->bytes();
  }
  EXPECT_EQ(tracker->report_count(), 0u);
  EXPECT_LT(tracker->bytes(), bytes + (16u << 20));
}

TEST_F(RaceTest, GoroutinesThatNobodyWaitsForAreForgotten) {
  Goroutine* main = Start(nullptr);
  for (int i = 0; i < 700'000; ++i) {
    Goroutine* g = Start(main);
    Access(g, static_cast<uint64_t>(i % 500) * 8, 8, AccessKind::kRead);
    End(g);
    if (i % 500 == 499) Access(main, 0, 4000, AccessKind::kAtomicRead);
    if (i % 5000 == 0) tracker->Reused(reinterpret_cast<void*>(memory), 4096);
  }
  EXPECT_EQ(tracker->report_count(), 0u);
  EXPECT_LT(tracker->bytes(), 120u << 20);
}

// ---------------------------------------------------------------- the oracle

class Oracle {
 public:
  using Clock = std::map<int, int>;
  struct Past {
    int who, tick;
    uint64_t offset, bytes;
    AccessKind kind;
  };

  static void Join(Clock& to, const Clock& from) {
    for (auto [who, tick] : from) to[who] = std::max(to[who], tick);
  }
  void Start(int child, int parent) {
    if (parent >= 0) {
      clocks[child] = clocks[parent];
      ++clocks[parent][parent];
    }
    clocks[child][child] = 1;
  }
  void Acquire(int g, int object) { Join(clocks[g], objects[object]); }
  void Release(int g, int object) {
    objects[object] = clocks[g];
    ++clocks[g][g];
  }
  void ReleaseMerge(int g, int object) {
    Join(objects[object], clocks[g]);
    ++clocks[g][g];
  }
  void Meet(int a, int b) {
    Join(clocks[a], clocks[b]);
    clocks[b] = clocks[a];
    ++clocks[a][a];
    ++clocks[b][b];
  }
  bool Access(int g, uint64_t offset, uint64_t bytes, AccessKind kind) {
    bool race = false;
    for (const Past& p : past) {
      if (p.offset + p.bytes <= offset || offset + bytes <= p.offset) continue;
      const bool writes = (static_cast<int>(p.kind) | static_cast<int>(kind)) & 1;
      const bool atomic = p.kind >= AccessKind::kAtomicRead && kind >= AccessKind::kAtomicRead;
      if (writes && !atomic && clocks[g][p.who] < p.tick) race = true;
    }
    past.push_back({g, clocks[g][g], offset, bytes, kind});
    return race;
  }

 private:
  std::map<int, Clock> clocks;
  std::map<int, Clock> objects;
  std::vector<Past> past;
};

TEST_F(RaceTest, AgreesWithTheOracleOnRandomSchedules) {
  uint64_t races = 0;
  for (uint32_t seed = 0; seed < 1500; ++seed) {
    std::mt19937 random(seed);
    auto below = [&](uint32_t n) { return static_cast<int>(random() % n); };
    Restart();
    Oracle oracle;
    std::vector<std::pair<Goroutine*, int>> live = {{Start(nullptr), 0}};
    oracle.Start(0, -1);
    int next = 1;
    int objects[5] = {};
    constexpr uint64_t kMutexes = 3, kMutexOffset = 1024;
    int holders[kMutexes] = {-1, -1, -1};
    bool raced[12] = {};
    size_t at = 0;
    for (int i = 0; i < 400; ++i) {
      // One goroutine often does several things in a row.
      if (below(3) == 0 || at >= live.size()) at = static_cast<size_t>(below(static_cast<uint32_t>(live.size())));
      auto [g, id] = live[at];
      const int what = below(30);
      if (what >= 20 && what < 28) {
        // Mostly locking and unlocking by one goroutine, which the tracker treats in a way of its own.
        const auto mutex = static_cast<uint64_t>(below(kMutexes));
        const uint64_t offset = kMutexOffset + mutex * 8, address = memory + offset;
        At(g);
        if (holders[mutex] < 0) {
          if (!tracker->Relocked(g, address)) tracker->Locked(g, address);
          oracle.Acquire(id, static_cast<int>(100 + mutex));
          ASSERT_FALSE(oracle.Access(id, offset, 4, AccessKind::kAtomicWrite));
          holders[mutex] = id;
        } else if (holders[mutex] == id) {
          ASSERT_FALSE(oracle.Access(id, offset, 4, AccessKind::kAtomicWrite));
          if (!tracker->UnlockedAgain(g, address)) tracker->Unlocked(g, address);
          oracle.ReleaseMerge(id, static_cast<int>(100 + mutex));
          holders[mutex] = -1;
        }
      } else if (what >= 28) {
        const auto [other, other_id] = live[static_cast<size_t>(below(static_cast<uint32_t>(live.size())))];
        if (other == g) continue;
        tracker->Meet(g, other);
        oracle.Meet(id, other_id);
      } else if (what == 0 && live.size() < 6) {
        live.push_back({Start(g), next});
        oracle.Start(next++, id);
      } else if (what == 1 && live.size() > 2 && at != 0) {
        for (int& holder : holders)
          if (holder == id) holder = 1'000'000;  // nobody unlocks it
        End(g);
        live.erase(live.begin() + static_cast<std::ptrdiff_t>(at));
      } else if (what < 9) {
        const int object = below(5);
        At(g);
        if (what < 5) {
          tracker->Acquire(g, &objects[object]);
          oracle.Acquire(id, object);
        } else if (what < 7) {
          tracker->ReleaseMerge(g, &objects[object]);
          oracle.ReleaseMerge(id, object);
        } else {
          tracker->Release(g, &objects[object]);
          oracle.Release(id, object);
        }
      } else {
        const int word = below(12);
        if (raced[word]) continue;
        const uint64_t bytes = uint64_t{1} << below(4);
        const uint64_t offset = static_cast<uint64_t>(word) * 8 + bytes * static_cast<uint64_t>(below(static_cast<uint32_t>(8 / bytes)));
        const auto kind = static_cast<AccessKind>(below(5) == 0 ? 2 + below(2) : below(3) == 0);
        const uint64_t before = tracker->report_count();
        Access(g, offset, bytes, kind);
        const bool found = tracker->report_count() > before;
        ASSERT_EQ(found, oracle.Access(id, offset, bytes, kind)) << "seed " << seed << " step " << i;
        raced[word] = found;
        races += found;
      }
    }
  }
  EXPECT_GT(races, 1000u);
}

}  // namespace
}  // namespace golite::runtime::race
