#include "runtime/map.h"

#include <gtest/gtest.h>

#include <bit>
#include <limits>
#include <map>
#include <random>
#include <set>
#include <string>

#include "runtime/map_table.h"
#include "test_program.h"

namespace golite::runtime {
namespace {

struct MapTest : ::testing::Test {
  TestTypes types;
  const TypeDesc* int_type = types.Int();
  const TypeDesc* string = types.String();
  const TypeDesc* any = types.Any();
  const TypeDesc* f64 = types.Float64();
  const TypeDesc* ints = types.Map(int_type, int_type);
  const TypeDesc* strings = types.Map(string, int_type);
  const TypeDesc* anys = types.Map(any, int_type);
  const TypeDesc* floats = types.Map(f64, int_type);
  const TypeDesc* pair = types.Struct("main.Pair", {string, int_type});
  const TypeDesc* pairs = types.Map(pair, string);
  const TypeDesc* slice = types.Slice(int_type);
  const TypeDesc* empty = types.Struct("struct {}", {});
  const TypeDesc* set = types.Map(int_type, empty);
  const TypeDesc* wide = types.Array(int_type, 40);
  const TypeDesc* huge = types.Array(int_type, 200);
  const TypeDesc* wides = types.Map(wide, wide);
  const TypeDesc* huges = types.Map(huge, huge);
  const TypeDesc* error_string = types.Struct("runtime.errorString", {string});

  static uint64_t Bits(double x) { return std::bit_cast<uint64_t>(x); }
};

struct MapRoot final : RootSource {
  Heap& heap;
  std::vector<void*> pointers;
  explicit MapRoot(Heap& h) : heap(h) { heap.AddRoots(this); }
  ~MapRoot() { heap.RemoveRoots(this); }
  void MarkRoots(Marker& marker) override {
    for (void* p : pointers) marker.Mark(p);
  }
};

// Random operations on a map and on std::map side by side, with collections in between.
TEST_F(MapTest, WordKeysAgreeWithAModel) {
  for (int range : {6, 100, 5000}) {
    TestVm vm(types);
    MapRoot root(vm.m.heap);
    Map* map = NewMap(vm.m, ints, 0);
    root.pointers = {map};
    std::map<uint64_t, uint64_t> model;
    std::mt19937_64 random(static_cast<uint64_t>(range));
    for (int i = 0; i < 200'000; ++i) {
      uint64_t key = random() % static_cast<uint64_t>(range);
      switch (random() % 4) {
        case 0:
        case 1: {
          uint64_t* v = MapAssign64(vm.m, map, key);
          ASSERT_EQ(*v, model[key]);
          *v = model[key] = random();
          break;
        }
        case 2: {
          bool found;
          uint64_t* v = MapFind64(vm.m, ints, map, key, &found);
          ASSERT_EQ(found, model.count(key) != 0);
          ASSERT_EQ(*v, found ? model[key] : 0);
          break;
        }
        case 3:
          ASSERT_TRUE(MapDelete(vm.m, ints, map, &key));
          model.erase(key);
      }
      ASSERT_EQ(map->count, static_cast<int64_t>(model.size()));
      if (i % 20'000 == 0) {
        vm.m.heap.Collect();
        MapIter* it = NewMapIter(vm.m, ints, map);
        std::map<uint64_t, uint64_t> seen;
        for (MapIterNext(vm.m, it); it->key != nullptr; MapIterNext(vm.m, it))
          ASSERT_TRUE(seen.emplace(*it->key, *it->value).second);
        ASSERT_EQ(seen, model);
      }
    }
  }
}

TEST_F(MapTest, StringKeysAgreeWithAModelUnderStress) {
  HeapOptions options;
  options.stress = true;
  TestVm vm(types, options);
  MapRoot root(vm.m.heap);
  Map* map = NewMap(vm.m, strings, 0);
  root.pointers = {map};
  std::map<std::string, uint64_t> model;
  std::mt19937_64 random(3);
  for (int i = 0; i < 3000; ++i) {
    std::string text = "key" + std::to_string(random() % 300) + (random() % 2 ? std::string(random() % 40, 'x') : "");
    GoString key = vm.m.NewString(text);
    if (random() % 3 != 0) {
      uint64_t* v = MapAssignStr(vm.m, map, key);
      ASSERT_EQ(*v, model[text]);
      *v = model[text] = random();
    } else {
      MapDelete(vm.m, strings, map, reinterpret_cast<uint64_t*>(&key));
      model.erase(text);
    }
    vm.m.heap.Collect();
    bool found;
    for (auto& [k, v] : model) ASSERT_EQ(*MapFindStr(vm.m, strings, map, Str(k), &found), v);
    if (i > 200) i += 20;
  }
}

TEST_F(MapTest, StructKeysHoldStrings) {
  TestVm vm(types);
  MapRoot root(vm.m.heap);
  Map* map = NewMap(vm.m, pairs, 0);
  root.pointers = {map};
  for (uint64_t i = 0; i < 1000; ++i) {
    GoString s = vm.m.NewString("s" + std::to_string(i % 10));
    uint64_t key[3] = {reinterpret_cast<uint64_t>(s.data), static_cast<uint64_t>(s.len), i / 10};
    auto* v = reinterpret_cast<GoString*>(MapAssign(vm.m, map, key));
    ASSERT_EQ(v->len, 0);
    *v = vm.m.NewString(std::to_string(i));
    if (i % 50 == 0) vm.m.heap.Collect();
  }
  EXPECT_EQ(map->count, 1000);
  for (uint64_t i = 0; i < 1000; ++i) {
    std::string s = "s" + std::to_string(i % 10);
    uint64_t key[3] = {reinterpret_cast<uint64_t>(s.data()), s.size(), i / 10};
    bool found;
    auto* v = reinterpret_cast<GoString*>(MapFind(vm.m, pairs, map, key, &found));
    ASSERT_TRUE(found);
    ASSERT_EQ(v->view(), std::to_string(i));
  }
}

TEST_F(MapTest, NaNIsNeverFoundAndZeroesAreOne) {
  TestVm vm(types);
  Map* map = NewMap(vm.m, floats, 0);
  double nan = std::numeric_limits<double>::quiet_NaN();
  uint64_t key = Bits(nan);
  for (uint64_t i = 0; i < 100; ++i) *MapAssign(vm.m, map, &key) = i;
  EXPECT_EQ(map->count, 100);
  bool found;
  MapFind(vm.m, floats, map, &key, &found);
  EXPECT_FALSE(found);
  MapDelete(vm.m, floats, map, &key);
  EXPECT_EQ(map->count, 100);
  uint64_t minus = Bits(-0.0), plus = Bits(0.0);
  *MapAssign(vm.m, map, &minus) = 1;
  *MapAssign(vm.m, map, &plus) = 2;
  EXPECT_EQ(map->count, 101);
  EXPECT_EQ(*MapFind(vm.m, floats, map, &minus, &found), 2u);
  // While the map grows, each NaN is still produced once; after clear, none.
  MapIter* it = NewMapIter(vm.m, floats, map);
  std::multiset<uint64_t> seen;
  for (MapIterNext(vm.m, it); it->key != nullptr; MapIterNext(vm.m, it)) {
    if (std::bit_cast<double>(*it->key) != std::bit_cast<double>(*it->key)) seen.insert(*it->value);
    for (int i = 0; i < 5; ++i) {
      uint64_t fresh = Bits(static_cast<double>(seen.size() * 10 + 1000) + i);
      MapAssign(vm.m, map, &fresh);
    }
  }
  EXPECT_EQ(seen.size(), 100u);
  EXPECT_EQ(std::set<uint64_t>(seen.begin(), seen.end()).size(), 100u);
  it = NewMapIter(vm.m, floats, map);
  MapIterNext(vm.m, it);
  MapClear(map);
  for (uint64_t i = 0; i < 5000; ++i) {
    uint64_t fresh = Bits(static_cast<double>(i));
    MapAssign(vm.m, map, &fresh);
  }
  for (MapIterNext(vm.m, it); it->key != nullptr; MapIterNext(vm.m, it))
    ASSERT_EQ(std::bit_cast<double>(*it->key), std::bit_cast<double>(*it->key));
}

TEST_F(MapTest, UnhashableKeysPanic) {
  TestVm vm(types);
  Map* map = NewMap(vm.m, anys, 0);
  GoString text = Str("x");
  GoIface key = {string, reinterpret_cast<uint64_t>(&text)};
  auto* slots = reinterpret_cast<uint64_t*>(&key);
  *MapAssign(vm.m, map, slots) = 5;
  GoString other = Str("x");
  GoIface equal = {string, reinterpret_cast<uint64_t>(&other)};
  bool found;
  EXPECT_EQ(*MapFind(vm.m, anys, map, reinterpret_cast<uint64_t*>(&equal), &found), 5u);
  GoIface number = {int_type, 5};
  MapFind(vm.m, anys, map, reinterpret_cast<uint64_t*>(&number), &found);
  EXPECT_FALSE(found);
  AnySlice elements;
  GoIface bad = {slice, reinterpret_cast<uint64_t>(&elements)};
  auto* bad_slots = reinterpret_cast<uint64_t*>(&bad);
  EXPECT_EQ(MapAssign(vm.m, map, bad_slots), nullptr);
  EXPECT_EQ(MapFind(vm.m, anys, map, bad_slots, &found), nullptr);
  EXPECT_EQ(MapFind(vm.m, anys, nullptr, bad_slots, &found), nullptr);
  EXPECT_FALSE(MapDelete(vm.m, anys, map, bad_slots));
  GoIface error = vm.scheduler.pending_panic;
  ASSERT_EQ(error.type, error_string);
  EXPECT_EQ(static_cast<const GoString*>(error.address())->view(), "hash of unhashable type []int");
}

TEST_F(MapTest, NilMaps) {
  TestVm vm(types);
  bool found;
  EXPECT_EQ(*MapFind64(vm.m, ints, nullptr, 3, &found), 0u);
  EXPECT_FALSE(found);
  uint64_t key = 3;
  EXPECT_TRUE(MapDelete(vm.m, ints, nullptr, &key));
  EXPECT_EQ(MapAssign64(vm.m, nullptr, 3), nullptr);
  MapIter* it = NewMapIter(vm.m, ints, nullptr);
  MapIterNext(vm.m, it);
  EXPECT_EQ(it->key, nullptr);
  MapClear(nullptr);
  EXPECT_EQ(MapLen(nullptr), 0);
}

TEST_F(MapTest, WideAndBigEntries) {
  TestVm vm(types);
  MapRoot root(vm.m.heap);
  Map* map = NewMap(vm.m, wides, 0);
  Map* big = NewMap(vm.m, huges, 0);
  root.pointers = {map, big};
  ASSERT_TRUE(huge->big);
  for (uint64_t i = 0; i < 300; ++i) {
    uint64_t key[40] = {i, 1, 2};
    uint64_t* v = MapAssign(vm.m, map, key);
    for (int k = 0; k < 40; ++k) ASSERT_EQ(v[k], 0u);
    v[39] = i;
    auto* copy = static_cast<uint64_t*>(vm.m.heap.New(huge));
    copy[199] = i;
    uint64_t slot = reinterpret_cast<uint64_t>(copy);
    MapAssign(vm.m, big, &slot)[7] = i;
    if (i % 30 == 0) vm.m.heap.Collect();
  }
  for (uint64_t i = 0; i < 300; ++i) {
    uint64_t key[40] = {i, 1, 2};
    bool found;
    ASSERT_EQ(MapFind(vm.m, wides, map, key, &found)[39], i);
    uint64_t copy[200] = {};
    copy[199] = i;
    uint64_t slot = reinterpret_cast<uint64_t>(copy);
    ASSERT_EQ(MapFind(vm.m, huges, big, &slot, &found)[7], i);
  }
  EXPECT_EQ(map->count, 300);
  bool found;
  uint64_t copy[200] = {};
  copy[199] = 1000;
  uint64_t slot = reinterpret_cast<uint64_t>(copy);
  EXPECT_EQ(MapFind(vm.m, huges, big, &slot, &found)[199], 0u);
  EXPECT_FALSE(found);
}

TEST_F(MapTest, SetsOfEmptyValues) {
  TestVm vm(types);
  Map* map = NewMap(vm.m, set, 0);
  for (uint64_t i = 0; i < 100; ++i) MapAssign64(vm.m, map, i % 50);
  EXPECT_EQ(map->count, 50);
}

// The guarantees of range: every entry at most once, deleted ones never, untouched ones exactly once.
TEST_F(MapTest, IterationWhileTheMapChanges) {
  std::mt19937_64 random(9);
  for (int round = 0; round < 300; ++round) {
    TestVm vm(types, {}, static_cast<uint64_t>(round));
    Map* map = NewMap(vm.m, ints, static_cast<int64_t>(random() % 40));
    std::set<uint64_t> initial, deleted, seen;
    uint64_t n = random() % 200;
    for (uint64_t i = 0; i < n; ++i) {
      MapAssign64(vm.m, map, i);
      initial.insert(i);
    }
    MapIter* it = NewMapIter(vm.m, ints, map);
    uint64_t next_new = 1000;
    for (MapIterNext(vm.m, it); it->key != nullptr; MapIterNext(vm.m, it)) {
      uint64_t key = *it->key;
      ASSERT_TRUE(seen.insert(key).second) << key;
      ASSERT_EQ(deleted.count(key), 0u);
      if (random() % 3 == 0 && n != 0) {
        uint64_t victim = random() % n;
        MapDelete(vm.m, ints, map, &victim);
        deleted.insert(victim);
      }
      if (random() % 2 == 0 && next_new < 3000)
        for (int i = 0; i < 6; ++i) MapAssign64(vm.m, map, next_new++);
    }
    for (uint64_t key : initial) ASSERT_TRUE(seen.count(key) || deleted.count(key)) << key;
  }
}

TEST_F(MapTest, StartsAtRandomAndRepeatsWithTheSeed) {
  auto firsts = [&](uint64_t seed) {
    TestVm vm(types, {}, seed);
    Map* map = NewMap(vm.m, ints, 0);
    for (uint64_t i = 0; i < 8; ++i) MapAssign64(vm.m, map, i);
    std::vector<uint64_t> keys;
    for (int i = 0; i < 50; ++i) {
      MapIter* it = NewMapIter(vm.m, ints, map);
      MapIterNext(vm.m, it);
      keys.push_back(*it->key);
    }
    return keys;
  };
  std::vector<uint64_t> a = firsts(1);
  EXPECT_EQ(std::set<uint64_t>(a.begin(), a.end()).size(), 8u);
  EXPECT_EQ(firsts(1), a);
  EXPECT_NE(firsts(2), a);
}

TEST_F(MapTest, ClearDuringIterationEndsIt) {
  TestVm vm(types);
  Map* map = NewMap(vm.m, ints, 0);
  for (uint64_t i = 0; i < 100; ++i) MapAssign64(vm.m, map, i);
  MapIter* it = NewMapIter(vm.m, ints, map);
  MapIterNext(vm.m, it);
  MapClear(map);
  EXPECT_EQ(map->count, 0);
  MapIterNext(vm.m, it);
  EXPECT_EQ(it->key, nullptr);
  MapAssign64(vm.m, map, 1);
  EXPECT_EQ(map->count, 1);
}

TEST_F(MapTest, EightEntriesFillTheSmallestTable) {
  TestVm vm(types);
  Map* map = NewMap(vm.m, ints, 0);
  for (uint64_t i = 0; i < 8; ++i) MapAssign64(vm.m, map, i * 1000);
  EXPECT_EQ(map->table->capacity, 8u);
  bool found;
  MapFind64(vm.m, ints, map, 5, &found);
  EXPECT_FALSE(found);
  for (uint64_t i = 0; i < 100; ++i) {
    uint64_t key = (i % 8) * 1000;
    MapDelete(vm.m, ints, map, &key);
    MapAssign64(vm.m, map, key);
  }
  EXPECT_EQ(map->table->capacity, 8u);
  MapAssign64(vm.m, map, 7);
  EXPECT_EQ(map->table->capacity, 16u);
  EXPECT_EQ(map->count, 9);
}

TEST_F(MapTest, ManyDeletionsDoNotGrowTheTable) {
  TestVm vm(types);
  Map* map = NewMap(vm.m, ints, 0);
  for (uint64_t i = 0; i < 100'000; ++i) {
    MapAssign64(vm.m, map, i);
    if (i >= 20) {
      uint64_t old = i - 20;
      MapDelete(vm.m, ints, map, &old);
    }
  }
  EXPECT_EQ(map->count, 20);
  EXPECT_LE(map->table->capacity, 64u);
}

}  // namespace
}  // namespace golite::runtime
