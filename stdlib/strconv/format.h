// This file declares how numbers and quoted strings are written, shared by strconv, fmt and the print builtins.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace golite::stdlib {

// Appends f as strconv.FormatFloat(f, format, precision, bits) writes it: format is one of b e E f g G x X, a precision
// of -1 asks for the fewest digits that give f back, bits is 32 or 64.
void AppendFloat(std::string& out, double f, char format, int precision, int bits);

// Appends the magnitude in the given base, 2 to 36, in lower case.
void AppendUint(std::string& out, uint64_t value, int base);
void AppendInt(std::string& out, int64_t value, int base);

enum class QuoteStyle : uint8_t {
  kPrint,    // what is not printable is escaped
  kAscii,    // what is not printable ASCII is escaped
  kGraphic,  // what is not graphic is escaped
};

// Appends s as a Go literal between two `mark`s.
void AppendQuoted(std::string& out, std::string_view s, char mark, QuoteStyle style);
// Appends the rune literal of r; an invalid rune is U+FFFD.
void AppendQuotedRune(std::string& out, int32_t r, QuoteStyle style);
// Whether s can be written unchanged between backquotes.
bool CanBackquote(std::string_view s);

// unicode.IsPrint and unicode.IsGraphic.
bool IsPrint(int32_t r);
bool IsGraphic(int32_t r);

// Decodes the first rune of s; *size is 1 for an invalid byte (then U+FFFD) and 0 for an empty string.
int32_t DecodeRune(std::string_view s, int* size);
void AppendRune(std::string& out, int32_t r);

}  // namespace golite::stdlib
