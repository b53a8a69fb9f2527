// This file implements vector clocks.
#include "runtime/race/clock.h"

#include <cstring>

namespace golite::runtime::race {
namespace {

constexpr uint32_t kTicks = ClockNode::kTicks, kKids = ClockNode::kKids;
constexpr size_t kChunk = 256;

// Four ticks, to be compared at once: they are less than 2^31, as processors compare signed numbers more easily.
using Lanes [[gnu::vector_size(16)]] = int32_t;
constexpr uint32_t kLanes = kTicks / 4;

Lanes LanesOf(const ClockNode* leaf, uint32_t i) {
  Lanes lanes;
  std::memcpy(&lanes, leaf->ticks + 4 * i, sizeof lanes);
  return lanes;
}
bool Any(Lanes lanes) { return (lanes[0] | lanes[1] | lanes[2] | lanes[3]) != 0; }

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
  Lanes a_larger{}, b_larger{};
  for (uint32_t i = 0; i < kLanes; ++i) {
    const Lanes x = LanesOf(a, i), y = LanesOf(b, i);
    a_larger |= x > y;
    b_larger |= y > x;
  }
  const bool more = Any(b_larger);
  news |= more;
  if (!Any(a_larger)) {
    Unref(a);
    ++b->refs;
    return b;
  }
  if (!more) return a;
  ClockNode* joined = a;
  if (a->refs > 1) {
    --a->refs;
    joined = NewNode(0);
  }
  for (uint32_t i = 0; i < kLanes; ++i) {
    const Lanes x = LanesOf(a, i), y = LanesOf(b, i), larger = x > y;
    const Lanes most = (x & larger) | (y & ~larger);
    std::memcpy(joined->ticks + 4 * i, &most, sizeof most);
  }
  return joined;
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

// Whether b knows all that a knows; they have the same height.
bool ClockPool::IsCovered(const ClockNode* a, const ClockNode* b) {
  if (a == b || a == nullptr) return true;
  if (b == nullptr) return false;
  if (a->height == 0) {
    Lanes larger{};
    for (uint32_t i = 0; i < kLanes; ++i) larger |= LanesOf(a, i) > LanesOf(b, i);
    return !Any(larger);
  }
  for (uint32_t i = 0; i < kKids; ++i)
    if (!IsCovered(a->kids[i], b->kids[i])) return false;
  return true;
}

bool ClockPool::Join(Clock& c, const Clock& other) {
  if (other.root == nullptr || c.root == other.root) return false;
  if (c.root == nullptr) {
    c = Share(other);
    return true;
  }
  bool news = false;
  const uint32_t height = other.root->height;
  if (c.root->height < height) {
    // A goroutine that knows little yet meets one that knows much.
    const ClockNode* low = other.root;
    while (low != nullptr && low->height > c.root->height) low = low->kids[0];
    if (IsCovered(c.root, low)) {
      Assign(c, other);
      return true;
    }
    Grow(c, height);
  }
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
