// This file defines shadow memory: for every 8-byte word of the heap one cell that says who accessed it last.
//
// The cells lie in one reserved range, in the order of what they describe, so finding a cell is an addition; pages of it
// exist only where something was recorded. A cell holds one record, or names a list of them.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace golite::runtime::race {

// Bits of a record: segment (goroutine and tick) 0-25, site (stack) 26-51, bytes of the word 52-59, write, atomic, tag.
using Record = uint64_t;

inline constexpr int kSiteShift = 26, kMaskShift = 52, kWriteShift = 60, kAtomicShift = 61, kTagShift = 62;
inline constexpr uint64_t kSegmentMask = (uint64_t{1} << kSiteShift) - 1;
inline constexpr uint64_t kAtomicBit = uint64_t{1} << kAtomicShift;
inline constexpr uint64_t kWriteBit = uint64_t{1} << kWriteShift;
inline constexpr uint64_t kTagMask = uint64_t{3} << kTagShift;
inline constexpr uint64_t kListTag = uint64_t{1} << kTagShift;

enum class AccessKind : uint8_t { kRead = 0, kWrite = 1, kAtomicRead = 2, kAtomicWrite = 3 };

inline Record MakeRecord(uint32_t segment, uint32_t site, uint32_t mask, AccessKind kind) {
  return segment | uint64_t{site} << kSiteShift | uint64_t{mask} << kMaskShift | static_cast<uint64_t>(kind) << kWriteShift;
}
inline uint32_t SegmentIn(Record r) { return static_cast<uint32_t>(r & kSegmentMask); }
inline uint32_t SiteIn(Record r) { return static_cast<uint32_t>(r >> kSiteShift & kSegmentMask); }
inline uint32_t MaskIn(Record r) { return static_cast<uint32_t>(r >> kMaskShift & 0xFF); }
inline bool IsWrite(Record r) { return (r & kWriteBit) != 0; }
inline bool IsAtomic(Record r) { return (r & kAtomicBit) != 0; }
inline Record WithMask(Record r, uint32_t mask) { return (r & ~(uint64_t{0xFF} << kMaskShift)) | uint64_t{mask} << kMaskShift; }

// Two accesses to one place conflict unless both only read, or both are atomic.
inline bool Conflict(Record a, Record b) { return (IsWrite(a) || IsWrite(b)) && !(IsAtomic(a) && IsAtomic(b)); }
// Whether everything that conflicts with b conflicts with a, too: then a later ordered a makes b superfluous. A plain
// write covers all, a plain read both kinds of read, an atomic write both kinds of atomic.
inline bool CoversKind(Record a, Record b) {
  if (!IsAtomic(a)) return IsWrite(a) || !IsWrite(b);
  return IsAtomic(b) && (IsWrite(a) || !IsWrite(b));
}

class Shadow {
 public:
  Shadow() = default;
  ~Shadow();
  Shadow(const Shadow&) = delete;
  Shadow& operator=(const Shadow&) = delete;

  // Reserves cells for that many bytes; false when there is no address space.
  bool Reserve(uint64_t bytes);
  uint64_t* cells() const { return cells_; }

  // The records of a cell. Valid until the next Set.
  std::span<Record> RecordsOf(uint64_t& cell) {
    if ((cell & kTagMask) == 0) return {&cell, cell != 0 ? size_t{1} : size_t{0}};
    List& list = lists_[cell & ~kTagMask];
    return {list.data.get(), list.count};
  }
  // Replaces them. The records may be those of the cell itself, with one more in `extra` (0: none).
  void Set(uint64_t& cell, size_t count, Record extra);
  // A cell that many goroutines read: takes one more read without a look at the others, and says whether it did. It does not
  // when the cell is no list of reads only, or has grown to twice what ExpectReads found.
  bool AppendRead(uint64_t cell, Record n);
  void ExpectReads(uint64_t cell);
  void Touch(uint64_t offset) { touched_[offset >> kRegionShift] = 1; }
  void Clear(uint64_t offset, uint64_t bytes);
  void Release(uint64_t offset, uint64_t bytes);  // the same, giving memory back
  // Calls f(cell) for each cell in use.
  template <class F>
  void ForEach(F&& f) {
    for (size_t r = 0; r < touched_.size(); ++r) {
      if (!touched_[r]) continue;
      const uint64_t first = r << (kRegionShift - 3), end = first + (uint64_t{1} << (kRegionShift - 3));
      for (uint64_t i = first; i < end; ++i)
        if (cells_[i] != 0) f(cells_[i]);
    }
  }
  uint64_t touched_words() const;
  size_t bytes() const;

 private:
  static constexpr int kRegionShift = 16;
  struct List {
    std::unique_ptr<Record[]> data;
    uint32_t count = 0, capacity = 0;
    uint32_t reads_until = 0;  // not 0: all records are reads, and more are appended unseen up to this count
  };
  void FreeList(uint64_t cell);
  void Grow(List& list);

  uint64_t* cells_ = nullptr;
  uint64_t limit_ = 0;
  std::vector<uint8_t> touched_;
  std::vector<List> lists_{1};
  std::vector<uint32_t> free_lists_;
  size_t list_bytes_ = 0;
};

}  // namespace golite::runtime::race
