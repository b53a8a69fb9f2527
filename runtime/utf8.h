// This file defines UTF-8 decoding and encoding by Go's rules: a wrong byte is U+FFFD of width 1; surrogates, overlong
// forms and values above U+10FFFF are wrong.
#pragma once

#include <cstddef>
#include <cstdint>

namespace golite::runtime {

inline constexpr int32_t kRuneError = 0xFFFD;

struct RuneAt {
  int32_t rune;
  int32_t size;
};

// The first rune of n > 0 bytes that do not start with ASCII.
inline RuneAt DecodeUtf8Slow(const unsigned char* p, size_t n) {
  constexpr RuneAt kWrong = {kRuneError, 1};
  unsigned b0 = p[0];
  auto continues = [&](size_t i) { return (p[i] & 0xC0) == 0x80; };
  if (b0 < 0xC2 || b0 > 0xF4) return kWrong;
  if (b0 < 0xE0) {
    if (n < 2 || !continues(1)) return kWrong;
    return {static_cast<int32_t>((b0 & 0x1F) << 6 | (p[1] & 0x3Fu)), 2};
  }
  if (b0 < 0xF0) {
    if (n < 3 || !continues(1) || !continues(2)) return kWrong;
    int32_t r = static_cast<int32_t>((b0 & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu));
    if (r < 0x800 || (r >= 0xD800 && r <= 0xDFFF)) return kWrong;
    return {r, 3};
  }
  if (n < 4 || !continues(1) || !continues(2) || !continues(3)) return kWrong;
  int32_t r = static_cast<int32_t>((b0 & 0x07) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu));
  if (r < 0x10000 || r > 0x10FFFF) return kWrong;
  return {r, 4};
}

// The first rune of n > 0 bytes.
inline RuneAt DecodeUtf8(const char* bytes, size_t n) {
  auto* p = reinterpret_cast<const unsigned char*>(bytes);
  if (p[0] < 0x80) return {p[0], 1};
  return DecodeUtf8Slow(p, n);
}

inline bool IsValidRune(int64_t r) { return (r >= 0 && r < 0xD800) || (r > 0xDFFF && r <= 0x10FFFF); }

// Bytes of the encoding of r; an invalid rune is encoded as U+FFFD.
inline int RuneLength(int64_t r) {
  if (!IsValidRune(r)) return 3;
  return r < 0x80 ? 1 : r < 0x800 ? 2 : r < 0x10000 ? 3 : 4;
}

// Writes the encoding of r, up to 4 bytes, and returns their number.
inline int EncodeRune(int64_t r, char* out) {
  if (!IsValidRune(r)) r = kRuneError;
  auto put = [&](int i, int64_t bits) { out[i] = static_cast<char>(bits); };
  if (r < 0x80) {
    put(0, r);
    return 1;
  }
  if (r < 0x800) {
    put(0, 0xC0 | r >> 6);
    put(1, 0x80 | (r & 0x3F));
    return 2;
  }
  if (r < 0x10000) {
    put(0, 0xE0 | r >> 12);
    put(1, 0x80 | (r >> 6 & 0x3F));
    put(2, 0x80 | (r & 0x3F));
    return 3;
  }
  put(0, 0xF0 | r >> 18);
  put(1, 0x80 | (r >> 12 & 0x3F));
  put(2, 0x80 | (r >> 6 & 0x3F));
  put(3, 0x80 | (r & 0x3F));
  return 4;
}

}  // namespace golite::runtime
