// This file implements the natives of sort.
#include <algorithm>
#include <cstring>

#include "stdlib/natives.h"
#include "stdlib/sort/order.h"

namespace golite::stdlib {
namespace {

using runtime::AnySlice;
using runtime::Kind;

template <class T>
void Sort(Mutator& m, GoSlice<T> x) {
  SortAscending(m, x.data, x.len);
}

int64_t SliceLen(GoIface x) {
  if (x.is_nil() || x.type->kind != Kind::kSlice) return -1;
  return static_cast<const AnySlice*>(x.address())->len;
}

void SwapAt(GoIface slice, int64_t i, int64_t j) {
  const size_t size = slice.type->elem->size;
  std::byte* data = static_cast<const AnySlice*>(slice.address())->data;
  std::byte* a = data + static_cast<size_t>(i) * size;
  std::byte* b = data + static_cast<size_t>(j) * size;
  if (size == 8) {
    uint64_t x, y;
    std::memcpy(&x, a, 8);
    std::memcpy(&y, b, 8);
    std::memcpy(a, &y, 8);
    std::memcpy(b, &x, 8);
  } else if (a != b) {
    std::swap_ranges(a, a + size, b);
  }
}

constexpr Native kNatives[] = {
    Bind<&Sort<int64_t>>("Ints"),
    Bind<&Sort<double>>("Float64s"),
    Bind<&Sort<GoString>>("Strings"),
    Bind<&SliceLen>("sliceLen"),
    Bind<&SwapAt>("swapAt"),
};

}  // namespace

extern constinit const NativePackage kPackage_sort = {"sort", kNatives};

}  // namespace golite::stdlib
