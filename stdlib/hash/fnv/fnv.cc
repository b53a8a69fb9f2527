// This file implements the natives of hash/fnv.
#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

template <class T>
T Update(T h, GoSlice<uint8_t> p, bool a, T prime) {
  for (const uint8_t c : p) {
    if (a) h = (h ^ c) * prime;
    else h = (h * prime) ^ c;
  }
  return h;
}

uint32_t Update32(uint32_t h, GoSlice<uint8_t> p, bool a) { return Update<uint32_t>(h, p, a, 16777619); }
uint64_t Update64(uint64_t h, GoSlice<uint8_t> p, bool a) { return Update<uint64_t>(h, p, a, 1099511628211); }

std::pair<uint64_t, uint64_t> Update128(uint64_t high, uint64_t low, GoSlice<uint8_t> p, bool a) {
  using U128 = unsigned __int128;
  constexpr U128 kPrime = U128{1} << 88 | 0x13b;
  const U128 h = Update<U128>(U128{high} << 64 | low, p, a, kPrime);
  return {static_cast<uint64_t>(h >> 64), static_cast<uint64_t>(h)};
}

constexpr Native kNatives[] = {BindLinear<&Update32>("update32"), BindLinear<&Update64>("update64"), BindLinear<&Update128>("update128")};

}  // namespace

extern constinit const NativePackage kPackage_hash_fnv = {"hash/fnv", kNatives};

}  // namespace golite::stdlib
