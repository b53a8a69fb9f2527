// This file implements vector clocks.
#include "runtime/race/clock.h"

#include <algorithm>
#include <cstring>

namespace golite::runtime::race {
namespace {

constexpr uint32_t kTicks = ClockNode::kTicks, kKids = ClockNode::kKids;
constexpr size_t kChunk = 256;

}  // namespace

ClockPool::ClockPool() = default;
ClockPool::~ClockPool() = default;

// A node whose contents the caller writes.
ClockNode* ClockPool::NewNode(uint32_t height) {
  if (free_ == nullptr) {
    chunks_.push_back(std::make_unique_for_overwrite<ClockNode[]>(kChunk));
    for (size_t i = kChunk; i-- > 0;) {
      chunks_.back()[i].next_free = free_;
      free_ = &chunks_.back()[i];
    }
  }
  ClockNode* node = free_;
  free_ = node->next_free;
  node->refs = 1;
  node->height = height;
  ++live_;
  return node;
}

ClockNode* ClockPool::NewEmptyNode(uint32_t height) {
  ClockNode* node = NewNode(height);
  std::memset(node->ticks, 0, sizeof node->ticks);
  return node;
}

size_t ClockPool::bytes() const { return chunks_.size() * kChunk * sizeof(ClockNode); }

void ClockPool::Free(ClockNode* node) {
  if (node->height > 0)
    for (ClockNode* kid : node->kids) Unref(kid);
  node->next_free = free_;
  free_ = node;
  --live_;
}

ClockNode* ClockPool::Copy(const ClockNode* node) {
  ClockNode* copy = NewNode(node->height);
  std::memcpy(copy->ticks, node->ticks, sizeof copy->ticks);
  if (node->height > 0)
    for (ClockNode* kid : copy->kids)
      if (kid != nullptr) ++kid->refs;
  return copy;
}

void ClockPool::Grow(Clock& c, uint32_t height) {
  if (c.root == nullptr) {
    c.root = NewEmptyNode(height);
    return;
  }
  while (c.root->height < height) {
    ClockNode* above = NewEmptyNode(c.root->height + 1);
    above->kids[0] = c.root;
    c.root = above;
  }
}

// Along the path to the slot, nodes with one owner are changed in place; from the first shared one on they are copied.
void ClockPool::RaiseTo(Clock& c, Epoch e) {
  Grow(c, ClockNode::HeightFor(e.slot));
  ClockNode** at = &c.root;
  for (;;) {
    ClockNode* node = *at;
    if (node->refs > 1) {
      ClockNode* copy = Copy(node);
      --node->refs;
      node = *at = copy;
    }
    if (node->height == 0) {
      node->ticks[e.slot & (kTicks - 1)] = e.tick;
      return;
    }
    at = &node->kids[ClockNode::KidOf(e.slot, node->height)];
    if (*at == nullptr) *at = NewEmptyNode(node->height - 1);
  }
}

ClockNode* ClockPool::JoinLeaves(ClockNode* a, ClockNode* b, bool& news) {
  uint32_t a_larger = 0, b_larger = 0;
  for (uint32_t i = 0; i < kTicks; ++i) {
    a_larger |= a->ticks[i] > b->ticks[i];
    b_larger |= b->ticks[i] > a->ticks[i];
  }
  news |= b_larger != 0;
  if (!a_larger) {
    Unref(a);
    ++b->refs;
    return b;
  }
  if (!b_larger) return a;
  if (a->refs > 1) {
    --a->refs;
    a = Copy(a);
  }
  for (uint32_t i = 0; i < kTicks; ++i) a->ticks[i] = std::max(a->ticks[i], b->ticks[i]);
  return a;
}

// The join of two subtrees of equal height: b itself where a knows no more. Takes over the caller's reference to a, and
// leaves b's alone.
ClockNode* ClockPool::JoinIn(ClockNode* a, ClockNode* b, bool& news) {
  if (a == b || b == nullptr) return a;
  if (a == nullptr) {
    news = true;
    ++b->refs;
    return b;
  }
  if (a->height == 0) return JoinLeaves(a, b, news);
  bool is_b = true;  // the result so far is b
  for (uint32_t i = 0; i < kKids; ++i) {
    ClockNode* old = a->kids[i];
    if (old == b->kids[i]) continue;
    // The kid's reference belongs to `a`; when a is shared, the join works on a reference of its own.
    const bool shared = a->refs > 1;
    if (shared && old != nullptr) ++old->refs;
    ClockNode* joined = JoinIn(old, b->kids[i], news);
    if (joined != old && shared) {
      ClockNode* copy = Copy(a);
      --a->refs;
      a = copy;
      Unref(old);  // the copy's reference
    } else if (shared && old != nullptr) {
      --old->refs;
    }
    a->kids[i] = joined;
    is_b = is_b && joined == b->kids[i];
  }
  if (is_b) {
    Unref(a);
    ++b->refs;
    return b;
  }
  return a;
}

bool ClockPool::Join(Clock& c, const Clock& other) {
  if (other.root == nullptr || c.root == other.root) return false;
  if (c.root == nullptr) {
    c = Share(other);
    return true;
  }
  bool news = false;
  const uint32_t height = other.root->height;
  if (c.root->height < height) Grow(c, height);
  if (c.root->height == height) {
    c.root = JoinIn(c.root, other.root, news);
    return news;
  }
  Clock raised = Share(other);
  Grow(raised, c.root->height);
  c.root = JoinIn(c.root, raised.root, news);
  Drop(raised);
  return news;
}

}  // namespace golite::runtime::race
