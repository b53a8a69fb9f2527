// This file defines interned calling contexts: every stack that some access was made from, each once.
//
// A context is a node of a tree. The node of a frame says which function runs, from where its caller called it, and the
// caller's node; the node of a site adds the place of one access in its function. So a 32-bit number stands for a whole
// stack, stacks share their outer frames, and equal stacks have equal numbers. A frame learns its node when an access in
// it is first recorded: the node's address then takes the place of the Function* in the frame's header (see
// FunctionOfFrame), so calls cost nothing more and each frame is looked up once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "runtime/goroutine.h"
#include "runtime/trace.h"

namespace golite::runtime::race {

struct ContextNode {
  const vm::Function* fn = nullptr;  // first: FunctionOfFrame reads it. Null: free
  uint32_t parent = 0;               // frame: of the caller; site: of the frame
  uint32_t place = 0;                // frame: the word after the call, in the caller; site: word after the access * 4 + part
  uint32_t next = 0;                 // in its bucket
  uint32_t id = 0;                   // the top bit marks a site
};

class Contexts {
 public:
  static constexpr uint32_t kMaxId = (1u << 26) - 1;

  Contexts();

  // The site of an access that the top frame of g is making; its pc and fp are saved. `part` (0..3) tells accesses of one
  // instruction apart. 0: no number is left.
  uint32_t SiteOf(const Goroutine& g, uint32_t part);
  // The logical frames of a site or a frame, innermost first.
  std::vector<LogicalFrame> Expand(uint32_t id) const;
  // The function and the word after the access of a site.
  const ContextNode& node(uint32_t id) const { return chunks_[id / kChunk][id % kChunk]; }

  size_t live() const { return live_; }
  size_t bytes() const { return chunks_.size() * kChunk * sizeof(ContextNode) + buckets_.size() * 4; }

  // Collection: mark what is in use, frames of goroutines too, then sweep.
  void StartMarking();
  void Mark(uint32_t id);
  void MarkFrames(const Goroutine& g);
  void Sweep();

 private:
  static constexpr uint32_t kChunk = 4096;
  static constexpr uint32_t kSite = 1u << 31;

  uint32_t Intern(const vm::Function* fn, uint32_t parent, uint32_t place, uint32_t kind);
  uint32_t FrameNode(const Goroutine& g);
  void Rehash();
  ContextNode& At(uint32_t id) { return chunks_[id / kChunk][id % kChunk]; }
  uint32_t BucketOf(const vm::Function* fn, uint32_t parent, uint32_t place) const;

  struct CacheEntry {
    uint32_t parent = 0, place = 0, site = 0;
  };
  // Sites that are asked for again, a few for each frame, so that those of one frame are found together.
  static constexpr int kCacheFrameBits = 10, kCachePlaceBits = 4;
  static constexpr size_t kCache = size_t{1} << (kCacheFrameBits + kCachePlaceBits);

  std::vector<std::unique_ptr<ContextNode[]>> chunks_;
  std::vector<uint32_t> buckets_;
  std::vector<uint32_t> free_;
  std::vector<bool> marks_;
  std::vector<FrameRef> walk_;
  std::unique_ptr<CacheEntry[]> cache_;
  uint32_t next_id_ = 1;
  size_t live_ = 0;
};

}  // namespace golite::runtime::race
