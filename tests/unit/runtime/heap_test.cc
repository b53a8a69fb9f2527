#include "runtime/heap.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>
#include <unordered_map>
#include <unordered_set>

#include "runtime/object_kinds.h"
#include "runtime/size_classes.h"
#include "test_program.h"

namespace golite::runtime {
namespace {

struct Node {
  Node* left;
  Node* right;
  uint64_t value;
};

struct HeapTest : ::testing::Test {
  TestTypes types;
  const TypeDesc* pointer = types.Pointer(nullptr);
  const TypeDesc* node = types.Struct("Node", {pointer, pointer, types.Int()});
  const TypeDesc* string = types.String();
  const TypeDesc* any = types.Any();
  const TypeDesc* ints = types.Array(types.Int(), 100);
};

struct Roots final : RootSource {
  Heap& heap;
  std::vector<void*> pointers;
  explicit Roots(Heap& h) : heap(h) { heap.AddRoots(this); }
  ~Roots() { heap.RemoveRoots(this); }
  void MarkRoots(Marker& marker) override {
    for (void* p : pointers) marker.Mark(p);
  }
};

TEST(SizeClasses, DivideEveryOffset) {
  for (int c = 1; c < kSizeClasses; ++c) {
    uint64_t size = kClassSize[c], bytes = kClassTables.pages[c] * kHeapPage;
    uint64_t magic = (uint64_t{1} << 32) / size + 1;
    for (uint64_t offset = 0; offset < bytes; ++offset) ASSERT_EQ(offset * magic >> 32, offset / size) << size;
  }
}

TEST(SizeClasses, AreTheSmallestThatFit) {
  for (uint64_t size = 1; size <= kMaxSmallSize; ++size) {
    int c = ClassOf(size);
    ASSERT_GE(kClassSize[c], size);
    ASSERT_LT(kClassSize[c - 1], size);
  }
}

TEST(SizeClasses, RoundAsGo) {
  EXPECT_EQ(Heap::RoundUpSize(0, true), 0u);
  EXPECT_EQ(Heap::RoundUpSize(5, true), 8u);
  EXPECT_EQ(Heap::RoundUpSize(40, false), 48u);
  EXPECT_EQ(Heap::RoundUpSize(513, true), 576u);
  EXPECT_EQ(Heap::RoundUpSize(513, false), 568u);   // the header that Go 1.22 introduced
  EXPECT_EQ(Heap::RoundUpSize(1024, false), 1144u);
  EXPECT_EQ(Heap::RoundUpSize(32768, true), 32768u);
  EXPECT_EQ(Heap::RoundUpSize(32769, true), 40960u);
}

TEST_F(HeapTest, MemoryIsZeroedAlsoAfterReuse) {
  Heap heap(&types.program, {});
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 10000; ++i) {
      auto* n = static_cast<Node*>(heap.New(node));
      ASSERT_EQ(n->left, nullptr);
      ASSERT_EQ(n->value, 0u);
      std::memset(n, 0xFF, sizeof *n);
      auto* a = static_cast<uint64_t*>(heap.New(ints));
      for (int k = 0; k < 100; ++k) ASSERT_EQ(a[k], 0u);
      std::memset(a, 0xFF, 800);
    }
    heap.Collect();
    EXPECT_EQ(heap.Stats().alloc_bytes, 0u);
  }
}

TEST_F(HeapTest, InteriorPointersKeepObjects) {
  Heap heap(&types.program, {});
  Roots roots(heap);
  auto* n = static_cast<Node*>(heap.New(node));
  n->left = static_cast<Node*>(heap.New(node));
  n->left->value = 42;
  char* big = static_cast<char*>(heap.NewNoscan(1 << 20));
  big[1 << 19] = 7;
  roots.pointers = {&n->value, big + (1 << 19)};
  heap.Collect();
  HeapStats s = heap.Stats();
  EXPECT_EQ(s.mallocs - s.frees, 3u);
  EXPECT_EQ(n->left->value, 42u);
  EXPECT_EQ(big[1 << 19], 7);
  EXPECT_EQ(heap.FindObject(&n->value).start, n);
  EXPECT_EQ(heap.FindObject(big + 5).start, big);
  EXPECT_EQ(heap.FindObject(&s).start, nullptr);
  roots.pointers.clear();
  heap.Collect();
  s = heap.Stats();
  EXPECT_EQ(s.mallocs, s.frees);
}

TEST_F(HeapTest, InterfaceDataIsTracedByItsType) {
  Heap heap(&types.program, {});
  Roots roots(heap);
  auto* x = static_cast<GoIface*>(heap.NewArray(any, 3));
  void* boxed = heap.New(string);
  x[0] = {string, reinterpret_cast<uint64_t>(boxed)};
  void* direct = heap.New(node);
  x[1] = {pointer, reinterpret_cast<uint64_t>(direct)};
  void* number = heap.New(node);  // an int that looks like an address
  x[2] = {types.Int(), reinterpret_cast<uint64_t>(number)};
  roots.pointers = {x};
  heap.Collect();
  HeapStats s = heap.Stats();
  EXPECT_EQ(s.mallocs - s.frees, 3u);
}

TEST_F(HeapTest, ForeignPointersAreIgnored) {
  Heap heap(&types.program, {});
  Roots roots(heap);
  int local = 0;
  roots.pointers = {&local, reinterpret_cast<void*>(8), reinterpret_cast<void*>(~uint64_t{0}), const_cast<uint64_t*>(kZeroSizeObject)};
  heap.Collect();
  EXPECT_EQ(heap.Stats().alloc_bytes, 0u);
}

// A graph that is changed at random beside a model of it; after each collection exactly what the model reaches must be
// alive and unchanged.
class RandomGraph : public ::testing::TestWithParam<bool> {};

TEST_P(RandomGraph, KeepsExactlyTheReachable) {
  TestTypes types;
  const TypeDesc* pointer = types.Pointer(nullptr);
  const TypeDesc* node = types.Struct("Node", {pointer, pointer, types.Int()});
  HeapOptions options;
  options.stress = GetParam();
  Heap heap(&types.program, options);
  Roots roots(heap);
  roots.pointers.resize(64);
  std::mt19937_64 random(GetParam() ? 1 : 2);
  int rounds = GetParam() ? 3000 : 30;
  uint64_t next_value = 1;
  for (int round = 0; round < rounds; ++round) {
    int changes = GetParam() ? 3 : 5000;
    for (int i = 0; i < changes; ++i) {
      void*& root = roots.pointers[random() % 64];
      switch (random() % 8) {
        case 0: root = nullptr; break;
        case 1: root = roots.pointers[random() % 64]; break;
        case 2: {  // an array of pointers of random length, seen from the root through a node
          uint64_t length = 1 + random() % (random() % 50 == 0 ? 9000 : 40);
          auto** array = static_cast<Node**>(heap.NewArray(pointer, length));
          for (uint64_t k = 0; k < length; ++k) array[k] = static_cast<Node*>(roots.pointers[random() % 64]);
          auto* n = static_cast<Node*>(heap.New(node));
          n->value = next_value++;
          n->left = static_cast<Node*>(root);
          root = n;
          // The array hangs on a second word that is not a node: keep it only until here.
          (void)array;
          break;
        }
        default: {
          auto* n = static_cast<Node*>(heap.New(node));
          n->value = next_value++;
          n->left = static_cast<Node*>(root);
          n->right = static_cast<Node*>(roots.pointers[random() % 64]);
          root = n;
        }
      }
    }
    if (round % 7 == 0)
      for (void*& p : roots.pointers)
        if (random() % 2) p = nullptr;
    std::unordered_map<Node*, Node> model;
    std::vector<Node*> todo;
    auto reach = [&](Node* n) {
      if (n != nullptr && model.try_emplace(n, *n).second) todo.push_back(n);
    };
    for (void* p : roots.pointers) reach(static_cast<Node*>(p));
    while (!todo.empty()) {
      Node* n = todo.back();
      todo.pop_back();
      reach(n->left);
      reach(n->right);
    }
    heap.Collect();
    HeapStats s = heap.Stats();
    ASSERT_EQ(s.mallocs - s.frees, model.size());
    for (auto& [n, copy] : model) ASSERT_EQ(std::memcmp(n, &copy, sizeof copy), 0);
  }
}
INSTANTIATE_TEST_SUITE_P(Stress, RandomGraph, ::testing::Bool());

TEST_F(HeapTest, DeepListsNeedNoHostStack) {
  Heap heap(&types.program, {});
  Roots roots(heap);
  roots.pointers = {nullptr};
  for (int i = 0; i < 2'000'000; ++i) {
    auto* n = static_cast<Node*>(heap.New(node));
    n->left = static_cast<Node*>(roots.pointers[0]);
    roots.pointers[0] = n;
  }
  heap.Collect();
  HeapStats s = heap.Stats();
  EXPECT_EQ(s.mallocs - s.frees, 2'000'000u);
}

TEST_F(HeapTest, LargePointerArraysAreScannedWhole) {
  Heap heap(&types.program, {});
  Roots roots(heap);
  constexpr uint64_t kCount = 100'000;
  auto** array = static_cast<Node**>(heap.NewArray(pointer, kCount));
  roots.pointers = {array};
  for (uint64_t i = 0; i < kCount; ++i) array[i] = static_cast<Node*>(heap.New(node));
  auto* strings = static_cast<GoString*>(heap.NewArray(string, kCount));
  roots.pointers.push_back(strings + 50);
  for (uint64_t i = 0; i < kCount; ++i) strings[i] = {static_cast<char*>(heap.NewNoscan(9)), 9};
  heap.Collect();
  HeapStats s = heap.Stats();
  EXPECT_EQ(s.mallocs - s.frees, 2 * kCount + 2);
}

TEST_F(HeapTest, PacingCollectsWhenTheHeapDoubles) {
  Heap heap(&types.program, {});
  EXPECT_FALSE(heap.gc_wanted());
  uint64_t allocated = 0;
  while (!heap.gc_wanted()) {
    heap.New(node);
    allocated += 24;
  }
  EXPECT_GT(allocated, 3u << 20);
  EXPECT_LT(allocated, 5u << 20);
  heap.Collect();
  EXPECT_FALSE(heap.gc_wanted());
}

TEST_F(HeapTest, TheLimitEndsInAnAnswerNotACrash) {
  HeapOptions options;
  options.memory_limit = 8 << 20;
  Heap heap(&types.program, options);
  Roots roots(heap);
  EXPECT_EQ(heap.TryNewArray(types.Int(), 100 << 20), nullptr);
  heap.Collect();
  EXPECT_FALSE(heap.out_of_memory());
  // A linked list that grows for ever.
  roots.pointers = {nullptr};
  uint64_t n = 0;
  while (!heap.out_of_memory() && n < 10'000'000) {
    if (heap.gc_wanted()) heap.Collect();
    auto* x = static_cast<Node*>(heap.New(node));
    x->left = static_cast<Node*>(roots.pointers[0]);
    roots.pointers[0] = x;
    ++n;
  }
  EXPECT_TRUE(heap.out_of_memory());
  EXPECT_GT(n * 24, 6u << 20);
  EXPECT_LT(n * 24, 10u << 20);
}

TEST_F(HeapTest, ARequestThatCannotFailGetsWritableMemory) {
  HeapOptions options;
  options.memory_limit = 8 << 20;
  Heap heap(&types.program, options);
  size_t size = size_t{3} << 30;
  char* p = static_cast<char*>(heap.NewNoscanRaw(size));
  EXPECT_TRUE(heap.out_of_memory());
  for (size_t i = 0; i < size; i += 1 << 20) p[i] = 1;
  p[size - 1] = 1;
}

TEST_F(HeapTest, GarbageNeverReachesTheLimit) {
  HeapOptions options;
  options.memory_limit = 16 << 20;
  Heap heap(&types.program, options);
  for (int i = 0; i < 2000; ++i) {
    if (heap.gc_wanted()) heap.Collect();
    ASSERT_FALSE(heap.out_of_memory()) << i;
    std::memset(heap.NewNoscanRaw(1 << 20), 1, 1 << 20);
  }
}

TEST_F(HeapTest, HandlesAreRoots) {
  Heap heap(&types.program, {});
  {
    Rooted<Node> r(heap, static_cast<Node*>(heap.New(node)));
    r->value = 5;
    heap.Collect();
    EXPECT_EQ(r->value, 5u);
    EXPECT_EQ(heap.Stats().alloc_bytes, 24u);
  }
  heap.Collect();
  EXPECT_EQ(heap.Stats().alloc_bytes, 0u);
}

TEST_F(HeapTest, FinalizersRunOnceInOrderOfDependence) {
  Heap heap(&types.program, {});
  auto* a = static_cast<Node*>(heap.New(node));
  auto* b = static_cast<Node*>(heap.New(node));
  a->left = b;
  vm::Function fn;
  auto* closure = reinterpret_cast<Closure*>(&fn);
  heap.SetFinalizer(a, closure, node);
  heap.SetFinalizer(b, closure, node);
  heap.Collect();
  auto due = heap.TakeDueCalls();
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].object, a);
  heap.Collect();
  due = heap.TakeDueCalls();
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].object, b);
  heap.Collect();
  EXPECT_FALSE(heap.has_due_calls());
  EXPECT_EQ(heap.Stats().alloc_bytes, 0u);
}

TEST_F(HeapTest, CleanupsRunAfterDeath) {
  Heap heap(&types.program, {});
  Roots roots(heap);
  void* object = heap.New(node);
  roots.pointers = {object};
  vm::Function fn;
  heap.AddCleanup(object, reinterpret_cast<Closure*>(&fn));
  uint64_t stopped = heap.AddCleanup(object, reinterpret_cast<Closure*>(&fn));
  heap.StopCleanup(stopped);
  heap.Collect();
  EXPECT_FALSE(heap.has_due_calls());
  roots.pointers.clear();
  heap.Collect();
  auto due = heap.TakeDueCalls();
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].fn, reinterpret_cast<Closure*>(&fn));
}

TEST_F(HeapTest, WeakHandlesAreClearedAndCanonical) {
  Heap heap(&types.program, {});
  Roots roots(heap);
  void* object = heap.New(node);
  void* handle = heap.WeakHandle(object);
  EXPECT_EQ(heap.WeakHandle(object), handle);
  roots.pointers = {object, handle};
  heap.Collect();
  EXPECT_EQ(*static_cast<void**>(handle), object);
  roots.pointers = {handle};
  heap.Collect();
  EXPECT_EQ(*static_cast<void**>(handle), nullptr);
}

TEST_F(HeapTest, HostObjectsDieWithTheirHeapObject) {
  static int alive;
  struct Thing {
    Thing() { ++alive; }
    ~Thing() { --alive; }
  };
  alive = 0;
  {
    Heap heap(&types.program, {});
    Roots roots(heap);
    for (int i = 0; i < 1000; ++i) {
      HostObject* h = NewHostObject(heap, std::make_unique<Thing>());
      if (i < 10) roots.pointers.push_back(h);
    }
    EXPECT_EQ(alive, 1000);
    heap.Collect();
    EXPECT_EQ(alive, 10);
    for (int i = 0; i < 5; ++i) NewHostObject(heap, std::make_unique<Thing>());
  }
  EXPECT_EQ(alive, 0);
}

// A goroutine blocked on a channel that only it knows is leaked.
TEST_F(HeapTest, LeakSearchFindsWhatNothingLiveReaches) {
  Heap heap(&types.program, {});
  struct Goroutines final : RootSource {
    struct G {
      void* channel;
      void* stack;
      bool woken = false, leaked = false;
    };
    std::vector<void*> live;
    std::vector<G> blocked;
    void MarkRoots(Marker& m) override {
      for (void* p : live) m.Mark(p);
      if (!m.leak_search())
        for (G& g : blocked) m.Mark(g.stack);
    }
    bool MarkWakeable(Marker& m) override {
      bool any = false;
      for (G& g : blocked)
        if (!g.woken && m.IsMarked(g.channel)) {
          g.woken = any = true;
          m.Mark(g.stack);
        }
      return any;
    }
    void MarkLeaked(Marker& m) override {
      for (G& g : blocked)
        if (!g.woken) {
          g.leaked = true;
          m.Mark(g.stack);
        }
    }
  } source;
  heap.AddRoots(&source);
  auto object = [&] { return static_cast<Node*>(heap.New(node)); };
  Node *c1 = object(), *c2 = object(), *c3 = object(), *s1 = object(), *s2 = object(), *s3 = object();
  s1->left = c1, s1->right = c2;  // the first knows the channel of the second
  s2->left = c2;
  s3->left = c3;
  source.live = {c1};
  source.blocked = {{c2, s2}, {c1, s1}, {c3, s3}};
  heap.CollectWithLeakSearch();
  EXPECT_FALSE(source.blocked[0].leaked);
  EXPECT_FALSE(source.blocked[1].leaked);
  EXPECT_TRUE(source.blocked[2].leaked);
  EXPECT_EQ(heap.Stats().alloc_bytes, 6 * 24u);
  heap.RemoveRoots(&source);
}

TEST_F(HeapTest, FreedPagesAreJoinedAndReused) {
  Heap heap(&types.program, {});
  Roots roots(heap);
  for (int round = 0; round < 50; ++round) {
    roots.pointers.clear();
    for (int i = 0; i < 30; ++i) roots.pointers.push_back(heap.NewNoscan(static_cast<size_t>(i % 7 + 1) * 50'000));
    heap.Collect();
    for (size_t i = 0; i < roots.pointers.size(); i += 2) roots.pointers[i] = nullptr;
    heap.Collect();
  }
  EXPECT_LT(heap.Stats().sys_bytes, 40u << 20);
}

}  // namespace
}  // namespace golite::runtime
