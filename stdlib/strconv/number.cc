// This file implements the conversions of numbers on top of <charconv>, whose results are exact.
#include "stdlib/strconv/number.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <tuple>

namespace golite::stdlib {
namespace {

char Lower(char c) { return static_cast<char>(c | 0x20); }

// The value of c as a digit, 255 if it is none.
unsigned DigitOf(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (Lower(c) >= 'a' && Lower(c) <= 'z') return static_cast<unsigned>(Lower(c) - 'a' + 10);
  return 255;
}

// For loops over the bytes of a number, which may be many: whether byte i is the time to leave off.
bool LeavesOff(Watch* watch, size_t i) {
  constexpr size_t kBetweenLooks = 1 << 14;
  return i % kBetweenLooks == kBetweenLooks - 1 && watch != nullptr && watch->Over(kBetweenLooks);
}

// Whether the underscores of s stand between digits, or behind a base prefix, as in a Go literal.
bool UnderscoresAreOk(std::string_view s, Watch* watch) {
  if (!s.empty() && (s[0] == '-' || s[0] == '+')) s.remove_prefix(1);
  char before = '^';  // '0' for a digit, '_', or '!' for anything else; '^' at the start
  bool hex = false;
  if (s.size() >= 2 && s[0] == '0' && (Lower(s[1]) == 'b' || Lower(s[1]) == 'o' || Lower(s[1]) == 'x')) {
    before = '0';
    hex = Lower(s[1]) == 'x';
    s.remove_prefix(2);
  }
  for (size_t i = 0; i < s.size(); ++i) {
    if (LeavesOff(watch, i)) return false;
    const char c = s[i];
    if ((c >= '0' && c <= '9') || (hex && Lower(c) >= 'a' && Lower(c) <= 'f')) {
      before = '0';
    } else if (c == '_') {
      if (before != '0') return false;
      before = '_';
    } else {
      if (before == '_') return false;
      before = '!';
    }
  }
  return before != '_';
}

bool EqualsFolded(std::string_view s, std::string_view lower) {
  return std::ranges::equal(s, lower, {}, Lower);
}

// The special value at the start of s, or length 0.
ParsedFloat ParseSpecial(std::string_view s) {
  size_t sign = 0;
  double infinity = std::numeric_limits<double>::infinity();
  if (!s.empty() && (s[0] == '+' || s[0] == '-')) {
    sign = 1;
    if (s[0] == '-') infinity = -infinity;
  }
  const std::string_view rest = s.substr(sign);
  const auto begins = [&](std::string_view word) { return EqualsFolded(rest.substr(0, word.size()), word); };
  if (begins("infinity")) return {infinity, static_cast<int64_t>(sign + 8), NumberCode::kOk};
  if (begins("inf")) return {infinity, static_cast<int64_t>(sign + 3), NumberCode::kOk};
  if (sign == 0 && begins("nan")) return {std::numeric_limits<double>::quiet_NaN(), 3, NumberCode::kOk};
  return {};
}

// mantissa * 2^exponent, plus a little if `sticky`, rounded to even for a format with `bits` bits of mantissa and exponents from
// min_exponent to max_exponent.
std::pair<double, bool> RoundBinary(uint64_t mantissa, int64_t exponent, bool sticky, int bits, int64_t min_exponent,
                                    int64_t max_exponent) {
  if (mantissa == 0) return {0, false};
  const int zeros = std::countl_zero(mantissa);
  mantissa <<= zeros;
  exponent -= zeros;
  const int64_t top = exponent + 63;  // the weight of the leading bit
  if (top > max_exponent) return {std::numeric_limits<double>::infinity(), true};
  int64_t drop = 64 - bits;
  if (top < min_exponent) drop += min_exponent - top;
  if (drop > 64) return {0, false};
  const uint64_t kept = drop == 64 ? 0 : mantissa >> drop;
  const uint64_t half = uint64_t{1} << (drop - 1);
  const uint64_t lost = mantissa & (half | (half - 1));
  const bool up = lost > half || (lost == half && (sticky || (kept & 1) != 0));
  const double value = std::ldexp(static_cast<double>(kept + up), static_cast<int>(exponent + drop));
  if (value >= std::ldexp(1.0, static_cast<int>(max_exponent)) * 2) {
    return {std::numeric_limits<double>::infinity(), true};
  }
  return {value, false};
}

// Digits without sign, point and trailing zeros: 0.d1d2d3... * 10^point.
struct Decimal {
  std::string digits;
  int64_t point = 0;
};

// Reads the digits of a text "d.ddde+xx".
Decimal FromScientific(std::string_view s) {
  Decimal d;
  const size_t e = s.find('e');
  for (const char c : s.substr(0, e)) {
    if (c != '.') d.digits.push_back(c);
  }
  int64_t exponent = 0;
  size_t at = e + 1;
  if (s[at] == '+') ++at;
  std::from_chars(s.data() + at, s.data() + s.size(), exponent);
  while (!d.digits.empty() && d.digits.back() == '0') d.digits.pop_back();
  d.point = d.digits.empty() ? 0 : exponent + 1;
  return d;
}

Decimal ShortestDigits(double value, int64_t bit_size) {
  char buf[64];
  const auto end = bit_size == 32
                       ? std::to_chars(buf, buf + sizeof buf, static_cast<float>(value), std::chars_format::scientific).ptr
                       : std::to_chars(buf, buf + sizeof buf, value, std::chars_format::scientific).ptr;
  return FromScientific({buf, static_cast<size_t>(end - buf)});
}

Decimal RoundedDigits(double value, int64_t count) {
  std::string buf(static_cast<size_t>(count) + 32, '\0');
  const auto end = std::to_chars(buf.data(), buf.data() + buf.size(), value, std::chars_format::scientific,
                                 static_cast<int>(count - 1))
                       .ptr;
  return FromScientific({buf.data(), static_cast<size_t>(end - buf.data())});
}

char DigitAt(const Decimal& d, int64_t i) {
  return i >= 0 && i < static_cast<int64_t>(d.digits.size()) ? d.digits[static_cast<size_t>(i)] : '0';
}

void AppendExponent(std::string& out, char mark, int64_t exponent) {
  out.push_back(mark);
  out.push_back(exponent < 0 ? '-' : '+');
  exponent = std::abs(exponent);
  if (exponent < 10) out.push_back('0');
  out += std::to_string(exponent);
}

void AppendE(std::string& out, const Decimal& d, int64_t precision, char format) {
  out.push_back(DigitAt(d, 0));
  if (precision > 0) {
    out.push_back('.');
    for (int64_t i = 1; i <= precision; ++i) out.push_back(DigitAt(d, i));
  }
  AppendExponent(out, format, d.digits.empty() ? 0 : d.point - 1);
}

void AppendF(std::string& out, const Decimal& d, int64_t precision) {
  if (d.point <= 0) out.push_back('0');
  for (int64_t i = 0; i < d.point; ++i) out.push_back(DigitAt(d, i));
  if (precision > 0) {
    out.push_back('.');
    for (int64_t i = 0; i < precision; ++i) out.push_back(DigitAt(d, d.point + i));
  }
}

void AppendFixed(std::string& out, double magnitude, int64_t precision) {
  const size_t at = out.size();
  out.resize(at + static_cast<size_t>(precision) + 330);
  const auto end = std::to_chars(out.data() + at, out.data() + out.size(), magnitude, std::chars_format::fixed,
                                 static_cast<int>(precision))
                       .ptr;
  out.resize(static_cast<size_t>(end - out.data()));
}

struct FloatFormat {
  int mantissa_bits, exponent_bits;
  int64_t bias;
};
constexpr FloatFormat kFloat32 = {23, 8, -127};
constexpr FloatFormat kFloat64 = {52, 11, -1023};

// The mantissa with its leading bit, and the exponent of its last bit plus mantissa_bits.
std::pair<uint64_t, int64_t> Decompose(double magnitude, const FloatFormat& format) {
  const uint64_t bits = &format == &kFloat32 ? std::bit_cast<uint32_t>(static_cast<float>(magnitude))
                                             : std::bit_cast<uint64_t>(magnitude);
  auto exponent = static_cast<int64_t>(bits >> format.mantissa_bits);
  uint64_t mantissa = bits & ((uint64_t{1} << format.mantissa_bits) - 1);
  if (exponent == 0) ++exponent;
  else mantissa |= uint64_t{1} << format.mantissa_bits;
  return {mantissa, exponent + format.bias};
}

void AppendB(std::string& out, double magnitude, const FloatFormat& format) {
  const auto [mantissa, exponent] = Decompose(magnitude, format);
  out += std::to_string(mantissa);
  out.push_back('p');
  const int64_t e = exponent - format.mantissa_bits;
  if (e >= 0) out.push_back('+');
  out += std::to_string(e);
}

void AppendX(std::string& out, double magnitude, int64_t precision, char format, const FloatFormat& f) {
  auto [mantissa, exponent] = Decompose(magnitude, f);
  if (mantissa == 0) exponent = 0;
  // The leading digit goes to bit 60, so that there are 15 digits behind the point.
  mantissa <<= 60 - f.mantissa_bits;
  while (mantissa != 0 && (mantissa & (uint64_t{1} << 60)) == 0) {
    mantissa <<= 1;
    --exponent;
  }
  if (precision >= 0 && precision < 15) {
    const auto shift = static_cast<unsigned>(precision * 4);
    const uint64_t extra = (mantissa << shift) & ((uint64_t{1} << 60) - 1);
    mantissa >>= 60 - shift;
    if ((extra | (mantissa & 1)) > uint64_t{1} << 59) ++mantissa;
    mantissa <<= 60 - shift;
    if ((mantissa & (uint64_t{1} << 61)) != 0) {
      mantissa >>= 1;
      ++exponent;
    }
  }
  const char* const digits = format == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
  out.push_back('0');
  out.push_back(format);
  out.push_back(static_cast<char>('0' + (mantissa >> 60 & 1)));
  mantissa <<= 4;
  if (precision < 0 && mantissa != 0) {
    out.push_back('.');
    for (; mantissa != 0; mantissa <<= 4) out.push_back(digits[mantissa >> 60 & 15]);
  } else if (precision > 0) {
    out.push_back('.');
    for (int64_t i = 0; i < precision; ++i, mantissa <<= 4) out.push_back(digits[mantissa >> 60 & 15]);
  }
  AppendExponent(out, format == 'X' ? 'P' : 'p', exponent);
}

}  // namespace

std::pair<uint64_t, NumberCode> ParseUint(std::string_view s, int64_t base, int64_t bit_size, Watch* watch) {
  if (s.empty()) return {0, NumberCode::kSyntax};
  const std::string_view whole = s;
  const bool any_base = base == 0;
  if (any_base) {
    base = 10;
    if (s[0] == '0') {
      const char prefix = s.size() >= 3 ? Lower(s[1]) : '\0';
      if (prefix == 'b') base = 2;
      else if (prefix == 'o') base = 8;
      else if (prefix == 'x') base = 16;
      if (base != 10) {
        s.remove_prefix(2);
      } else {
        base = 8;
        s.remove_prefix(1);
      }
    }
  } else if (base < 2 || base > 36) {
    return {0, NumberCode::kBase};
  }
  if (bit_size == 0) bit_size = 64;
  if (bit_size < 0 || bit_size > 64) return {0, NumberCode::kBitSize};

  const uint64_t max = bit_size == 64 ? ~uint64_t{0} : (uint64_t{1} << bit_size) - 1;
  const auto ubase = static_cast<uint64_t>(base);
  uint64_t n = 0;
  bool underscores = false;
  for (size_t i = 0; i < s.size(); ++i) {
    if (LeavesOff(watch, i)) break;
    const char c = s[i];
    if (c == '_' && any_base) {
      underscores = true;
      continue;
    }
    const unsigned digit = DigitOf(c);
    if (digit >= ubase) return {0, NumberCode::kSyntax};
    uint64_t next;
    if (__builtin_mul_overflow(n, ubase, &next) || __builtin_add_overflow(next, uint64_t{digit}, &next) || next > max) {
      return {max, NumberCode::kRange};
    }
    n = next;
  }
  if (underscores && !UnderscoresAreOk(whole, watch)) return {0, NumberCode::kSyntax};
  return {n, NumberCode::kOk};
}

std::pair<int64_t, NumberCode> ParseInt(std::string_view s, int64_t base, int64_t bit_size, Watch* watch) {
  if (s.empty()) return {0, NumberCode::kSyntax};
  const bool negative = s[0] == '-';
  if (negative || s[0] == '+') s.remove_prefix(1);
  const auto [magnitude, code] = ParseUint(s, base, bit_size, watch);
  if (code != NumberCode::kOk && code != NumberCode::kRange) return {0, code};
  if (bit_size == 0) bit_size = 64;
  const uint64_t cutoff = uint64_t{1} << (bit_size - 1);
  if (!negative && magnitude >= cutoff) return {static_cast<int64_t>(cutoff - 1), NumberCode::kRange};
  if (negative && magnitude > cutoff) return {static_cast<int64_t>(-cutoff), NumberCode::kRange};
  return {static_cast<int64_t>(negative ? -magnitude : magnitude), NumberCode::kOk};
}

// What from_chars reads, and rounds as the whole would: of digits and a point, the first ones. More than these only decide
// between two values if the others are all in the middle, so it does not matter which follow, but whether any do.
class DecimalText {
 public:
  void Add(char digit, bool leading_zero) {
    if (text_.size() < (leading_zero ? kMostZeros : kMost)) {
      text_.push_back(digit);
    } else {
      cut_ = true;
      more_ |= digit != '0';
    }
  }
  void AddPoint() { text_.push_back('.'); }
  // The text of the number; all of the digits stand for 0.ddd * 10^exponent, and those of the text for that divided by 10^e.
  const std::string& Finish(int64_t exponent, int64_t e) {
    if (!cut_) {
      if (e != 0) text_ += "e" + std::to_string(e);
      return text_;
    }
    std::erase(text_, '.');
    const size_t zeros = std::min(text_.find_first_not_of('0'), text_.size());
    return text_ = "0." + text_.substr(zeros) + (more_ ? "1e" : "0e") + std::to_string(exponent);
  }

 private:
  static constexpr size_t kMostZeros = 100, kMost = kMostZeros + 800;  // a double may take 767 digits to decide
  std::string text_;
  bool cut_ = false, more_ = false;
};

ParsedFloat ParseFloat(std::string_view s, int64_t bit_size, Watch* watch) {
  if (const ParsedFloat special = ParseSpecial(s); special.length > 0) return special;
  size_t i = 0;
  bool negative = false;
  if (i < s.size() && (s[i] == '+' || s[i] == '-')) negative = s[i++] == '-';
  unsigned base = 10;
  if (i + 2 < s.size() && s[i] == '0' && Lower(s[i + 1]) == 'x') {
    base = 16;
    i += 2;
  }

  DecimalText text;
  uint64_t mantissa = 0;       // hexadecimal: the first digits
  int64_t exponent = 0;        // hexadecimal: binary; decimal: of the point before the first digit that is not 0
  bool sticky = false, saw_point = false, saw_digit = false, underscores = false, nonzero = false;
  for (; i < s.size(); ++i) {
    if (LeavesOff(watch, i)) return {};
    const char c = s[i];
    if (c == '_') {
      underscores = true;
      continue;
    }
    if (c == '.') {
      if (saw_point) break;
      saw_point = true;
      text.AddPoint();
      continue;
    }
    const unsigned digit = DigitOf(c);
    if (digit >= base) break;
    saw_digit = true;
    if (base == 10) {
      nonzero |= digit != 0;
      text.Add(c, /*leading_zero=*/!nonzero);
      if (saw_point ? !nonzero : nonzero) exponent += saw_point ? -1 : 1;
    } else if (mantissa >> 60 == 0) {
      mantissa = mantissa << 4 | digit;
      if (saw_point) exponent -= 4;
    } else {
      sticky |= digit != 0;
      if (!saw_point) exponent += 4;
    }
  }
  if (!saw_digit) return {};

  int64_t e = 0;
  const char mark = base == 16 ? 'p' : 'e';
  if (i < s.size() && Lower(s[i]) == mark) {
    ++i;
    bool minus = false;
    if (i < s.size() && (s[i] == '+' || s[i] == '-')) minus = s[i++] == '-';
    if (i >= s.size() || s[i] < '0' || s[i] > '9') return {};
    for (; i < s.size() && ((s[i] >= '0' && s[i] <= '9') || s[i] == '_'); ++i) {
      if (LeavesOff(watch, i)) return {};
      if (s[i] == '_') underscores = true;
      else if (e < 100000) e = e * 10 + (s[i] - '0');
    }
    if (minus) e = -e;
    exponent += e;
  } else if (base == 16) {
    return {};
  }
  if (underscores && !UnderscoresAreOk(s.substr(0, i), watch)) return {};

  ParsedFloat parsed;
  parsed.length = static_cast<int64_t>(i);
  parsed.code = NumberCode::kOk;
  bool overflow = false;
  if (base == 16) {
    std::tie(parsed.value, overflow) = bit_size == 32 ? RoundBinary(mantissa, exponent, sticky, 24, -126, 127)
                                                      : RoundBinary(mantissa, exponent, sticky, 53, -1022, 1023);
  } else {
    const std::string& number = text.Finish(exponent, e);
    std::from_chars_result result{};
    if (bit_size == 32) {
      float value = 0;
      result = std::from_chars(number.data(), number.data() + number.size(), value);
      parsed.value = static_cast<double>(value);
    } else {
      result = std::from_chars(number.data(), number.data() + number.size(), parsed.value);
    }
    if (result.ec == std::errc::result_out_of_range) {
      overflow = nonzero && exponent > 0;
      parsed.value = overflow ? std::numeric_limits<double>::infinity() : 0;
    }
  }
  if (overflow) parsed.code = NumberCode::kRange;
  if (negative) parsed.value = -parsed.value;
  return parsed;
}

std::string FormatFloat(double value, char format, int64_t precision, int64_t bit_size) {
  if (bit_size == 32) value = static_cast<double>(static_cast<float>(value));
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";

  std::string out;
  if (std::signbit(value)) out.push_back('-');
  const double magnitude = std::fabs(value);
  const FloatFormat& layout = bit_size == 32 ? kFloat32 : kFloat64;
  switch (format) {
    case 'b':
      AppendB(out, magnitude, layout);
      return out;
    case 'x':
    case 'X':
      AppendX(out, magnitude, precision, format, layout);
      return out;
    case 'e':
    case 'E': {
      const Decimal d = precision < 0 ? ShortestDigits(magnitude, bit_size) : RoundedDigits(magnitude, precision + 1);
      if (precision < 0) precision = static_cast<int64_t>(d.digits.size()) - 1;
      AppendE(out, d, precision, format);
      return out;
    }
    case 'f': {
      if (precision >= 0) {
        AppendFixed(out, magnitude, precision);
        return out;
      }
      const Decimal d = ShortestDigits(magnitude, bit_size);
      AppendF(out, d, std::max<int64_t>(static_cast<int64_t>(d.digits.size()) - d.point, 0));
      return out;
    }
    case 'g':
    case 'G': {
      const bool shortest = precision < 0;
      if (precision == 0) precision = 1;
      const Decimal d = shortest ? ShortestDigits(magnitude, bit_size) : RoundedDigits(magnitude, precision);
      const auto count = static_cast<int64_t>(d.digits.size());
      if (shortest) precision = count;
      // %e is used if the exponent is less than -4 or not less than the precision.
      int64_t limit = precision;
      if (limit > count && count >= d.point) limit = count;
      if (shortest) limit = 6;
      const int64_t exponent = d.point - 1;
      if (exponent < -4 || exponent >= limit) {
        AppendE(out, d, std::min(precision, count) - 1, format == 'g' ? 'e' : 'E');
      } else {
        if (precision > d.point) precision = count;
        AppendF(out, d, std::max<int64_t>(precision - d.point, 0));
      }
      return out;
    }
    default:
      return std::string("%") + format;
  }
}

}  // namespace golite::stdlib
