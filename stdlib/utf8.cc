// This file implements UTF-8 coding for natives.
#include "stdlib/utf8.h"

#include <cstring>

namespace golite::stdlib {
namespace {

uint8_t At(std::string_view s, size_t i) { return static_cast<uint8_t>(s[i]); }

// What the first byte says of an encoding: its width and the bounds of its second byte; width 0 if it cannot be one.
struct Lead {
  int width;
  uint8_t lo, hi;
};

Lead LeadOf(uint8_t c) {
  if (c < 0xC2 || c > 0xF4) return {0, 0, 0};
  if (c < 0xE0) return {2, 0x80, 0xBF};
  if (c < 0xF0) return {3, c == 0xE0 ? uint8_t{0xA0} : uint8_t{0x80}, c == 0xED ? uint8_t{0x9F} : uint8_t{0xBF}};
  return {4, c == 0xF0 ? uint8_t{0x90} : uint8_t{0x80}, c == 0xF4 ? uint8_t{0x8F} : uint8_t{0xBF}};
}

bool IsContinuation(uint8_t c) { return (c & 0xC0) == 0x80; }

}  // namespace

Rune DecodeSlow(std::string_view s) {
  constexpr Rune kInvalid = {kRuneError, 1};
  const uint8_t c = At(s, 0);
  const Lead lead = LeadOf(c);
  if (lead.width == 0 || s.size() < static_cast<size_t>(lead.width)) return kInvalid;
  if (At(s, 1) < lead.lo || At(s, 1) > lead.hi) return kInvalid;
  const int32_t second = At(s, 1) & 0x3F;
  if (lead.width == 2) return {(c & 0x1F) << 6 | second, 2};
  if (!IsContinuation(At(s, 2))) return kInvalid;
  const int32_t third = At(s, 2) & 0x3F;
  if (lead.width == 3) return {(c & 0x0F) << 12 | second << 6 | third, 3};
  if (!IsContinuation(At(s, 3))) return kInvalid;
  return {(c & 0x07) << 18 | second << 12 | third << 6 | (At(s, 3) & 0x3F), 4};
}

Rune DecodeLastRune(std::string_view s) {
  if (s.empty()) return {kRuneError, 0};
  const uint8_t last = At(s, s.size() - 1);
  if (last < 0x80) return {last, 1};
  // An encoding that ends here begins at most three bytes earlier.
  for (size_t n = 2; n <= 4 && n <= s.size(); ++n) {
    const std::string_view tail = s.substr(s.size() - n);
    if (IsContinuation(At(tail, 0))) continue;
    const Rune r = DecodeRune(tail);
    if (static_cast<size_t>(r.width) == n) return r;
    break;
  }
  return {kRuneError, 1};
}

bool IsFullRune(std::string_view s) {
  if (s.empty()) return false;
  const Lead lead = LeadOf(At(s, 0));
  if (lead.width == 0 || s.size() >= static_cast<size_t>(lead.width)) return true;
  if (s.size() > 1 && (At(s, 1) < lead.lo || At(s, 1) > lead.hi)) return true;
  return s.size() > 2 && !IsContinuation(At(s, 2));
}

int EncodeRune(char* p, int32_t r) {
  if (r >= 0 && r < 0x80) {
    p[0] = static_cast<char>(r);
    return 1;
  }
  if (!IsValidRune(r)) r = kRuneError;
  if (r < 0x800) {
    p[0] = static_cast<char>(0xC0 | r >> 6);
    p[1] = static_cast<char>(0x80 | (r & 0x3F));
    return 2;
  }
  if (r < 0x10000) {
    p[0] = static_cast<char>(0xE0 | r >> 12);
    p[1] = static_cast<char>(0x80 | (r >> 6 & 0x3F));
    p[2] = static_cast<char>(0x80 | (r & 0x3F));
    return 3;
  }
  p[0] = static_cast<char>(0xF0 | r >> 18);
  p[1] = static_cast<char>(0x80 | (r >> 12 & 0x3F));
  p[2] = static_cast<char>(0x80 | (r >> 6 & 0x3F));
  p[3] = static_cast<char>(0x80 | (r & 0x3F));
  return 4;
}

size_t AsciiPrefix(std::string_view s) {
  size_t i = 0;
  for (; i + 8 <= s.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, s.data() + i, 8);
    if ((word & 0x8080808080808080u) != 0) break;
  }
  while (i < s.size() && At(s, i) < 0x80) ++i;
  return i;
}

int64_t CountRunes(std::string_view s) {
  int64_t n = 0;
  while (!s.empty()) {
    const size_t ascii = AsciiPrefix(s);
    n += static_cast<int64_t>(ascii);
    s.remove_prefix(ascii);
    while (!s.empty() && At(s, 0) >= 0x80) {
      s.remove_prefix(static_cast<size_t>(DecodeSlow(s).width));
      ++n;
    }
  }
  return n;
}

bool IsValidUtf8(std::string_view s) {
  while (true) {
    s.remove_prefix(AsciiPrefix(s));
    if (s.empty()) return true;
    while (!s.empty() && At(s, 0) >= 0x80) {
      const Rune r = DecodeSlow(s);
      if (r.width == 1) return false;
      s.remove_prefix(static_cast<size_t>(r.width));
    }
  }
}

}  // namespace golite::stdlib
