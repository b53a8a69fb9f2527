// This file has the order of Go's sorts: that of <, with NaNs first.
#pragma once

#include <algorithm>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

#include "runtime/mutator.h"
#include "runtime/value.h"

namespace golite::stdlib {

struct AscendingOrder {
  template <class T>
  bool operator()(const T& a, const T& b) const {
    if constexpr (std::is_floating_point_v<T>) {
      return a < b || (a != a && b == b);
    } else if constexpr (std::is_same_v<T, runtime::GoString>) {
      return a.view() < b.view();
    } else {
      return a < b;
    }
  }
};

// Merges two sorted neighbours into `to`. False when the run is to end.
template <class T>
bool MergeInto(runtime::Mutator& m, const T* a, const T* a_end, const T* b, const T* b_end, T* to) {
  constexpr int64_t kBetweenLooks = 4096;
  while (a != a_end || b != b_end) {
    for (int64_t left = kBetweenLooks; left > 0; --left) {
      if (a != a_end && (b == b_end || !AscendingOrder{}(*b, *a))) *to++ = *a++;
      else if (b != b_end) *to++ = *b++;
      else return true;
    }
    m.heap.NoteWork(kBetweenLooks * sizeof(T));
    if (m.Interrupted()) return false;
  }
  return true;
}

// Sorts pieces that take far less than a millisecond and merges them, so that the run can end in between.
template <class T>
void SortAscending(runtime::Mutator& m, T* data, int64_t n) {
  constexpr int64_t kPiece = 2048;
  for (int64_t at = 0; at < n; at += kPiece) {
    const int64_t size = std::min(kPiece, n - at);
    std::sort(data + at, data + at + size, AscendingOrder{});
    m.heap.NoteWork(static_cast<uint64_t>(size) * sizeof(T));
    if (at + size < n && m.Interrupted()) return;
  }
  if (n <= kPiece || !m.heap.Affords(static_cast<uint64_t>(n) * sizeof(T))) return;
  auto buffer = std::make_unique_for_overwrite<T[]>(static_cast<size_t>(n));
  T* from = data;
  T* to = buffer.get();
  for (int64_t width = kPiece; width < n; width *= 2) {
    for (int64_t at = 0; at < n; at += 2 * width) {
      const int64_t middle = std::min(at + width, n), end = std::min(at + 2 * width, n);
      // When it is cut short, the elements are all still in one of the two, and nobody looks.
      if (!MergeInto(m, from + at, from + middle, from + middle, from + end, to + at)) return;
    }
    std::swap(from, to);
  }
  if (from != data) m.heap.CopyLong(data, from, static_cast<uint64_t>(n) * sizeof(T));
}

}  // namespace golite::stdlib
