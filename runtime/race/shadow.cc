// This file implements shadow memory.
#include "runtime/race/shadow.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>

namespace golite::runtime::race {

Shadow::~Shadow() {
  if (cells_ != nullptr) munmap(cells_, limit_);
}

bool Shadow::Reserve(uint64_t bytes) {
  void* range = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (range == MAP_FAILED) return false;
  cells_ = static_cast<uint64_t*>(range);
  limit_ = bytes;
  touched_.assign((bytes >> kRegionShift) + 1, 0);
  return true;
}

void Shadow::FreeList(uint64_t cell) {
  const uint64_t id = cell & ~kTagMask;
  List& list = lists_[id];
  // Small arrays serve the next list; a large one is given back.
  if (list.capacity > 4) {
    list_bytes_ -= list.capacity * sizeof(Record);
    list.data.reset();
    list.capacity = 0;
  }
  list.count = list.reads_until = 0;
  free_lists_.push_back(static_cast<uint32_t>(id));
}

void Shadow::Set(uint64_t& cell, size_t count, Record extra) {
  const bool is_list = (cell & kTagMask) != 0;
  const size_t total = count + (extra != 0 ? 1 : 0);
  if (total <= 1) {
    const Record only = extra != 0 ? extra : count != 0 ? RecordsOf(cell)[0] : 0;
    if (is_list) FreeList(cell);
    cell = only;
    return;
  }
  if (!is_list) {
    const Record first = cell;
    uint32_t id;
    if (!free_lists_.empty()) {
      id = free_lists_.back();
      free_lists_.pop_back();
    } else {
      id = static_cast<uint32_t>(lists_.size());
      lists_.emplace_back();
    }
    List& list = lists_[id];
    if (list.capacity < 2) {
      list.data = std::make_unique_for_overwrite<Record[]>(2);
      list.capacity = 2;
      list_bytes_ += 2 * sizeof(Record);
    }
    list.data[0] = first;
    list.data[1] = extra;
    list.count = 2;
    cell = kListTag | id;
    return;
  }
  List& list = lists_[cell & ~kTagMask];
  if (extra != 0 && count == list.capacity) Grow(list);
  if (extra != 0) list.data[count] = extra;
  list.count = static_cast<uint32_t>(total);
  list.reads_until = 0;
}

void Shadow::Grow(List& list) {
  const uint32_t grown = list.capacity * 2;
  auto data = std::make_unique_for_overwrite<Record[]>(grown);
  std::copy_n(list.data.get(), list.capacity, data.get());
  list_bytes_ += (grown - list.capacity) * sizeof(Record);
  list.data = std::move(data);
  list.capacity = grown;
}

bool Shadow::AppendRead(uint64_t cell, Record n) {
  if ((cell & kTagMask) == 0) return false;
  List& list = lists_[cell & ~kTagMask];
  if (list.count >= list.reads_until) return false;
  const Record last = list.data[list.count - 1];
  if (SegmentIn(last) == SegmentIn(n) && (MaskIn(n) & ~MaskIn(last)) == 0 && CoversKind(last, n)) return true;
  if (list.count == list.capacity) Grow(list);
  list.data[list.count++] = n;
  return true;
}

void Shadow::ExpectReads(uint64_t cell) {
  List& list = lists_[cell & ~kTagMask];
  list.reads_until = 2 * list.count;
}

void Shadow::Clear(uint64_t offset, uint64_t bytes) {
  const uint64_t first = offset / 8, end = (offset + bytes + 7) / 8;
  for (uint64_t r = offset >> kRegionShift; r <= (offset + bytes - 1) >> kRegionShift; ++r) {
    if (!touched_[r]) continue;
    const uint64_t from = std::max(first, r << (kRegionShift - 3));
    const uint64_t to = std::min(end, (r + 1) << (kRegionShift - 3));
    if (lists_.size() > free_lists_.size() + 1)
      for (uint64_t i = from; i < to; ++i)
        if ((cells_[i] & kTagMask) != 0) FreeList(cells_[i]);
    std::memset(cells_ + from, 0, (to - from) * sizeof(uint64_t));
  }
}

void Shadow::Release(uint64_t offset, uint64_t bytes) {
  Clear(offset, bytes);
  constexpr uint64_t kPage = 4096;
  const uint64_t from = (offset + kPage - 1) & ~(kPage - 1), to = (offset + bytes) & ~(kPage - 1);
  if (from < to) madvise(reinterpret_cast<char*>(cells_) + from, to - from, MADV_DONTNEED);
}

uint64_t Shadow::touched_words() const {
  return static_cast<uint64_t>(std::ranges::count(touched_, 1)) << (kRegionShift - 3);
}

size_t Shadow::bytes() const { return touched_words() * sizeof(uint64_t) + lists_.capacity() * sizeof(List) + list_bytes_; }

}  // namespace golite::runtime::race
