// Tests of vector clocks: against plain maps on random histories, and that they share what they can.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <vector>

#include "runtime/race/address_table.h"
#include "runtime/race/clock.h"

namespace golite::runtime::race {
namespace {

using Plain = std::map<uint32_t, uint32_t>;

uint32_t TickIn(const Plain& p, uint32_t slot) {
  const auto it = p.find(slot);
  return it == p.end() ? 0 : it->second;
}

TEST(ClockTest, AnEmptyClockKnowsNothing) {
  EXPECT_EQ(ClockPool::TickOf({}, 0), 0u);
  EXPECT_EQ(ClockPool::TickOf({}, 123456), 0u);
}

TEST(ClockTest, AgreesWithPlainClocksOnRandomHistories) {
  for (uint32_t seed = 0; seed < 60; ++seed) {
    std::mt19937 random(seed);
    auto below = [&](uint32_t n) { return static_cast<uint32_t>(random() % n); };
    // From a single leaf to tries of five levels.
    const uint32_t slots = uint32_t{8} << (seed % 6 * 3);
    ClockPool pool;
    constexpr uint32_t kClocks = 24;
    std::vector<Clock> clocks(kClocks);
    std::vector<Plain> plain(kClocks);
    std::vector<uint32_t> ticks(64);
    std::vector<uint32_t> names(64);
    for (uint32_t& n : names) n = below(slots);
    for (int step = 0; step < 3000; ++step) {
      const uint32_t a = below(kClocks), b = below(kClocks), who = below(64);
      switch (below(5)) {
        case 0:
        case 1: {
          const Epoch e{names[who], below(8) == 0 ? below(ticks[who] + 1) : ++ticks[who]};
          pool.Raise(clocks[a], e);
          if (e.tick != 0) plain[a][e.slot] = std::max(TickIn(plain[a], e.slot), e.tick);
          break;
        }
        case 2: {
          Plain joined = plain[a];
          for (auto [slot, tick] : plain[b]) joined[slot] = std::max(TickIn(joined, slot), tick);
          EXPECT_EQ(pool.Join(clocks[a], clocks[b]), joined != plain[a]);
          plain[a] = joined;
          break;
        }
        case 3:
          pool.Assign(clocks[a], clocks[b]);
          plain[a] = plain[b];
          break;
        default:
          if (below(16) != 0) break;
          pool.Drop(clocks[a]);
          plain[a].clear();
      }
      for (uint32_t i = 0; i < 4; ++i) {
        const uint32_t slot = i == 0 ? below(slots * 2) : names[below(64)];
        ASSERT_EQ(ClockPool::TickOf(clocks[a], slot), TickIn(plain[a], slot)) << "seed " << seed << " step " << step;
      }
    }
    for (uint32_t i = 0; i < kClocks; ++i) {
      for (auto [slot, tick] : plain[i]) ASSERT_EQ(ClockPool::TickOf(clocks[i], slot), tick);
      pool.Drop(clocks[i]);
    }
    EXPECT_EQ(pool.live_nodes(), 0u);
  }
}

TEST(ClockTest, CopiesShareTheirNodes) {
  ClockPool pool;
  Clock first;
  for (uint32_t slot = 0; slot < 10'000; ++slot) pool.Raise(first, {slot, 1});
  const size_t nodes = pool.live_nodes();
  std::vector<Clock> copies;
  for (uint32_t i = 0; i < 1000; ++i) copies.push_back(pool.Share(first));
  EXPECT_EQ(pool.live_nodes(), nodes);
  pool.Raise(copies[0], {77, 2});
  EXPECT_LE(pool.live_nodes(), nodes + 4);
  EXPECT_EQ(ClockPool::TickOf(first, 77), 1u);
}

// Two clocks that came to the same contents on different ways become one, so joining them again costs nothing.
TEST(ClockTest, EqualClocksAreSharedOnceTheyAreJoined) {
  ClockPool pool;
  Clock a, b;
  for (uint32_t slot = 0; slot < 5000; ++slot) {
    pool.Raise(a, {slot, slot + 1});
    pool.Raise(b, {4999 - slot, 5000 - slot});
  }
  EXPECT_FALSE(pool.Join(a, b));
  EXPECT_EQ(a.root, b.root);
}

// Of a clock that is ahead in one place the rest is shared.
TEST(ClockTest, EqualPartsOfClocksAreShared) {
  ClockPool pool;
  Clock a, b;
  for (uint32_t slot = 0; slot < 5000; ++slot) {
    pool.Raise(a, {slot, 1});
    pool.Raise(b, {slot, 1});
  }
  const size_t apart = pool.live_nodes();
  pool.Raise(a, {3, 2});
  pool.Raise(b, {4000, 2});
  EXPECT_TRUE(pool.Join(a, b));
  EXPECT_EQ(ClockPool::TickOf(a, 3), 2u);
  EXPECT_EQ(ClockPool::TickOf(a, 4000), 2u);
  EXPECT_LE(pool.live_nodes(), apart / 2 + 8);
}

TEST(AddressTableTest, AgreesWithAMapOnRandomHistories) {
  std::mt19937 random(7);
  AddressTable<uint32_t> table;
  std::map<const void*, uint32_t> plain;
  auto key = [&] { return reinterpret_cast<const void*>(uint64_t{0x1000} + random() % 5000 * 16); };
  EXPECT_EQ(table.Find(key()), nullptr);
  for (uint32_t step = 1; step < 50'000; ++step) {
    const void* k = key();
    switch (random() % 3) {
      case 0:
        table[k] = step;
        plain[k] = step;
        break;
      case 1: {
        const auto it = plain.find(k);
        const uint32_t* found = table.Find(k);
        ASSERT_EQ(found != nullptr, it != plain.end());
        if (found != nullptr) {
          ASSERT_EQ(*found, it->second);
        }
        break;
      }
      default:
        if (random() % 500 != 0) break;
        const uint32_t modulus = 2 + static_cast<uint32_t>(random() % 3);
        table.EraseIf([&](const void*, uint32_t value) { return value % modulus == 0; });
        std::erase_if(plain, [&](const auto& e) { return e.second % modulus == 0; });
    }
    ASSERT_EQ(table.size(), plain.size());
  }
  size_t seen = 0;
  table.ForEach([&](const void* k, uint32_t value) {
    EXPECT_EQ(plain.at(k), value);
    ++seen;
  });
  EXPECT_EQ(seen, plain.size());
}

}  // namespace
}  // namespace golite::runtime::race
