// This file defines vector clocks as persistent tries: a clock maps slots (small numbers of goroutines) to ticks.
//
// Clocks of goroutines that talk to each other differ in few places, and a million goroutines made by one differ in none.
// So a clock is a tree of counted nodes: a leaf holds 32 ticks, an inner node 16 subtrees, and copying a clock is taking
// one more reference. A node with one owner is changed in place, any other is copied first. Joining two clocks skips the
// subtrees that they share, and where one side covers the other the result shares the larger one's.
#pragma once

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

struct ClockNode;

// A handle to a clock; the pool counts its references, so it is copied with ClockPool::Share and given up with Drop.
struct Clock {
  ClockNode* root = nullptr;
  uint32_t height = 0;  // of the root above the leaves
};

// The memory of clocks, and their operations. Belongs to one thread.
class ClockPool {
 public:
  ClockPool();
  ~ClockPool();
  ClockPool(const ClockPool&) = delete;
  ClockPool& operator=(const ClockPool&) = delete;

  // The tick of a slot; 0 when the clock says nothing of it.
  static uint32_t TickOf(const Clock& c, uint32_t slot);
  Clock Share(const Clock& c);
  void Drop(Clock& c);
  // c[slot] = max(c[slot], tick)
  void Raise(Clock& c, Epoch e);
  // c = the pointwise maximum of c and other
  void Join(Clock& c, const Clock& other);

  size_t live_nodes() const { return live_; }
  size_t bytes() const;

 private:
  ClockNode* NewNode();
  void Unref(ClockNode* node, uint32_t height);
  ClockNode* Copy(const ClockNode* node, uint32_t height);
  void Grow(Clock& c, uint32_t height);
  ClockNode* RaiseIn(ClockNode* node, uint32_t height, Epoch e);
  ClockNode* JoinIn(ClockNode* a, ClockNode* b, uint32_t height);

  std::vector<std::unique_ptr<ClockNode[]>> chunks_;
  ClockNode* free_ = nullptr;
  size_t live_ = 0;
};

}  // namespace golite::runtime::race
