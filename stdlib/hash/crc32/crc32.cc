// This file implements the natives of hash/crc32.
#include "runtime/panic.h"
#include "stdlib/natives.h"
#include "stdlib/text.h"

namespace golite::stdlib {
namespace {

void Fill(uint32_t* table, uint32_t poly) {
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t crc = i;
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? crc >> 1 ^ poly : crc >> 1;
    table[i] = crc;
  }
}

Outcome Update(Mutator& m, uint32_t crc, const uint32_t* table, GoSlice<uint8_t> p, uint32_t& result) {
  if (table == nullptr) return PanicNil(m);
  InPieces(m, p, [&](std::span<const uint8_t> piece) {
    for (const uint8_t c : piece) crc = table[static_cast<uint8_t>(crc) ^ c] ^ crc >> 8;
  });
  result = crc;
  return Outcome::kDone;
}

constexpr Native kNatives[] = {Bind<&Fill>("fill"), BindLinear<&Update>("update")};

}  // namespace

extern constinit const NativePackage kPackage_hash_crc32 = {"hash/crc32", kNatives};

}  // namespace golite::stdlib
