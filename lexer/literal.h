// This file implements the decoding and the verification of literals.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lexer/token.h"
#include "support/diagnostics.h"

namespace golite::lexer {

// The bytes of an interpreted or raw string literal, quotes included in `literal`. Requires: it scanned without error.
std::string DecodeString(std::string_view literal);

// The code point of a rune literal. Requires: it scanned without error.
int32_t DecodeRuneLiteral(std::string_view literal);

// Reports what is wrong with the number that starts at `pos`; returns whether it is right. `kind` is kInt, kFloat or
// kImag, as its form says.
bool CheckNumber(std::string_view literal, Token kind, Pos pos, Diagnostics& diags);

// Reads the escape whose backslash stands at text[0] and reports what is wrong with it. Returns the number of bytes
// read (the scanner goes on after them) and whether it was right. `text` reaches to the end of the file.
struct EscapeResult {
  uint32_t size;
  bool ok;
};
EscapeResult CheckEscape(std::string_view text, char quote, Pos pos, Diagnostics& diags);

}  // namespace golite::lexer
