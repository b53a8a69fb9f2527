// This file implements the quoting of strings and runes as Go literals.
#include "stdlib/long_text.h"
#include "stdlib/strconv/number.h"
#include "stdlib/unicode/unicode.h"
#include "stdlib/utf8.h"

namespace golite::stdlib {
namespace {

template <class Text>
void AppendHex(Text& out, uint32_t value, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out.push_back("0123456789abcdef"[value >> shift & 15]);
}

}  // namespace

template <class Text>
void AppendQuotedRune(Text& out, int32_t r, char mark, QuoteMode mode) {
  if (r == mark || r == '\\') {
    out.push_back('\\');
    out.push_back(static_cast<char>(r));
    return;
  }
  if (mode == QuoteMode::kAscii ? r < 0x80 && IsPrint(r) : mode == QuoteMode::kGraphic ? IsGraphic(r) : IsPrint(r)) {
    AppendRune(out, r);
    return;
  }
  switch (r) {
    case '\a': out += "\\a"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    case '\v': out += "\\v"; return;
    default: break;
  }
  if ((r >= 0 && r < ' ') || r == 0x7F) {
    out += "\\x";
    AppendHex(out, static_cast<uint32_t>(r), 2);
    return;
  }
  if (!IsValidRune(r)) r = kRuneError;
  if (r < 0x10000) {
    out += "\\u";
    AppendHex(out, static_cast<uint32_t>(r), 4);
  } else {
    out += "\\U";
    AppendHex(out, static_cast<uint32_t>(r), 8);
  }
}

template <class Text>
void AppendQuoted(Text& out, std::string_view s, char mark, QuoteMode mode, Watch* watch) {
  out.push_back(mark);
  while (!s.empty() && (watch == nullptr || !watch->Over(8))) {
    const Rune r = DecodeRune(s);
    if (r.value == kRuneError && r.width == 1) {
      out += "\\x";
      AppendHex(out, static_cast<uint8_t>(s[0]), 2);
    } else {
      AppendQuotedRune(out, r.value, mark, mode);
    }
    s.remove_prefix(static_cast<size_t>(r.width));
  }
  out.push_back(mark);
}

template void AppendQuotedRune(std::string&, int32_t, char, QuoteMode);
template void AppendQuotedRune(LongText&, int32_t, char, QuoteMode);
template void AppendQuoted(std::string&, std::string_view, char, QuoteMode, Watch*);
template void AppendQuoted(LongText&, std::string_view, char, QuoteMode, Watch*);

bool CanBackquote(std::string_view s, Watch* watch) {
  constexpr int32_t kByteOrderMark = 0xFEFF;
  while (!s.empty() && (watch == nullptr || !watch->Over(1))) {
    const Rune r = DecodeRune(s);
    if (r.width == 1) {
      if (r.value == kRuneError || (r.value < ' ' && r.value != '\t') || r.value == '`' || r.value == 0x7F) return false;
    } else if (r.value == kByteOrderMark) {
      return false;
    }
    s.remove_prefix(static_cast<size_t>(r.width));
  }
  return true;
}

}  // namespace golite::stdlib
