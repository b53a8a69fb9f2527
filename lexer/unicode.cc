// This file implements UTF-8 decoding and the character classes of identifiers.
#include "lexer/unicode.h"

#include <utf8proc.h>

#include <cstdio>

namespace golite::lexer {
namespace {

constexpr int32_t kMaxRune = 0x10FFFF;

bool IsSurrogate(int32_t rune) {
  return rune >= 0xD800 && rune < 0xE000;
}

std::string Hex(const char* format, int32_t rune) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, format, static_cast<unsigned>(rune));
  return buffer;
}

}  // namespace

DecodedRune DecodeRune(std::string_view text) {
  constexpr DecodedRune kInvalid{kRuneError, 1};
  auto byte = [text](size_t i) { return static_cast<unsigned char>(text[i]); };
  auto continues = [&](size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  const unsigned b0 = byte(0);
  if (b0 < 0x80) return {static_cast<int32_t>(b0), 1};
  if (b0 < 0xC2) return kInvalid;  // a continuation byte, or an overlong form
  if (b0 < 0xE0) {
    if (!continues(1)) return kInvalid;
    return {static_cast<int32_t>((b0 & 0x1F) << 6 | (byte(1) & 0x3Fu)), 2};
  }
  if (b0 < 0xF0) {
    if (!continues(1) || !continues(2)) return kInvalid;
    const auto rune = static_cast<int32_t>((b0 & 0x0F) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu));
    if (rune < 0x800 || IsSurrogate(rune)) return kInvalid;
    return {rune, 3};
  }
  if (b0 < 0xF5) {
    if (!continues(1) || !continues(2) || !continues(3)) return kInvalid;
    const auto rune =
        static_cast<int32_t>((b0 & 0x07) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 | (byte(3) & 0x3Fu));
    if (rune < 0x10000 || rune > kMaxRune) return kInvalid;
    return {rune, 4};
  }
  return kInvalid;
}

void AppendRune(std::string& out, int32_t rune) {
  if (rune < 0 || rune > kMaxRune || IsSurrogate(rune)) rune = kRuneError;
  const auto r = static_cast<uint32_t>(rune);
  auto put = [&out](uint32_t byte) { out += static_cast<char>(byte); };
  if (r < 0x80) {
    put(r);
  } else if (r < 0x800) {
    put(0xC0 | r >> 6), put(0x80 | (r & 0x3F));
  } else if (r < 0x10000) {
    put(0xE0 | r >> 12), put(0x80 | (r >> 6 & 0x3F)), put(0x80 | (r & 0x3F));
  } else {
    put(0xF0 | r >> 18), put(0x80 | (r >> 12 & 0x3F)), put(0x80 | (r >> 6 & 0x3F)), put(0x80 | (r & 0x3F));
  }
}

bool IsPrintableRune(int32_t rune) {
  if (rune == ' ') return true;
  switch (utf8proc_category(rune)) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO: return false;
    default: return true;
  }
}

bool IsUnicodeLetter(int32_t rune) {
  switch (utf8proc_category(rune)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return true;
    default: return false;
  }
}

bool IsUnicodeDigit(int32_t rune) {
  return utf8proc_category(rune) == UTF8PROC_CATEGORY_ND;
}

bool IsUnicodeLower(int32_t rune) { return utf8proc_islower(rune) != 0; }

std::string DescribeRune(int32_t rune) {
  std::string out = Hex("U+%04X", rune);
  if (rune >= 0 && rune <= kMaxRune && !IsSurrogate(rune) && IsPrintableRune(rune)) {
    out += " '";
    AppendRune(out, rune);
    out += '\'';
  }
  return out;
}

std::string QuoteRune(int32_t rune) {
  std::string out = "'";
  switch (rune) {
    case '\a': out += "\\a"; break;
    case '\b': out += "\\b"; break;
    case '\f': out += "\\f"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    case '\v': out += "\\v"; break;
    case '\\': out += "\\\\"; break;
    case '\'': out += "\\'"; break;
    default:
      if (IsPrintableRune(rune)) {
        AppendRune(out, rune);
      } else if (rune < ' ' || rune == 0x7F) {
        out += Hex("\\x%02x", rune);
      } else if (rune < 0x10000) {
        out += Hex("\\u%04x", rune);
      } else {
        out += Hex("\\U%08x", rune);
      }
  }
  return out + "'";
}

}  // namespace golite::lexer
