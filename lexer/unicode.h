// This file implements what a scanner has to know about Unicode: UTF-8, letters, digits and how messages quote runes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace golite::lexer {

constexpr int32_t kRuneError = 0xFFFD;

// One code point and the number of bytes that encode it. Invalid UTF-8 is {kRuneError, 1}, as in Go.
struct DecodedRune {
  int32_t rune;
  uint32_t size;
  bool valid() const { return rune != kRuneError || size != 1; }
};

// Decodes the code point at the start of `text`. Requires: text is not empty.
DecodedRune DecodeRune(std::string_view text);

// Appends the UTF-8 form of a code point; an invalid one becomes U+FFFD.
void AppendRune(std::string& out, int32_t rune);

// Is the rune in category L, or in category Nd?
bool IsUnicodeLetter(int32_t rune);
bool IsUnicodeDigit(int32_t rune);

// As unicode.IsLower.
bool IsUnicodeLower(int32_t rune);

// As unicode.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space.
bool IsPrintableRune(int32_t rune);

// The rune as fmt's %#U and %q print it: "U+0040 '@'" and "'@'".
std::string DescribeRune(int32_t rune);
std::string QuoteRune(int32_t rune);

}  // namespace golite::lexer
