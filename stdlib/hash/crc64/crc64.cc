// This file implements the natives of hash/crc64.
#include "runtime/panic.h"
#include "stdlib/natives.h"
#include "stdlib/text.h"

namespace golite::stdlib {
namespace {

void Fill(uint64_t* table, uint64_t poly) {
  for (uint64_t i = 0; i < 256; ++i) {
    uint64_t crc = i;
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? crc >> 1 ^ poly : crc >> 1;
    table[i] = crc;
  }
}

Outcome Update(Mutator& m, uint64_t crc, const uint64_t* table, GoSlice<uint8_t> p, uint64_t& result) {
  if (table == nullptr) return PanicNil(m);
  InPieces(m, p, [&](std::span<const uint8_t> piece) {
    for (const uint8_t c : piece) crc = table[static_cast<uint8_t>(crc) ^ c] ^ crc >> 8;
  });
  result = crc;
  return Outcome::kDone;
}

constexpr Native kNatives[] = {Bind<&Fill>("fill"), BindLinear<&Update>("update")};

}  // namespace

extern constinit const NativePackage kPackage_hash_crc64 = {"hash/crc64", kNatives};

}  // namespace golite::stdlib
