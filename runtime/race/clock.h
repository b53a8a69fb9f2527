// This file defines vector clocks as persistent tries: a clock maps slots (small numbers of goroutines) to ticks.
//
// Clocks of goroutines that talk to each other differ in few places, and a million goroutines made by one differ in none.
// So a clock is a tree of counted nodes: a leaf holds 32 ticks, an inner node 16 subtrees, and copying a clock is taking
// one more reference. A node with one owner is changed in place, any other is copied first. Joining two clocks skips the
// subtrees that they share, and makes the result share what is equal in both: so two clocks that are joined again and again
// are compared only where something has changed since.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace golite::runtime::race {

// A point in the life of a goroutine: everything that the owner of `slot` did in ticks up to `tick`.
struct Epoch {
  uint32_t slot = 0;
  uint32_t tick = 0;  // 0: none; ticks start at 1
};

struct ClockNode {
  static constexpr uint32_t kLeafBits = 5, kInnerBits = 4;
  static constexpr uint32_t kTicks = 1u << kLeafBits, kKids = 1u << kInnerBits;

  uint32_t refs;
  uint32_t height;  // above the leaves
  union {
    uint32_t ticks[kTicks];
    ClockNode* kids[kKids];
    ClockNode* next_free;
  };

  static uint32_t KidOf(uint32_t slot, uint32_t height) {
    return slot >> (kLeafBits + kInnerBits * (height - 1)) & (kKids - 1);
  }
  // The height of a trie that has a place for `slot`.
  static uint32_t HeightFor(uint32_t slot) {
    const uint32_t bits = static_cast<uint32_t>(std::bit_width(slot >> kLeafBits));
    return (bits + kInnerBits - 1) / kInnerBits;
  }
};

// A handle to a clock; the pool counts its references, so it is copied with ClockPool::Share and given up with Drop.
struct Clock {
  ClockNode* root = nullptr;
};

// The memory of clocks, and their operations. Belongs to one thread.
class ClockPool {
 public:
  ClockPool();
  ~ClockPool();
  ClockPool(const ClockPool&) = delete;
  ClockPool& operator=(const ClockPool&) = delete;

  // The tick of a slot; 0 when the clock says nothing of it.
  static uint32_t TickOf(const Clock& c, uint32_t slot) {
    const ClockNode* node = c.root;
    if (node == nullptr) return 0;
    uint32_t height = node->height;
    if (ClockNode::HeightFor(slot) > height) return 0;
    for (; height > 0; --height) {
      node = node->kids[ClockNode::KidOf(slot, height)];
      if (node == nullptr) return 0;
    }
    return node->ticks[slot & (ClockNode::kTicks - 1)];
  }
  static bool Knows(const Clock& c, Epoch e) { return TickOf(c, e.slot) >= e.tick; }
  Clock Share(const Clock& c) {
    if (c.root != nullptr) ++c.root->refs;
    return c;
  }
  void Drop(Clock& c) {
    Unref(c.root);
    c = {};
  }
  // c = other
  void Assign(Clock& c, const Clock& other) {
    if (c.root == other.root) return;
    Clock old = c;
    c = Share(other);
    Drop(old);
  }
  // c[slot] = max(c[slot], tick)
  void Raise(Clock& c, Epoch e) {
    if (!Knows(c, e)) RaiseTo(c, e);
  }
  // c = the pointwise maximum of c and other. Whether c has learned anything.
  bool Join(Clock& c, const Clock& other);

  size_t live_nodes() const { return live_; }
  size_t bytes() const;

 private:
  ClockNode* NewNode(uint32_t height);
  ClockNode* NewEmptyNode(uint32_t height);
  void Unref(ClockNode* node) {
    if (node != nullptr && --node->refs == 0) Free(node);
  }
  void Free(ClockNode* node);
  ClockNode* Copy(const ClockNode* node);
  void Grow(Clock& c, uint32_t height);
  void RaiseTo(Clock& c, Epoch e);
  static bool IsCovered(const ClockNode* a, const ClockNode* b);
  ClockNode* JoinIn(ClockNode* a, ClockNode* b, bool& news);
  ClockNode* JoinLeaves(ClockNode* a, ClockNode* b, bool& news);

  std::vector<std::unique_ptr<ClockNode[]>> chunks_;
  ClockNode* free_ = nullptr;
  size_t live_ = 0;
};

}  // namespace golite::runtime::race
