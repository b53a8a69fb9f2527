// This file has the order of Go's sorts: that of <, with NaNs first.
#pragma once

#include <algorithm>
#include <string_view>
#include <type_traits>

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

template <class T>
void SortAscending(T* data, int64_t n) {
  std::sort(data, data + n, AscendingOrder{});
}

}  // namespace golite::stdlib
