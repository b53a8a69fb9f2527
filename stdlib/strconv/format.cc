// This file implements the text forms of numbers and quoted strings.
#include "stdlib/strconv/format.h"

#include <utf8proc.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

namespace golite::stdlib {
namespace {

constexpr int32_t kReplacement = 0xFFFD;
constexpr char kLowerHex[] = "0123456789abcdef";

// A decimal number 0.d1d2d3... * 10^point, without trailing zeros; no digits mean zero.
struct Decimal {
  std::string digits;
  int point = 0;
};

// Reads "d.ddde[+-]xx" as std::to_chars writes it.
Decimal ParseScientific(const char* first, const char* last) {
  Decimal d;
  const char* p = first;
  for (; p != last && *p != 'e'; ++p) {
    if (*p != '.') d.digits += *p;
  }
  int exponent = 0;
  if (p != last) {
    ++p;
    if (*p == '+') ++p;
    std::from_chars(p, last, exponent);
  }
  while (!d.digits.empty() && d.digits.back() == '0') d.digits.pop_back();
  d.point = d.digits.empty() ? 0 : exponent + 1;
  return d;
}

Decimal Shortest(double f, int bits) {
  char buffer[64];
  auto end = bits == 32 ? std::to_chars(buffer, buffer + sizeof buffer, static_cast<float>(f), std::chars_format::scientific)
                        : std::to_chars(buffer, buffer + sizeof buffer, f, std::chars_format::scientific);
  return ParseScientific(buffer, end.ptr);
}

// The nearest decimal of that many digits, halves to even of the exact value.
Decimal Rounded(double f, int digits) {
  std::string buffer(static_cast<size_t>(digits) + 32, '\0');
  auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), f, std::chars_format::scientific, digits - 1);
  return ParseScientific(buffer.data(), end.ptr);
}

// %e: d.ddde±dd with `precision` digits after the point.
void AppendScientific(std::string& out, const Decimal& d, int precision, char e) {
  auto digit = [&](size_t i) { return i < d.digits.size() ? d.digits[i] : '0'; };
  out += digit(0);
  if (precision > 0) {
    out += '.';
    for (int i = 1; i <= precision; ++i) out += digit(static_cast<size_t>(i));
  }
  int exponent = d.digits.empty() ? 0 : d.point - 1;
  out += e;
  out += exponent < 0 ? '-' : '+';
  exponent = std::abs(exponent);
  if (exponent < 10) out += '0';
  out += std::to_string(exponent);
}

// %f: with `precision` digits after the point.
void AppendFixed(std::string& out, const Decimal& d, int precision) {
  auto digit = [&](int i) { return i >= 0 && i < static_cast<int>(d.digits.size()) ? d.digits[static_cast<size_t>(i)] : '0'; };
  if (d.point > 0) {
    for (int i = 0; i < d.point; ++i) out += digit(i);
  } else {
    out += '0';
  }
  if (precision > 0) {
    out += '.';
    for (int i = 0; i < precision; ++i) out += digit(d.point + i);
  }
}

// %b: the mantissa as an integer and the exponent of two.
void AppendBinaryExponent(std::string& out, double f, int bits) {
  int exponent;
  uint64_t mantissa;
  if (bits == 32) {
    const uint32_t u = std::bit_cast<uint32_t>(static_cast<float>(f));
    exponent = static_cast<int>(u >> 23 & 0xFF);
    mantissa = u & 0x7FFFFF;
    if (exponent == 0) ++exponent; else mantissa |= 1u << 23;
    exponent -= 127 + 23;
  } else {
    const uint64_t u = std::bit_cast<uint64_t>(f);
    exponent = static_cast<int>(u >> 52 & 0x7FF);
    mantissa = u & ((uint64_t{1} << 52) - 1);
    if (exponent == 0) ++exponent; else mantissa |= uint64_t{1} << 52;
    exponent -= 1023 + 52;
  }
  out += std::to_string(mantissa) + (exponent >= 0 ? "p+" : "p") + std::to_string(exponent);
}

// %x: hexadecimal mantissa 1.hhh and binary exponent of at least two digits.
void AppendHexFloat(std::string& out, double f, int precision, char format, int bits) {
  uint64_t mantissa = 0;
  int exponent = 0;
  if (f != 0) {
    mantissa = static_cast<uint64_t>(std::ldexp(std::frexp(f, &exponent), 53)) << 8;  // the leading 1 at bit 60
    exponent -= 1;
  }
  (void)bits;  // a float32 value is exact in the 64-bit form
  if (precision >= 0 && precision < 15) {
    const int shift = precision * 4;
    const uint64_t extra = (mantissa << shift) & ((uint64_t{1} << 60) - 1);
    mantissa >>= 60 - shift;
    if ((extra | (mantissa & 1)) > (uint64_t{1} << 59)) ++mantissa;
    mantissa <<= 60 - shift;
    if (mantissa & (uint64_t{1} << 61)) {
      mantissa >>= 1;
      ++exponent;
    }
  }
  const bool upper = format == 'X';
  out += upper ? "0X" : "0x";
  out += static_cast<char>('0' + (mantissa >> 60 & 1));
  mantissa <<= 4;
  if (precision < 0 ? mantissa != 0 : precision > 0) {
    out += '.';
    for (int i = 0; precision < 0 ? mantissa != 0 : i < precision; ++i) {
      char digit = kLowerHex[mantissa >> 60 & 15];
      out += upper ? static_cast<char>(std::toupper(digit)) : digit;
      mantissa <<= 4;
    }
  }
  out += upper ? 'P' : 'p';
  out += exponent < 0 ? '-' : '+';
  exponent = std::abs(exponent);
  if (exponent < 10) out += '0';
  out += std::to_string(exponent);
}

}  // namespace

void AppendFloat(std::string& out, double f, char format, int precision, int bits) {
  if (std::isnan(f)) {
    out += "NaN";
    return;
  }
  if (std::isinf(f)) {
    out += f < 0 ? "-Inf" : "+Inf";
    return;
  }
  if (std::signbit(f)) {
    out += '-';
    f = -f;
  }
  switch (format) {
    case 'b': AppendBinaryExponent(out, f, bits); return;
    case 'x':
    case 'X': AppendHexFloat(out, f, precision, format, bits); return;
    case 'e':
    case 'E': {
      const Decimal d = precision < 0 ? Shortest(f, bits) : Rounded(f, precision + 1);
      AppendScientific(out, d, precision < 0 ? std::max(0, static_cast<int>(d.digits.size()) - 1) : precision, format);
      return;
    }
    case 'f':
    case 'F': {
      if (precision < 0) {
        const Decimal d = Shortest(f, bits);
        AppendFixed(out, d, std::max(0, static_cast<int>(d.digits.size()) - d.point));
        return;
      }
      const size_t start = out.size();
      out.resize(start + static_cast<size_t>(precision) + 330);
      auto end = std::to_chars(out.data() + start, out.data() + out.size(), f, std::chars_format::fixed, precision);
      out.resize(static_cast<size_t>(end.ptr - out.data()));
      return;
    }
    case 'g':
    case 'G': {
      const bool shortest = precision < 0;
      if (precision == 0) precision = 1;
      const Decimal d = shortest ? Shortest(f, bits) : Rounded(f, precision);
      const int n = static_cast<int>(d.digits.size());
      // %e is used when the exponent is less than -4 or not less than the precision, which counts as 6 for the
      // shortest form.
      int limit = precision;
      if (shortest) {
        limit = 6;
      } else if (limit > n && n >= d.point) {
        limit = n;
      }
      const int exponent = d.point - 1;
      if (n != 0 && (exponent < -4 || exponent >= limit)) {
        AppendScientific(out, d, std::max(0, n - 1), format == 'g' ? 'e' : 'E');
      } else {
        AppendFixed(out, d, std::max(0, n - d.point));
      }
      return;
    }
    default: out += '%'; out += format; return;
  }
}

void AppendUint(std::string& out, uint64_t value, int base) {
  char buffer[64];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, value, base);
  out.append(buffer, end.ptr);
}

void AppendInt(std::string& out, int64_t value, int base) {
  char buffer[66];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, value, base);
  out.append(buffer, end.ptr);
}

int32_t DecodeRune(std::string_view s, int* size) {
  if (s.empty()) {
    *size = 0;
    return kReplacement;
  }
  const auto b = [&](size_t i) { return static_cast<uint8_t>(s[i]); };
  const uint8_t first = b(0);
  *size = 1;
  if (first < 0x80) return first;
  const int need = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  if (first < 0xC2 || first > 0xF4 || s.size() <= static_cast<size_t>(need)) return kReplacement;
  int32_t r = first & (0x3F >> need);
  for (int i = 1; i <= need; ++i) {
    const uint8_t c = b(static_cast<size_t>(i));
    if ((c & 0xC0) != 0x80) return kReplacement;
    r = r << 6 | (c & 0x3F);
  }
  static constexpr int32_t kMin[] = {0, 0x80, 0x800, 0x10000};
  if (r < kMin[need] || r > 0x10FFFF || (r >= 0xD800 && r <= 0xDFFF)) return kReplacement;
  *size = need + 1;
  return r;
}

void AppendRune(std::string& out, int32_t r) {
  if (r < 0 || r > 0x10FFFF || (r >= 0xD800 && r <= 0xDFFF)) r = kReplacement;
  if (r < 0x80) {
    out += static_cast<char>(r);
  } else if (r < 0x800) {
    out += static_cast<char>(0xC0 | r >> 6);
    out += static_cast<char>(0x80 | (r & 0x3F));
  } else if (r < 0x10000) {
    out += static_cast<char>(0xE0 | r >> 12);
    out += static_cast<char>(0x80 | (r >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (r & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | r >> 18);
    out += static_cast<char>(0x80 | (r >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (r >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (r & 0x3F));
  }
}

bool IsPrint(int32_t r) {
  if (r >= 0x20 && r < 0x7F) return true;
  if (r < 0xA1) return false;
  switch (utf8proc_category(r)) {
    case UTF8PROC_CATEGORY_CN: case UTF8PROC_CATEGORY_CC: case UTF8PROC_CATEGORY_CF: case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO: case UTF8PROC_CATEGORY_ZS: case UTF8PROC_CATEGORY_ZL: case UTF8PROC_CATEGORY_ZP:
      return false;
    default: return true;
  }
}

bool IsGraphic(int32_t r) { return IsPrint(r) || utf8proc_category(r) == UTF8PROC_CATEGORY_ZS; }

bool CanBackquote(std::string_view s) {
  while (!s.empty()) {
    int size;
    const int32_t r = DecodeRune(s, &size);
    if (size == 1 && r == kReplacement) return false;
    s.remove_prefix(static_cast<size_t>(size));
    if (r == 0xFEFF || r == '`' || r == 0x7F || (r < ' ' && r != '\t')) return false;
  }
  return true;
}

namespace {

void AppendHex(std::string& out, int32_t r, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out += kLowerHex[r >> shift & 15];
}

void AppendEscaped(std::string& out, int32_t r, char mark, QuoteStyle style) {
  if (r == mark || r == '\\') {
    out += '\\';
    out += static_cast<char>(r);
    return;
  }
  const bool plain = style == QuoteStyle::kAscii ? r < 0x80 && IsPrint(r)
                     : style == QuoteStyle::kGraphic ? IsGraphic(r) : IsPrint(r);
  if (plain) {
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
  if (r < ' ' || r == 0x7F) {
    out += "\\x";
    AppendHex(out, r, 2);
  } else if (r < 0x10000) {
    out += "\\u";
    AppendHex(out, r, 4);
  } else {
    out += "\\U";
    AppendHex(out, r, 8);
  }
}

}  // namespace

void AppendQuoted(std::string& out, std::string_view s, char mark, QuoteStyle style) {
  out += mark;
  while (!s.empty()) {
    int size;
    const int32_t r = DecodeRune(s, &size);
    if (size == 1 && r == kReplacement) {
      out += "\\x";
      AppendHex(out, static_cast<uint8_t>(s[0]), 2);
    } else {
      AppendEscaped(out, r, mark, style);
    }
    s.remove_prefix(static_cast<size_t>(size));
  }
  out += mark;
}

void AppendQuotedRune(std::string& out, int32_t r, QuoteStyle style) {
  if (r < 0 || r > 0x10FFFF || (r >= 0xD800 && r <= 0xDFFF)) r = kReplacement;
  out += '\'';
  AppendEscaped(out, r, '\'', style);
  out += '\'';
}

}  // namespace golite::stdlib
