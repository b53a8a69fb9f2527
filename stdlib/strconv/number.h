// This file declares the conversions between numbers and their text, with Go's syntax and formats.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "stdlib/text.h"

namespace golite::stdlib {

// What can be wrong with a text. The values are those in strconv.go.
enum class NumberCode : int64_t { kOk, kSyntax, kRange, kBase, kBitSize };

// With a watch, these leave off when the run is to end.
std::pair<int64_t, NumberCode> ParseInt(std::string_view s, int64_t base, int64_t bit_size, Watch* watch = nullptr);
std::pair<uint64_t, NumberCode> ParseUint(std::string_view s, int64_t base, int64_t bit_size, Watch* watch = nullptr);

struct ParsedFloat {
  double value = 0;
  int64_t length = 0;  // of the text used
  NumberCode code = NumberCode::kSyntax;
};
// The longest number at the start of s, rounded to a float of bit_size bits.
ParsedFloat ParseFloat(std::string_view s, int64_t bit_size, Watch* watch = nullptr);

// As strconv.FormatFloat.
std::string FormatFloat(double value, char format, int64_t precision, int64_t bit_size);

enum class QuoteMode { kPrint, kAscii, kGraphic };
// Text is a std::string or a LongText, here and below.
template <class Text>
void AppendQuotedRune(Text& out, int32_t r, char mark, QuoteMode mode);
// With a watch, these leave off when the run is to end.
template <class Text>
void AppendQuoted(Text& out, std::string_view s, char mark, QuoteMode mode, Watch* watch);
bool CanBackquote(std::string_view s, Watch* watch);

}  // namespace golite::stdlib
