// This file has the order of Go's sorts: that of <, with NaNs first.
#pragma once

#include <algorithm>
#include <string_view>
#include <type_traits>

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

// Sorts pieces that take less than a millisecond, so that the run can end in between.
template <class T>
void SortAscending(runtime::Mutator& m, T* data, int64_t n) {
  constexpr int64_t kPiece = 8192;
  while (n > kPiece && !m.Interrupted()) {
    // Around the median, so that no order of the input makes it slow.
    const int64_t middle = n / 2;
    std::nth_element(data, data + middle, data + n, AscendingOrder{});
    m.heap.NoteWork(static_cast<uint64_t>(n) * sizeof(T));
    SortAscending(m, data, middle);
    data += middle;
    n -= middle;
  }
  if (n > kPiece) return;
  std::sort(data, data + n, AscendingOrder{});
  m.heap.NoteWork(static_cast<uint64_t>(n) * sizeof(T));
}

}  // namespace golite::stdlib
