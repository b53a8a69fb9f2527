// This file implements the natives of hash/fnv.
#include "stdlib/natives.h"
#include "stdlib/text.h"

namespace golite::stdlib {
namespace {

template <class T>
T Update(Mutator& m, T h, GoSlice<uint8_t> p, bool a, T prime) {
  InPieces(m, p, [&](std::span<const uint8_t> piece) {
    for (const uint8_t c : piece) {
      if (a) h = (h ^ c) * prime;
      else h = (h * prime) ^ c;
    }
  });
  return h;
}

uint32_t Update32(Mutator& m, uint32_t h, GoSlice<uint8_t> p, bool a) { return Update<uint32_t>(m, h, p, a, 16777619); }
uint64_t Update64(Mutator& m, uint64_t h, GoSlice<uint8_t> p, bool a) { return Update<uint64_t>(m, h, p, a, 1099511628211); }

std::pair<uint64_t, uint64_t> Update128(Mutator& m, uint64_t high, uint64_t low, GoSlice<uint8_t> p, bool a) {
  using U128 = unsigned __int128;
  constexpr U128 kPrime = U128{1} << 88 | 0x13b;
  const U128 h = Update<U128>(m, U128{high} << 64 | low, p, a, kPrime);
  return {static_cast<uint64_t>(h >> 64), static_cast<uint64_t>(h)};
}

constexpr Native kNatives[] = {BindLinear<&Update32>("update32"), BindLinear<&Update64>("update64"), BindLinear<&Update128>("update128")};

}  // namespace

extern constinit const NativePackage kPackage_hash_fnv = {"hash/fnv", kNatives};

}  // namespace golite::stdlib
