// This file defines the size classes of small objects. They are Go's, so that cap() after append is what Go prints.
#pragma once

#include <array>
#include <cstdint>

#include "runtime/heap.h"

namespace golite::runtime {

inline constexpr uint32_t kClassSize[kSizeClasses] = {
    0,    8,    16,   24,   32,   48,   64,   80,    96,    112,   128,   144,   160,   176,   192,   208,   224,
    240,  256,  288,  320,  352,  384,  416,  448,   480,   512,   576,   640,   704,   768,   896,   1024,  1152,
    1280, 1408, 1536, 1792, 2048, 2304, 2688, 3072,  3200,  3456,  4096,  4864,  5376,  6144,  6528,  6784,  6912,
    8192, 9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768};
static_assert(kClassSize[kSizeClasses - 1] == kMaxSmallSize);

// The class of a size: one table in steps of 8 bytes up to 1024, one in steps of 128 above.
struct ClassTables {
  std::array<uint8_t, 129> by8{};
  std::array<uint8_t, 249> by128{};
  std::array<uint8_t, kSizeClasses> pages{};  // of a block of the class

  constexpr ClassTables() {
    int c = 1;
    for (uint32_t i = 1; i <= 128; ++i) {
      while (kClassSize[c] < i * 8) ++c;
      by8[i] = static_cast<uint8_t>(c);
    }
    by8[0] = 1;
    c = 1;
    for (uint32_t i = 0; i <= 248; ++i) {
      while (kClassSize[c] < 1024 + i * 128) ++c;
      by128[i] = static_cast<uint8_t>(c);
    }
    // The fewest pages that hold four objects and waste at most an eighth.
    for (c = 1; c < kSizeClasses; ++c) {
      uint32_t n = 1;
      while (n * kHeapPage / kClassSize[c] < 4 || n * kHeapPage % kClassSize[c] > n * kHeapPage / 8) ++n;
      pages[c] = static_cast<uint8_t>(n);
    }
  }
};
inline constexpr ClassTables kClassTables;

// Requires: size <= kMaxSmallSize.
inline int ClassOf(uint64_t size) {
  return size <= 1024 ? kClassTables.by8[(size + 7) >> 3] : kClassTables.by128[(size - 1024 + 127) >> 7];
}

}  // namespace golite::runtime
