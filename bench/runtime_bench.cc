// This file measures the heap and maps: allocation, marking, sweeping, look-up, insertion, iteration.
#include <benchmark/benchmark.h>

#include <string>

#include "runtime/map.h"
#include "test_program.h"

namespace golite::runtime {
namespace {

struct Node {
  Node* left;
  Node* right;
};

struct Types : TestTypes {
  const TypeDesc* pointer = Pointer(nullptr);
  const TypeDesc* node = Struct("Node", {pointer, pointer});
  const TypeDesc* ints = Map(Int(), Int());
  const TypeDesc* strings = Map(String(), Int());
};

struct Root final : RootSource {
  Heap& heap;
  void* p = nullptr;
  explicit Root(Heap& h) : heap(h) { heap.AddRoots(this); }
  ~Root() { heap.RemoveRoots(this); }
  void MarkRoots(Marker& marker) override { marker.Mark(p); }
};

Node* Tree(Heap& heap, const TypeDesc* t, int depth) {
  auto* n = static_cast<Node*>(heap.New(t));
  if (depth > 0) {
    n->left = Tree(heap, t, depth - 1);
    n->right = Tree(heap, t, depth - 1);
  }
  return n;
}

// Short-lived objects, the collections included.
void BM_New(benchmark::State& state) {
  Types types;
  Heap heap(&types.program, {});
  for (auto _ : state) {
    if (heap.gc_wanted()) heap.Collect();
    benchmark::DoNotOptimize(heap.New(types.node));
  }
}
BENCHMARK(BM_New);

// Marking a tree of 2^n nodes; items are objects.
void BM_Mark(benchmark::State& state) {
  Types types;
  Heap heap(&types.program, {});
  Root root(heap);
  root.p = Tree(heap, types.node, static_cast<int>(state.range(0)));
  for (auto _ : state) heap.Collect();
  state.SetItemsProcessed(state.iterations() * (int64_t{2} << state.range(0)));
}
BENCHMARK(BM_Mark)->Arg(12)->Arg(16)->Arg(20);

// A tree of garbage is built beside a live one: allocation into a fragmented heap.
void BM_TreesBesideTree(benchmark::State& state) {
  Types types;
  Heap heap(&types.program, {});
  Root root(heap);
  root.p = Tree(heap, types.node, 16);
  for (auto _ : state) {
    if (heap.gc_wanted()) heap.Collect();
    benchmark::DoNotOptimize(Tree(heap, types.node, 10));
  }
  state.SetItemsProcessed(state.iterations() * (2 << 10));
}
BENCHMARK(BM_TreesBesideTree);

void BM_MapInsert(benchmark::State& state) {
  Types types;
  TestVm vm(types);
  uint64_t n = static_cast<uint64_t>(state.range(0));
  for (auto _ : state) {
    if (vm.m.heap.gc_wanted()) vm.m.heap.Collect();
    Map* map = NewMap(vm.m, types.ints, 0);
    uint64_t seed = 7;
    for (uint64_t i = 0; i < n; ++i) {
      seed = seed * 16807 % 2147483647;
      *MapAssign64(vm.m, map, seed) = i;
    }
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_MapInsert)->Arg(8)->Arg(100)->Arg(1'000'000);

void BM_MapFind(benchmark::State& state) {
  Types types;
  TestVm vm(types);
  Map* map = NewMap(vm.m, types.ints, 0);
  uint64_t n = static_cast<uint64_t>(state.range(0));
  bool hit = state.range(1) != 0;
  uint64_t seed = 7;
  for (uint64_t i = 0; i < n; ++i) {
    seed = seed * 16807 % 2147483647;
    *MapAssign64(vm.m, map, seed) = i;
  }
  uint64_t sum = 0;
  for (auto _ : state) {
    seed = 7;
    for (uint64_t i = 0; i < n; ++i) {
      seed = seed * 16807 % 2147483647;
      bool found;
      sum += *MapFind64(vm.m, types.ints, map, hit ? seed : seed + 1, &found);
    }
  }
  benchmark::DoNotOptimize(sum);
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_MapFind)->Args({8, 1})->Args({1000, 1})->Args({1000, 0})->Args({1'000'000, 1})->Args({1'000'000, 0});

void BM_MapCountStrings(benchmark::State& state) {
  Types types;
  TestVm vm(types);
  Map* map = NewMap(vm.m, types.strings, 0);
  std::vector<std::string> keys;
  for (int64_t i = 0; i < state.range(0); ++i) keys.push_back("key" + std::to_string(i));
  size_t i = 0;
  for (auto _ : state) {
    *MapAssignStr(vm.m, map, Str(keys[i])) += 1;
    if (++i == keys.size()) i = 0;
  }
}
BENCHMARK(BM_MapCountStrings)->Arg(100)->Arg(100'000);

void BM_MapIterate(benchmark::State& state) {
  Types types;
  TestVm vm(types);
  Map* map = NewMap(vm.m, types.ints, 0);
  for (uint64_t i = 0; i < 100'000; ++i) *MapAssign64(vm.m, map, i) = i;
  Root root(vm.m.heap);
  root.p = map;
  for (auto _ : state) {
    if (vm.m.heap.gc_wanted()) vm.m.heap.Collect();
    MapIter* it = NewMapIter(vm.m, types.ints, map);
    uint64_t sum = 0;
    for (MapIterNext(vm.m, it); it->key != nullptr; MapIterNext(vm.m, it)) sum += *it->value;
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * 100'000);
}
BENCHMARK(BM_MapIterate);

}  // namespace
}  // namespace golite::runtime
