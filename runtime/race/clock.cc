// This file implements vector clocks.
#include "runtime/race/clock.h"

#include <algorithm>
#include <cstring>

namespace golite::runtime::race {
namespace {

constexpr uint32_t kLeafBits = 5, kInnerBits = 4;
constexpr uint32_t kTicks = 1u << kLeafBits, kKids = 1u << kInnerBits;
constexpr size_t kChunk = 256;

uint32_t KidOf(uint32_t slot, uint32_t height) { return slot >> (kLeafBits + kInnerBits * (height - 1)) & (kKids - 1); }

// The height a trie needs to have a place for `slot`.
uint32_t HeightFor(uint32_t slot) {
  uint32_t height = 0;
  for (uint64_t rest = slot >> kLeafBits; rest != 0; rest >>= kInnerBits) ++height;
  return height;
}

}  // namespace

struct ClockNode {
  uint32_t refs = 0;
  union {
    uint32_t ticks[kTicks];
    ClockNode* kids[kKids];
    ClockNode* next_free;
  };
  ClockNode() : next_free(nullptr) {}
};

ClockPool::ClockPool() = default;
ClockPool::~ClockPool() = default;

ClockNode* ClockPool::NewNode() {
  if (free_ == nullptr) {
    chunks_.push_back(std::make_unique<ClockNode[]>(kChunk));
    for (size_t i = kChunk; i-- > 0;) {
      chunks_.back()[i].next_free = free_;
      free_ = &chunks_.back()[i];
    }
  }
  ClockNode* node = free_;
  free_ = node->next_free;
  node->refs = 1;
  std::memset(node->ticks, 0, sizeof node->ticks);
  ++live_;
  return node;
}

size_t ClockPool::bytes() const { return chunks_.size() * kChunk * sizeof(ClockNode); }

void ClockPool::Unref(ClockNode* node, uint32_t height) {
  if (node == nullptr || --node->refs != 0) return;
  if (height > 0)
    for (ClockNode* kid : node->kids) Unref(kid, height - 1);
  node->next_free = free_;
  free_ = node;
  --live_;
}

ClockNode* ClockPool::Copy(const ClockNode* node, uint32_t height) {
  ClockNode* copy = NewNode();
  std::memcpy(copy->ticks, node->ticks, sizeof copy->ticks);
  if (height > 0)
    for (ClockNode* kid : copy->kids)
      if (kid != nullptr) ++kid->refs;
  return copy;
}

uint32_t ClockPool::TickOf(const Clock& c, uint32_t slot) {
  const ClockNode* node = c.root;
  uint32_t height = c.height;
  if (node == nullptr || HeightFor(slot) > height) return 0;
  for (; height > 0; --height) {
    node = node->kids[KidOf(slot, height)];
    if (node == nullptr) return 0;
  }
  return node->ticks[slot & (kTicks - 1)];
}

Clock ClockPool::Share(const Clock& c) {
  if (c.root != nullptr) ++c.root->refs;
  return c;
}

void ClockPool::Drop(Clock& c) {
  Unref(c.root, c.height);
  c = {};
}

void ClockPool::Grow(Clock& c, uint32_t height) {
  if (c.root == nullptr) {
    c = {NewNode(), height};
    return;
  }
  for (; c.height < height; ++c.height) {
    ClockNode* above = NewNode();
    above->kids[0] = c.root;
    c.root = above;
  }
}

// The node with the tick raised: itself when its only owner asks, else a copy (the reference to the old one is given up).
ClockNode* ClockPool::RaiseIn(ClockNode* node, uint32_t height, Epoch e) {
  if (node->refs > 1) {
    ClockNode* copy = Copy(node, height);
    --node->refs;
    node = copy;
  }
  if (height == 0) {
    uint32_t& tick = node->ticks[e.slot & (kTicks - 1)];
    tick = std::max(tick, e.tick);
    return node;
  }
  ClockNode*& kid = node->kids[KidOf(e.slot, height)];
  if (kid == nullptr) kid = NewNode();
  kid = RaiseIn(kid, height - 1, e);
  return node;
}

void ClockPool::Raise(Clock& c, Epoch e) {
  if (e.tick == 0 || TickOf(c, e.slot) >= e.tick) return;
  Grow(c, std::max(c.height, HeightFor(e.slot)));
  c.root = RaiseIn(c.root, c.height, e);
}

// The join of two subtrees. Takes over the caller's reference to a, and leaves b's alone.
ClockNode* ClockPool::JoinIn(ClockNode* a, ClockNode* b, uint32_t height) {
  if (a == b || b == nullptr) return a;
  if (a == nullptr) {
    ++b->refs;
    return b;
  }
  if (height == 0) {
    uint32_t a_larger = 0, b_larger = 0;
    for (uint32_t i = 0; i < kTicks; ++i) {
      a_larger |= a->ticks[i] > b->ticks[i];
      b_larger |= b->ticks[i] > a->ticks[i];
    }
    if (!b_larger) return a;
    if (!a_larger) {
      Unref(a, 0);
      ++b->refs;
      return b;
    }
    if (a->refs > 1) {
      ClockNode* copy = Copy(a, 0);
      --a->refs;
      a = copy;
    }
    for (uint32_t i = 0; i < kTicks; ++i) a->ticks[i] = std::max(a->ticks[i], b->ticks[i]);
    return a;
  }
  bool is_b = true;  // the result so far is b
  for (uint32_t i = 0; i < kKids; ++i) {
    ClockNode* old = a->kids[i];
    if (old == b->kids[i]) continue;
    // The kid's reference belongs to `a`; when a is shared, the join works on a reference of its own.
    const bool shared = a->refs > 1;
    if (shared && old != nullptr) ++old->refs;
    ClockNode* joined = JoinIn(old, b->kids[i], height - 1);
    if (joined != old && shared) {
      ClockNode* copy = Copy(a, height);
      --a->refs;
      a = copy;
      Unref(old, height - 1);  // the copy's reference
    } else if (shared && old != nullptr) {
      --old->refs;
    }
    a->kids[i] = joined;
    is_b = is_b && joined == b->kids[i];
  }
  if (is_b) {
    Unref(a, height);
    ++b->refs;
    return b;
  }
  return a;
}

void ClockPool::Join(Clock& c, const Clock& other) {
  if (other.root == nullptr || c.root == other.root) return;
  if (c.root == nullptr) {
    c = Share(other);
    return;
  }
  if (c.height < other.height) Grow(c, other.height);
  Clock raised = other;
  bool temporary = false;
  if (other.height < c.height) {
    ++raised.root->refs;
    Grow(raised, c.height);
    temporary = true;
  }
  c.root = JoinIn(c.root, raised.root, c.height);
  if (temporary) Unref(raised.root, raised.height);
}

}  // namespace golite::runtime::race
