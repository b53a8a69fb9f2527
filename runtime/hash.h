// This file defines the hash functions of maps: multiply and fold, in the manner of wyhash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace golite::runtime {

inline uint64_t MulFold(uint64_t a, uint64_t b) {
  unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

inline uint64_t HashWord(uint64_t word, uint64_t seed) {
  return MulFold(word ^ 0xA0761D6478BD642Full, seed ^ 0xE7037ED1A0B428DBull);
}

inline uint64_t Read64(const char* p) {
  uint64_t w;
  std::memcpy(&w, p, 8);
  return w;
}
inline uint64_t Read32(const char* p) {
  uint32_t w;
  std::memcpy(&w, p, 4);
  return w;
}

// The last step, with the last two words.
inline uint64_t FinishHash(uint64_t a, uint64_t b, size_t n, uint64_t seed) {
  constexpr uint64_t k0 = 0xA0761D6478BD642Full, k2 = 0x8EBC6AF09C88C6E3ull;
  return MulFold(MulFold(a ^ k0, b ^ seed) ^ n, k2 ^ seed);
}
inline constexpr uint64_t kHashStep = 0xE7037ED1A0B428DBull;

inline uint64_t HashBytesInline(const void* bytes, size_t n, uint64_t seed) {
  auto* p = static_cast<const char*>(bytes);
  uint64_t a, b;
  if (n <= 16) {
    if (n >= 8) {
      a = Read64(p);
      b = Read64(p + n - 8);
    } else if (n >= 4) {
      a = Read32(p);
      b = Read32(p + n - 4);
    } else if (n > 0) {
      auto* u = reinterpret_cast<const unsigned char*>(p);
      a = uint64_t{u[0]} << 16 | uint64_t{u[n / 2]} << 8 | u[n - 1];
      b = 0;
    } else {
      a = b = 0;
    }
  } else {
    size_t left = n;
    for (; left > 16; left -= 16, p += 16) seed = MulFold(Read64(p) ^ kHashStep, Read64(p + 8) ^ seed);
    a = Read64(p + left - 16);
    b = Read64(p + left - 8);
  }
  return FinishHash(a, b, n, seed);
}

// The same for many bytes, with a call of stop() after each piece of them: when that returns true the result is any.
template <class Stop>
uint64_t HashBytesInPieces(const void* bytes, size_t n, uint64_t seed, size_t piece, Stop stop) {
  auto* p = static_cast<const char*>(bytes);
  size_t left = n;
  while (left > 16) {
    const size_t until = left > piece + 16 ? left - piece : 16;
    for (; left > until; left -= 16, p += 16) seed = MulFold(Read64(p) ^ kHashStep, Read64(p + 8) ^ seed);
    if (stop()) break;
  }
  return n <= 16 ? HashBytesInline(bytes, n, seed) : FinishHash(Read64(p + left - 16), Read64(p + left - 8), n, seed);
}

}  // namespace golite::runtime
