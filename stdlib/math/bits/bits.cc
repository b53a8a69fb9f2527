// This file implements the natives of math/bits.
#include <bit>

#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

int64_t TrailingZeros64(uint64_t x) { return std::countr_zero(x); }
int64_t OnesCount64(uint64_t x) { return std::popcount(x); }
int64_t Len64(uint64_t x) { return std::bit_width(x); }
uint64_t ReverseBytes64(uint64_t x) { return __builtin_bswap64(x); }

uint64_t Reverse64(uint64_t x) {
  constexpr uint64_t kOnes = 0x5555555555555555, kTwos = 0x3333333333333333, kFours = 0x0F0F0F0F0F0F0F0F;
  x = (x >> 1 & kOnes) | (x & kOnes) << 1;
  x = (x >> 2 & kTwos) | (x & kTwos) << 2;
  x = (x >> 4 & kFours) | (x & kFours) << 4;
  return __builtin_bswap64(x);
}

uint64_t MulHigh(uint64_t x, uint64_t y) { return static_cast<uint64_t>((unsigned __int128){x} * y >> 64); }

std::pair<uint64_t, uint64_t> Divide(uint64_t hi, uint64_t lo, uint64_t y) {
  const unsigned __int128 x = (unsigned __int128){hi} << 64 | lo;
  return {static_cast<uint64_t>(x / y), static_cast<uint64_t>(x % y)};
}

constexpr Native kNatives[] = {
    Bind<&TrailingZeros64>("TrailingZeros64"),
    Bind<&OnesCount64>("OnesCount64"),
    Bind<&Len64>("Len64"),
    Bind<&ReverseBytes64>("ReverseBytes64"),
    Bind<&Reverse64>("Reverse64"),
    Bind<&MulHigh>("mulHigh"),
    Bind<&Divide>("divide"),
};

}  // namespace

extern constinit const NativePackage kPackage_math_bits = {"math/bits", kNatives};

}  // namespace golite::stdlib
