// This file declares the native that takes the layouts of package time apart.
#pragma once

#include <cstdint>
#include <tuple>

#include "runtime/native.h"

namespace golite::stdlib {

// Where the first element of a layout begins, which one it is (numbered as in format.go), how many digits a fraction of a
// second has, and where the element ends. Without an element: the end, 0, 0, the end.
std::tuple<int64_t, int64_t, int64_t, int64_t> NextElement(runtime::Mutator& m, runtime::GoString layout);

}  // namespace golite::stdlib
