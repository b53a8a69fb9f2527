// This file has the UTF-8 coding of Go for natives: one rune at a time, with U+FFFD and width 1 for an invalid byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace golite::stdlib {

inline constexpr int32_t kRuneError = 0xFFFD;
inline constexpr int32_t kMaxRune = 0x10FFFF;

struct Rune {
  int32_t value;
  int32_t width;
};

// The first rune of s. Requires: s is not empty and does not begin with an ASCII byte.
Rune DecodeSlow(std::string_view s);

// The first rune of s; {kRuneError, 0} if s is empty.
inline Rune DecodeRune(std::string_view s) {
  if (s.empty()) return {kRuneError, 0};
  const auto c = static_cast<uint8_t>(s[0]);
  if (c < 0x80) return {c, 1};
  return DecodeSlow(s);
}

// The last rune of s; {kRuneError, 0} if s is empty.
Rune DecodeLastRune(std::string_view s);

// Whether the encoding at the start of s is whole or invalid.
bool IsFullRune(std::string_view s);

inline bool IsValidRune(int32_t r) { return (r >= 0 && r < 0xD800) || (r > 0xDFFF && r <= kMaxRune); }

// Writes the encoding of r, or of U+FFFD if r is not valid, to p and returns its length.
int EncodeRune(char* p, int32_t r);

inline void AppendRune(std::string& s, int32_t r) {
  if (r >= 0 && r < 0x80) {
    s.push_back(static_cast<char>(r));
  } else {
    char buf[4];
    s.append(buf, static_cast<size_t>(EncodeRune(buf, r)));
  }
}

// The length of the longest prefix of s that is ASCII.
size_t AsciiPrefix(std::string_view s);

int64_t CountRunes(std::string_view s);
bool IsValidUtf8(std::string_view s);

}  // namespace golite::stdlib
