// This file implements the natives of hash/adler32.
#include "stdlib/natives.h"
#include "stdlib/text.h"

namespace golite::stdlib {
namespace {

uint32_t Update(Mutator& m, uint32_t d, GoSlice<uint8_t> p) {
  constexpr uint32_t kModulus = 65521;
  uint32_t low = d & 0xFFFF;
  uint32_t high = d >> 16;
  InPieces(m, p, [&](std::span<const uint8_t> piece) {
    for (const uint8_t c : piece) {
      low = (low + c) % kModulus;
      high = (high + low) % kModulus;
    }
  });
  return high << 16 | low;
}

constexpr Native kNatives[] = {BindLinear<&Update>("update")};

}  // namespace

extern constinit const NativePackage kPackage_hash_adler32 = {"hash/adler32", kNatives};

}  // namespace golite::stdlib
