// This file defines AddressTable, a hash table with addresses as keys: what the tracker keeps of objects of the heap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace golite::runtime::race {

// Linear probing in one array, so an entry costs its size and little more. Values move when the table grows or an entry is
// erased; a reference to one is good until then.
template <class V>
class AddressTable {
 public:
  V* Find(const void* key) {
    if (entries_.empty()) return nullptr;
    for (size_t i = HomeOf(key);; i = (i + 1) & mask_) {
      if (entries_[i].key == key) return &entries_[i].value;
      if (entries_[i].key == nullptr) return nullptr;
    }
  }
  // The value of the key, which is not null; a fresh one when there is none.
  V& operator[](const void* key) {
    if ((count_ + 1) * 2 > entries_.size()) Resize(entries_.empty() ? 16 : entries_.size() * 2);
    for (size_t i = HomeOf(key);; i = (i + 1) & mask_) {
      if (entries_[i].key == key) return entries_[i].value;
      if (entries_[i].key != nullptr) continue;
      entries_[i].key = key;
      ++count_;
      return entries_[i].value;
    }
  }
  // Calls f(key, value) for each entry, and erases those for which it returns true.
  template <class F>
  void EraseIf(F&& f) {
    size_t erased = 0;
    for (Entry& e : entries_) {
      if (e.key == nullptr || !f(e.key, e.value)) continue;
      e = {};
      ++erased;
    }
    if (erased == 0) return;
    count_ -= erased;
    // Entries behind an erased one may not be found any more: all are put where they belong.
    size_t size = entries_.size();
    while (size > 16 && count_ * 8 < size) size /= 2;
    Resize(size);
  }
  template <class F>
  void ForEach(F&& f) {
    for (Entry& e : entries_)
      if (e.key != nullptr) f(e.key, e.value);
  }

  size_t size() const { return count_; }
  size_t bytes() const { return entries_.capacity() * sizeof(Entry); }

 private:
  struct Entry {
    const void* key = nullptr;
    V value{};
  };

  size_t HomeOf(const void* key) const {
    const uint64_t hash = reinterpret_cast<uint64_t>(key) * 0x9E3779B97F4A7C15u;
    return (hash >> 32) & mask_;
  }
  void Resize(size_t size) {
    std::vector<Entry> old(size);
    old.swap(entries_);
    mask_ = size - 1;
    for (Entry& e : old) {
      if (e.key == nullptr) continue;
      size_t i = HomeOf(e.key);
      while (entries_[i].key != nullptr) i = (i + 1) & mask_;
      entries_[i] = std::move(e);
    }
  }

  std::vector<Entry> entries_;  // a power of two of them, or none
  size_t mask_ = 0;
  size_t count_ = 0;
};

}  // namespace golite::runtime::race
