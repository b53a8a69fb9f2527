// This file implements the natives of encoding/hex.
#include "stdlib/natives.h"
#include "stdlib/text.h"

namespace golite::stdlib {
namespace {

using Bytes = GoSlice<uint8_t>;

int DigitOf(uint8_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void Encode(Mutator& m, Bytes dst, Bytes src) {
  uint8_t* out = dst.data;
  InPieces(m, src, [&](std::span<const uint8_t> piece) {
    for (const uint8_t c : piece) {
      *out++ = static_cast<uint8_t>("0123456789abcdef"[c >> 4]);
      *out++ = static_cast<uint8_t>("0123456789abcdef"[c & 15]);
    }
  });
}

int64_t Decode(Mutator& m, Bytes dst, Bytes src) {
  int64_t n = 0;
  Watch watch(m);
  for (; n < src.len / 2 && !watch.Over(2); ++n) {
    const int high = DigitOf(src[2 * n]);
    const int low = DigitOf(src[2 * n + 1]);
    if (high < 0 || low < 0) break;
    dst[n] = static_cast<uint8_t>(high << 4 | low);
  }
  return n;
}

constexpr Native kNatives[] = {BindLinear<&Encode>("encode"), BindLinear<&Decode>("decode")};

}  // namespace

extern constinit const NativePackage kPackage_encoding_hex = {"encoding/hex", kNatives};

}  // namespace golite::stdlib
