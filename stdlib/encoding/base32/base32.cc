// This file implements the natives of encoding/base32.
#include <array>

#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

using Bytes = GoSlice<uint8_t>;

// How many characters hold n bytes of a unit.
constexpr int kCharacters[] = {0, 2, 4, 5, 7, 8};

void Encode(Bytes dst, Bytes src, std::string_view alphabet, int32_t pad) {
  uint8_t* out = dst.data;
  for (int64_t i = 0; i < src.len; i += 5) {
    const int64_t n = src.len - i < 5 ? src.len - i : 5;
    uint64_t value = 0;
    for (int64_t j = 0; j < 5; ++j) value = value << 8 | (j < n ? src[i + j] : 0);
    for (int j = 0; j < 8; ++j) {
      if (j < kCharacters[n]) *out++ = static_cast<uint8_t>(alphabet[value >> (35 - 5 * j) & 31]);
      else if (pad >= 0) *out++ = static_cast<uint8_t>(pad);
    }
  }
}

std::pair<int64_t, int64_t> Decode(Bytes dst, Bytes src, std::string_view alphabet, int32_t pad) {
  std::array<uint8_t, 256> values;
  values.fill(0xFF);
  for (size_t i = 0; i < alphabet.size(); ++i) values[static_cast<uint8_t>(alphabet[i])] = static_cast<uint8_t>(i);

  int64_t n = 0;
  int64_t at = 0;
  for (bool end = false; at < src.len && !end;) {
    uint64_t value = 0;
    int digits = 0;
    while (digits < 8) {
      if (at == src.len) {
        if (pad >= 0) return {n, at - digits};
        end = true;
        break;
      }
      const uint8_t c = src[at++];
      const int64_t left = src.len - at;
      if (c == pad && digits >= 2 && left < 8) {
        if (left + digits < 7) return {n, src.len};
        for (int k = 0; k < 7 - digits; ++k) {
          if (left > k && src[at + k] != pad) return {n, at + k - 1};
        }
        if (digits == 3 || digits == 6) return {n, at - 1};
        end = true;
        break;
      }
      if (values[c] == 0xFF) return {n, at - 1};
      value = value << 5 | values[c];
      ++digits;
    }
    value <<= 5 * (8 - digits);
    for (int j = 0; j < 5 && kCharacters[j + 1] <= digits; ++j) {
      if (digits == 1 || digits == 3 || digits == 6) break;
      dst[n++] = static_cast<uint8_t>(value >> (32 - 8 * j));
    }
  }
  return {n, -1};
}

constexpr Native kNatives[] = {BindLinear<&Encode>("encode"), BindLinear<&Decode>("decode")};

}  // namespace

extern constinit const NativePackage kPackage_encoding_base32 = {"encoding/base32", kNatives};

}  // namespace golite::stdlib
