// This file implements interned calling contexts.
#include "runtime/race/contexts.h"

namespace golite::runtime::race {

Contexts::Contexts() : buckets_(1024), cache_(std::make_unique<CacheEntry[]>(kCache)) {}

uint32_t Contexts::BucketOf(const vm::Function* fn, uint32_t parent, uint32_t place) const {
  uint64_t h = reinterpret_cast<uint64_t>(fn) ^ (uint64_t{parent} << 32 | place) * 0x9E3779B97F4A7C15u;
  h *= 0xD6E8FEB86659FD93u;
  return static_cast<uint32_t>(h >> 32) & static_cast<uint32_t>(buckets_.size() - 1);
}

uint32_t Contexts::Intern(const vm::Function* fn, uint32_t parent, uint32_t place, uint32_t kind) {
  uint32_t* bucket = &buckets_[BucketOf(fn, parent, place)];
  for (uint32_t id = *bucket; id != 0; id = At(id).next) {
    const ContextNode& n = At(id);
    if (n.parent == parent && n.place == place && n.fn == fn && (n.id & kSite) == kind) return id;
  }
  uint32_t id;
  if (!free_.empty()) {
    id = free_.back();
    free_.pop_back();
  } else {
    if (next_id_ > kMaxId) return 0;
    id = next_id_++;
    if (id / kChunk >= chunks_.size()) chunks_.push_back(std::make_unique<ContextNode[]>(kChunk));
  }
  At(id) = {fn, parent, place, *bucket, id | kind};
  *bucket = id;
  if (++live_ > buckets_.size()) Rehash();
  return id;
}

void Contexts::Rehash() {
  buckets_.assign(buckets_.size() * 2, 0);
  for (uint32_t id = 1; id < next_id_; ++id) {
    ContextNode& n = At(id);
    if (n.fn == nullptr) continue;
    uint32_t& bucket = buckets_[BucketOf(n.fn, n.parent, n.place)];
    n.next = bucket;
    bucket = id;
  }
}

// The node of the top frame. Frames above the first that has one get theirs now.
uint32_t Contexts::FrameNode(const Goroutine& g) {
  walk_.clear();
  uint32_t node = 0;
  FrameWalker w(g);
  for (; !w.Done(); w.Next()) {
    if (const auto* known = static_cast<const ContextNode*>(ContextOfFrame(w.frame().fp))) {
      node = known->id;
      break;
    }
    walk_.push_back(w.frame());
  }
  const vm::Instr* call = w.Done() ? nullptr : w.frame().pc;
  const vm::Function* caller = w.Done() ? nullptr : w.frame().fn;
  for (size_t i = walk_.size(); i-- > 0;) {
    const FrameRef& f = walk_[i];
    const uint32_t place = caller == nullptr ? 0 : static_cast<uint32_t>(call - caller->code);
    const uint32_t id = Intern(f.fn, node, place, 0);
    if (id == 0) return node;
    SetContextOfFrame(f.fp, &At(id));
    node = id;
    call = f.pc;
    caller = f.fn;
  }
  return node;
}

uint32_t Contexts::SiteOf(const Goroutine& g, uint32_t part) {
  const auto* known = static_cast<const ContextNode*>(ContextOfFrame(g.fp));
  const uint32_t frame = known != nullptr ? known->id : FrameNode(g);
  const vm::Function* fn = FunctionOfFrame(g.fp);
  const uint32_t place = static_cast<uint32_t>(g.pc - fn->code) * 4 + part;
  const uint32_t group = frame * 0x9E3779B1u >> (32 - kCacheFrameBits), in_group = place * 0x9E3779B1u >> (32 - kCachePlaceBits);
  CacheEntry& cached = cache_[group << kCachePlaceBits | in_group];
  if (cached.site != 0 && cached.parent == frame && cached.place == place) return cached.site;
  const uint32_t site = Intern(fn, frame, place, kSite);
  cached = {frame, place, site};
  return site;
}

std::vector<LogicalFrame> Contexts::Expand(uint32_t id) const {
  std::vector<LogicalFrame> frames;
  if (id == 0) return frames;
  const ContextNode* n = &node(id);
  uint32_t place = 0;
  bool site = (n->id & kSite) != 0;
  if (site) {
    place = n->place / 4;
    n = &node(n->parent);
  }
  for (;;) {
    if (!n->fn->is_wrapper) AppendLogicalFrames(n->fn, n->fn->code + place, frames);
    if (n->parent == 0) return frames;
    place = n->place;
    n = &node(n->parent);
  }
}

void Contexts::StartMarking() { marks_.assign(next_id_, false); }

void Contexts::Mark(uint32_t id) {
  for (; id != 0 && !marks_[id]; id = At(id).parent) marks_[id] = true;
}

void Contexts::MarkFrames(const Goroutine& g) {
  for (FrameWalker w(g); !w.Done(); w.Next())
    if (const auto* n = static_cast<const ContextNode*>(ContextOfFrame(w.frame().fp))) Mark(n->id);
}

void Contexts::Sweep() {
  for (uint32_t& bucket : buckets_) {
    uint32_t* link = &bucket;
    while (*link != 0) {
      ContextNode& n = At(*link);
      if (marks_[*link]) {
        link = &n.next;
        continue;
      }
      free_.push_back(*link);
      *link = n.next;
      n.fn = nullptr;
      --live_;
    }
  }
  std::fill_n(cache_.get(), kCache, CacheEntry{});
}

}  // namespace golite::runtime::race
