// This file implements exact constant arithmetic over Boost.Multiprecision. It is the only file that includes Boost.
//
// Representations follow go/constant: an Int is an int64 or a big integer, a Float a fraction while its parts stay
// below kMaxFractionBits bits, beyond that a 512-bit float. Once a value is a big float it never becomes a fraction
// again, because that would pretend to a precision it has lost.
#include "sema/types/constant.h"

#include <bit>
#include <cfloat>
#include <cmath>
#include <cstdio>
#include <deque>
#include <exception>
#include <string>
#include <variant>
#include <vector>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/multiprecision/cpp_int.hpp>

#ifdef BOOST_NO_EXCEPTIONS
// Boost calls this where it would throw. Every caller below checks its operands first, so it is never reached.
namespace boost {
void throw_exception(const std::exception&) { std::abort(); }
void throw_exception(const std::exception&, const source_location&) { std::abort(); }
}  // namespace boost
#endif

namespace golite::sema::constant {
namespace {

namespace mp = boost::multiprecision;

using BigInt = mp::number<mp::cpp_int_backend<>, mp::et_off>;
using BigRat = mp::number<mp::rational_adaptor<mp::cpp_int_backend<>>, mp::et_off>;

constexpr int64_t kExponentLimit = int64_t{1} << 31;
constexpr unsigned kFloatBits = 512;
template <unsigned kBits>
using BinFloat = mp::number<
    mp::cpp_bin_float<kBits, mp::digit_base_2, void, int64_t, -kExponentLimit, kExponentLimit>, mp::et_off>;
using BigFloat = BinFloat<kFloatBits>;
// Wide enough that powers of ten computed in it round correctly to BigFloat.
using WideFloat = BinFloat<1024>;

// Fractions whose parts have more bits than this become big floats.
constexpr int64_t kMaxFractionBits = 4 << 10;
constexpr uint64_t kMaxShiftedBits = 1000000;

}  // namespace

struct BigNode {
  std::variant<BigInt, BigRat, BigFloat> value;
};

struct ComplexNode {
  Value re, im;
};

// Either a flat string or the concatenation of two nodes, flattened on first use: a chain of n additions costs
// O(n), not O(n^2).
struct StringNode {
  std::string flat;
  StringNode* left = nullptr;
  StringNode* right = nullptr;
  size_t length = 0;
};

struct Pool::Storage {
  std::deque<BigNode> bigs;
  std::deque<ComplexNode> complexes;
  std::deque<StringNode> strings;
};

Pool::Pool() : storage_(std::make_unique<Storage>()) {}
Pool::~Pool() = default;

// Access builds Values and reads their representation.
struct Access {
  using Rep = Value::Rep;

  static Rep RepOf(Value x) { return x.rep_; }
  static int64_t Int64(Value x) { return x.i_; }
  static const BigInt& Int(Value x) { return *std::get_if<BigInt>(&x.big_->value); }
  static const BigRat& Rat(Value x) { return *std::get_if<BigRat>(&x.big_->value); }
  static const BigFloat& Float(Value x) { return *std::get_if<BigFloat>(&x.big_->value); }
  static const ComplexNode& Complex(Value x) { return *x.complex_; }
  static StringNode& String(Value x) { return *x.string_; }

  static Value Scalar(Rep rep, int64_t i) {
    Value v;
    v.rep_ = rep;
    v.i_ = i;
    return v;
  }
  template <typename T>
  static Value Big(Pool& pool, Rep rep, T&& value) {
    Value v;
    v.rep_ = rep;
    v.big_ = &pool.storage().bigs.emplace_back(BigNode{std::forward<T>(value)});
    return v;
  }
  static Value MakeComplex(Pool& pool, Value re, Value im) {
    Value v;
    v.rep_ = Rep::kComplex;
    v.complex_ = &pool.storage().complexes.emplace_back(ComplexNode{re, im});
    return v;
  }
  static Value NewString(Pool& pool, StringNode node) {
    Value v;
    v.rep_ = Rep::kString;
    v.string_ = &pool.storage().strings.emplace_back(std::move(node));
    return v;
  }
};

namespace {

using Rep = decltype(Access::RepOf(Value{}));

int64_t BitLength(const BigInt& x) { return x.is_zero() ? 0 : static_cast<int64_t>(mp::msb(mp::abs(x))) + 1; }
bool FitsInt64(const BigInt& x) { return x >= INT64_MIN && x <= INT64_MAX; }
bool IsSmallInt(const BigInt& x) { return BitLength(x) < kMaxFractionBits; }

// The exponent e of x = m * 2^e with 0.5 <= |m| < 1.
int64_t ExponentOf(const BigFloat& x) {
  int64_t e = 0;
  (void)mp::frexp(x, &e);
  return e;
}
bool IsSmallFloat(const BigFloat& x) {
  if (mp::isinf(x)) return false;
  if (x.is_zero()) return true;
  const int64_t e = ExponentOf(x);
  return -kMaxFractionBits < e && e < kMaxFractionBits;
}

// Rounds mantissa * 2^exponent (plus a little more when sticky) to `bits` bits, half to even. Returns whether the
// result is exact. Requires: mantissa >= 0.
bool RoundToBits(BigInt& mantissa, int64_t& exponent, int64_t bits, bool sticky) {
  const int64_t excess = BitLength(mantissa) - bits;
  if (excess <= 0) return !sticky;
  BigInt kept = mantissa >> static_cast<unsigned>(excess);
  const BigInt lost = mantissa - (kept << static_cast<unsigned>(excess));
  const BigInt half = BigInt(1) << static_cast<unsigned>(excess - 1);
  const bool exact = lost.is_zero() && !sticky;
  if (lost > half || (lost == half && (sticky || mp::bit_test(kept, 0)))) ++kept;
  mantissa = std::move(kept);
  exponent += excess;
  return exact;
}

// mantissa * 2^exponent as a big float.
BigFloat FloatFromParts(BigInt mantissa, int64_t exponent, bool sticky) {
  const bool negative = mantissa < 0;
  if (negative) mantissa = -mantissa;
  RoundToBits(mantissa, exponent, kFloatBits, sticky);
  const BigFloat f = mp::ldexp(BigFloat(mantissa), exponent);
  return negative ? BigFloat(-f) : f;
}

BigFloat IntToFloat(const BigInt& x) { return FloatFromParts(x, 0, /*sticky=*/false); }

// |num / den| as mantissa * 2^exponent with at least `bits` bits; sticky tells whether a remainder was dropped.
void DivideToBits(const BigInt& num, const BigInt& den, int64_t bits, BigInt& mantissa, int64_t& exponent,
                  bool& sticky) {
  BigInt a = mp::abs(num);
  BigInt b = den;
  const int64_t shift = bits + 1 - (BitLength(a) - BitLength(b));
  if (shift > 0) a <<= static_cast<unsigned>(shift);
  if (shift < 0) b <<= static_cast<unsigned>(-shift);
  BigInt remainder;
  mp::divide_qr(a, b, mantissa, remainder);
  exponent = -shift;
  sticky = !remainder.is_zero();
}

BigFloat RatToFloat(const BigRat& x) {
  const BigInt num = mp::numerator(x);
  if (num.is_zero()) return BigFloat(0);
  BigInt mantissa;
  int64_t exponent;
  bool sticky;
  DivideToBits(num, mp::denominator(x), kFloatBits + 1, mantissa, exponent, sticky);
  const BigFloat f = FloatFromParts(mantissa, exponent, sticky);
  return num < 0 ? BigFloat(-f) : f;
}

// x = mantissa * 2^exponent, exactly.
void FloatToParts(const BigFloat& x, BigInt& mantissa, int64_t& exponent) {
  int64_t e = 0;
  const BigFloat m = mp::frexp(x, &e);
  mantissa = mp::ldexp(m, static_cast<int64_t>(kFloatBits)).convert_to<BigInt>();
  exponent = e - static_cast<int64_t>(kFloatBits);
}

// The nearest F to |mantissa| * 2^exponent; returns whether it is exact.
template <typename F>
bool RoundToMachine(BigInt mantissa, int64_t exponent, bool sticky, bool negative, F& result) {
  constexpr int kMinExponent = std::is_same_v<F, float> ? FLT_MIN_EXP : DBL_MIN_EXP;
  constexpr int kMaxExponent = std::is_same_v<F, float> ? FLT_MAX_EXP : DBL_MAX_EXP;
  constexpr int kDigits = std::is_same_v<F, float> ? FLT_MANT_DIG : DBL_MANT_DIG;
  result = 0;
  if (mantissa.is_zero()) return !sticky;
  bool exact = true;
  const int64_t top = BitLength(mantissa) + exponent;
  if (top > kMaxExponent) {
    result = static_cast<F>(HUGE_VAL);
    exact = false;
  } else {
    int64_t digits = kDigits;
    if (top < kMinExponent) digits -= kMinExponent - top;
    if (digits < 0) {
      exact = false;
    } else {
      exact = RoundToBits(mantissa, exponent, digits, sticky);
      result = static_cast<F>(std::ldexp(static_cast<F>(mantissa.convert_to<uint64_t>()), static_cast<int>(exponent)));
      if (std::isinf(result)) exact = false;
    }
  }
  if (negative) result = -result;
  return exact;
}

Value MakeBigInt(Pool& pool, BigInt x) {
  if (FitsInt64(x)) return MakeInt64(x.convert_to<int64_t>());
  return Access::Big(pool, Rep::kBigInt, std::move(x));
}

Value MakeBigFloat(Pool& pool, BigFloat x) {
  if (mp::isinf(x) || mp::isnan(x)) return MakeUnknown();
  if (x.is_zero()) x = 0;
  return Access::Big(pool, Rep::kFloat, std::move(x));
}

Value MakeBigRat(Pool& pool, BigRat x) {
  if (IsSmallInt(mp::numerator(x)) && IsSmallInt(mp::denominator(x))) {
    return Access::Big(pool, Rep::kRat, std::move(x));
  }
  return MakeBigFloat(pool, RatToFloat(x));
}

Value MakeComplexValue(Pool& pool, Value re, Value im) {
  if (re.is_unknown() || im.is_unknown()) return MakeUnknown();
  return Access::MakeComplex(pool, re, im);
}

bool IsNumeric(Value x) {
  const Kind k = x.kind();
  return k == Kind::kInt || k == Kind::kFloat || k == Kind::kComplex;
}

BigInt AsBigInt(Value x) { return Access::RepOf(x) == Rep::kInt64 ? BigInt(Access::Int64(x)) : Access::Int(x); }

BigRat AsBigRat(Value x) { return Access::RepOf(x) == Rep::kRat ? Access::Rat(x) : BigRat(AsBigInt(x)); }

BigFloat AsBigFloat(Value x) {
  switch (Access::RepOf(x)) {
    case Rep::kFloat: return Access::Float(x);
    case Rep::kRat: return RatToFloat(Access::Rat(x));
    default: return IntToFloat(AsBigInt(x));
  }
}

// --- literals ---------------------------------------------------------------------------------------------------

int DigitValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

// Removes a base prefix (0x, 0b, 0o) and returns the base; 0 when there is none.
int TakeBasePrefix(std::string_view& s) {
  if (s.size() < 2 || s[0] != '0') return 0;
  const char c = static_cast<char>(s[1] | 0x20);
  const int base = c == 'x' ? 16 : c == 'b' ? 2 : c == 'o' ? 8 : 0;
  if (base != 0) s.remove_prefix(2);
  return base;
}

// Appends the digits of s to x. Returns false on a character that is no digit of the base; '_' is skipped.
bool AccumulateDigits(std::string_view s, int base, BigInt& x, int64_t& count) {
  uint64_t chunk = 0;
  uint64_t scale = 1;
  for (const char c : s) {
    if (c == '_') continue;
    const int d = DigitValue(c);
    if (d >= base) return false;
    ++count;
    chunk = chunk * static_cast<uint64_t>(base) + static_cast<uint64_t>(d);
    scale *= static_cast<uint64_t>(base);
    if (scale > (uint64_t{1} << 58)) {
      x = x * scale + chunk;
      chunk = 0;
      scale = 1;
    }
  }
  if (scale > 1) x = x * scale + chunk;
  return true;
}

Value ParseInt(Pool& pool, std::string_view s) {
  int base = TakeBasePrefix(s);
  if (base == 0) {
    base = 10;
    if (s.size() > 1 && s[0] == '0') base = 8;
  }
  BigInt x;
  int64_t count = 0;
  if (!AccumulateDigits(s, base, x, count) || count == 0) return MakeUnknown();
  return MakeBigInt(pool, std::move(x));
}

// Parses a decimal exponent, clamped so that it cannot overflow later sums.
bool ParseExponent(std::string_view s, int64_t& result) {
  bool negative = false;
  if (!s.empty() && (s[0] == '+' || s[0] == '-')) {
    negative = s[0] == '-';
    s.remove_prefix(1);
  }
  if (s.empty()) return false;
  int64_t e = 0;
  for (const char c : s) {
    if (c == '_') continue;
    if (c < '0' || c > '9') return false;
    if (e < int64_t{1000000000000}) e = e * 10 + (c - '0');
  }
  result = negative ? -e : e;
  return true;
}

WideFloat PowerOfTen(uint64_t n) {
  WideFloat result = 1;
  WideFloat square = 10;
  for (; n != 0; n >>= 1) {
    if (n & 1) result *= square;
    if (n > 1) square *= square;
  }
  return result;
}

BigInt IntPowerOfTen(int64_t n) { return mp::pow(BigInt(10), static_cast<unsigned>(n)); }

// mantissa * base^exponent, where base is 2 or 10.
Value ScaleLiteral(Pool& pool, const BigInt& mantissa, int base, int64_t exponent) {
  if (mantissa.is_zero()) return Access::Big(pool, Rep::kRat, BigRat(0));
  const double bits_per_digit = base == 10 ? 3.321928094887362 : 1.0;
  const double magnitude = static_cast<double>(BitLength(mantissa)) + static_cast<double>(exponent) * bits_per_digit;
  if (magnitude > static_cast<double>(kExponentLimit)) return MakeUnknown();
  if (magnitude < -static_cast<double>(kExponentLimit)) return Access::Big(pool, Rep::kRat, BigRat(0));
  if (std::abs(magnitude) < kMaxFractionBits + 8) {
    const BigInt scale = base == 10 ? IntPowerOfTen(std::abs(exponent))
                                    : BigInt(BigInt(1) << static_cast<unsigned>(std::abs(exponent)));
    BigRat r = exponent >= 0 ? BigRat(BigInt(mantissa * scale)) : BigRat(mantissa, scale);
    BigFloat f = RatToFloat(r);
    if (IsSmallFloat(f)) return Access::Big(pool, Rep::kRat, std::move(r));
    return MakeBigFloat(pool, std::move(f));
  }
  if (base == 2) return MakeBigFloat(pool, FloatFromParts(mantissa, exponent, /*sticky=*/false));
  BigInt m = mantissa;
  int64_t m_exponent = 0;
  RoundToBits(m, m_exponent, 1000, /*sticky=*/false);
  WideFloat w = mp::ldexp(WideFloat(m), m_exponent);
  const WideFloat power = PowerOfTen(static_cast<uint64_t>(std::abs(exponent)));
  w = exponent >= 0 ? WideFloat(w * power) : WideFloat(w / power);
  return MakeBigFloat(pool, BigFloat(w));
}

Value ParseFloat(Pool& pool, std::string_view s) {
  const int prefix = TakeBasePrefix(s);
  const int base = prefix == 0 ? 10 : prefix;
  const size_t e_at = base == 10 ? s.find_first_of("eE") : s.find_first_of("pP");
  int64_t exponent = 0;
  if (e_at != std::string_view::npos) {
    if (!ParseExponent(s.substr(e_at + 1), exponent)) return MakeUnknown();
    s = s.substr(0, e_at);
  }
  const size_t dot = s.find('.');
  BigInt mantissa;
  int64_t count = 0;
  int64_t fraction_digits = 0;
  if (!AccumulateDigits(s.substr(0, dot), base, mantissa, count)) return MakeUnknown();
  if (dot != std::string_view::npos) {
    if (!AccumulateDigits(s.substr(dot + 1), base, mantissa, fraction_digits)) return MakeUnknown();
  }
  if (count + fraction_digits == 0) return MakeUnknown();
  if (base == 10) return ScaleLiteral(pool, mantissa, 10, exponent - fraction_digits);
  const int bits_per_digit = base == 16 ? 4 : base == 8 ? 3 : 1;
  return ScaleLiteral(pool, mantissa, 2, exponent - fraction_digits * bits_per_digit);
}

void AppendUtf8(std::string& out, uint32_t rune) {
  if (rune > 0x10FFFF || (rune >= 0xD800 && rune < 0xE000)) rune = 0xFFFD;
  if (rune < 0x80) {
    out += static_cast<char>(rune);
  } else if (rune < 0x800) {
    out += static_cast<char>(0xC0 | rune >> 6);
    out += static_cast<char>(0x80 | (rune & 0x3F));
  } else if (rune < 0x10000) {
    out += static_cast<char>(0xE0 | rune >> 12);
    out += static_cast<char>(0x80 | (rune >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (rune & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | rune >> 18);
    out += static_cast<char>(0x80 | (rune >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (rune >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (rune & 0x3F));
  }
}

// Decodes one UTF-8 sequence; returns its length, or 1 with rune = U+FFFD and valid = false.
size_t DecodeUtf8(std::string_view s, uint32_t& rune, bool& valid) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(s[i]); };
  const uint8_t b0 = byte(0);
  valid = true;
  rune = b0;
  if (b0 < 0x80) return 1;
  const size_t n = b0 >= 0xF0 && b0 < 0xF5 ? 4 : b0 >= 0xE0 && b0 < 0xF0 ? 3 : b0 >= 0xC2 && b0 < 0xE0 ? 2 : 0;
  valid = false;
  rune = 0xFFFD;
  if (n == 0 || s.size() < n) return 1;
  uint32_t r = b0 & (0x7Fu >> n);
  for (size_t i = 1; i < n; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 1;
    r = r << 6 | (byte(i) & 0x3F);
  }
  const bool overlong = (n == 3 && r < 0x800) || (n == 4 && r < 0x10000);
  if (overlong || r > 0x10FFFF || (r >= 0xD800 && r < 0xE000)) return 1;
  valid = true;
  rune = r;
  return n;
}

// Decodes one character or escape at s[i] and advances i. Octal and \x escapes give a byte.
bool Unescape(std::string_view s, size_t& i, char quote, uint32_t& rune, bool& is_byte) {
  is_byte = false;
  if (s[i] != '\\') {
    bool valid;
    i += DecodeUtf8(s.substr(i), rune, valid);
    return true;
  }
  if (++i >= s.size()) return false;
  const char c = s[i++];
  int digits = 0;
  int base = 16;
  switch (c) {
    case 'a': rune = '\a'; return true;
    case 'b': rune = '\b'; return true;
    case 'f': rune = '\f'; return true;
    case 'n': rune = '\n'; return true;
    case 'r': rune = '\r'; return true;
    case 't': rune = '\t'; return true;
    case 'v': rune = '\v'; return true;
    case '\\': rune = '\\'; return true;
    case '\'':
    case '"':
      rune = static_cast<uint8_t>(c);
      return c == quote;
    case 'x': digits = 2; break;
    case 'u': digits = 4; break;
    case 'U': digits = 8; break;
    default:
      digits = 3;
      base = 8;
      --i;
  }
  uint64_t x = 0;
  for (int k = 0; k < digits; ++k, ++i) {
    if (i >= s.size() || DigitValue(s[i]) >= base) return false;
    x = x * static_cast<uint64_t>(base) + static_cast<uint64_t>(DigitValue(s[i]));
  }
  is_byte = digits < 4;
  if (is_byte ? x > 255 : (x > 0x10FFFF || (x >= 0xD800 && x < 0xE000))) return false;
  rune = static_cast<uint32_t>(x);
  return true;
}

Value ParseChar(std::string_view s) {
  if (s.size() < 3 || s.front() != '\'' || s.back() != '\'') return MakeUnknown();
  s = s.substr(1, s.size() - 2);
  size_t i = 0;
  uint32_t rune;
  bool is_byte;
  if (!Unescape(s, i, '\'', rune, is_byte) || i != s.size()) return MakeUnknown();
  return MakeInt64(rune);
}

Value ParseString(Pool& pool, std::string_view s) {
  if (s.size() < 2 || s.front() != s.back()) return MakeUnknown();
  const char quote = s.front();
  s = s.substr(1, s.size() - 2);
  std::string out;
  out.reserve(s.size());
  if (quote == '`') {
    for (const char c : s) {
      if (c != '\r') out += c;
    }
    return MakeString(pool, out);
  }
  if (quote != '"') return MakeUnknown();
  for (size_t i = 0; i < s.size();) {
    if (s[i] != '\\') {
      out += s[i++];
      continue;
    }
    uint32_t rune;
    bool is_byte;
    if (!Unescape(s, i, '"', rune, is_byte)) return MakeUnknown();
    if (is_byte) {
      out += static_cast<char>(rune);
    } else {
      AppendUtf8(out, rune);
    }
  }
  return MakeString(pool, out);
}

// --- operators --------------------------------------------------------------------------------------------------

// The order of representations: an operation converts the lower operand to the higher representation.
int RankOf(Value x) {
  switch (Access::RepOf(x)) {
    case Rep::kNone:
    case Rep::kUnknown: return 0;
    case Rep::kBool:
    case Rep::kString: return 1;
    case Rep::kInt64: return 2;
    case Rep::kBigInt: return 3;
    case Rep::kRat: return 4;
    case Rep::kFloat: return 5;
    case Rep::kComplex: return 6;
  }
  return 0;
}

bool SmallIntOp(int64_t a, Op op, int64_t b, int64_t& c) {
  switch (op) {
    case Op::kAdd: return !__builtin_add_overflow(a, b, &c);
    case Op::kSub: return !__builtin_sub_overflow(a, b, &c);
    case Op::kMul: return !__builtin_mul_overflow(a, b, &c);
    case Op::kQuoInt:
      if (a == INT64_MIN && b == -1) return false;
      c = a / b;
      return true;
    case Op::kRem:
      c = b == -1 ? 0 : a % b;
      return true;
    case Op::kAnd: c = a & b; return true;
    case Op::kOr: c = a | b; return true;
    case Op::kXor: c = a ^ b; return true;
    case Op::kAndNot: c = a & ~b; return true;
    default: return false;
  }
}

Value BigIntOp(Pool& pool, const BigInt& a, Op op, const BigInt& b) {
  switch (op) {
    case Op::kAdd: return MakeBigInt(pool, a + b);
    case Op::kSub: return MakeBigInt(pool, a - b);
    case Op::kMul: return MakeBigInt(pool, a * b);
    case Op::kQuo: return b.is_zero() ? MakeUnknown() : MakeBigRat(pool, BigRat(a, b));
    case Op::kQuoInt: return b.is_zero() ? MakeUnknown() : MakeBigInt(pool, a / b);
    case Op::kRem: return b.is_zero() ? MakeUnknown() : MakeBigInt(pool, a % b);
    case Op::kAnd: return MakeBigInt(pool, a & b);
    case Op::kOr: return MakeBigInt(pool, a | b);
    case Op::kXor: return MakeBigInt(pool, a ^ b);
    case Op::kAndNot: return MakeBigInt(pool, a & BigInt(-b - 1));
    default: return MakeUnknown();
  }
}

Value RatOp(Pool& pool, const BigRat& a, Op op, const BigRat& b) {
  switch (op) {
    case Op::kAdd: return MakeBigRat(pool, a + b);
    case Op::kSub: return MakeBigRat(pool, a - b);
    case Op::kMul: return MakeBigRat(pool, a * b);
    case Op::kQuo: return b.is_zero() ? MakeUnknown() : MakeBigRat(pool, a / b);
    default: return MakeUnknown();
  }
}

Value FloatOp(Pool& pool, const BigFloat& a, Op op, const BigFloat& b) {
  switch (op) {
    case Op::kAdd: return MakeBigFloat(pool, a + b);
    case Op::kSub: return MakeBigFloat(pool, a - b);
    case Op::kMul: return MakeBigFloat(pool, a * b);
    case Op::kQuo: return b.is_zero() ? MakeUnknown() : MakeBigFloat(pool, a / b);
    default: return MakeUnknown();
  }
}

Value ComplexOp(Pool& pool, Value x, Op op, Value y) {
  const Value a = Real(x), b = Imag(x), c = Real(y), d = Imag(y);
  const auto add = [&](Value p, Value q) { return BinaryOp(pool, p, Op::kAdd, q); };
  const auto sub = [&](Value p, Value q) { return BinaryOp(pool, p, Op::kSub, q); };
  const auto mul = [&](Value p, Value q) { return BinaryOp(pool, p, Op::kMul, q); };
  const auto quo = [&](Value p, Value q) { return BinaryOp(pool, p, Op::kQuo, q); };
  switch (op) {
    case Op::kAdd: return MakeComplexValue(pool, add(a, c), add(b, d));
    case Op::kSub: return MakeComplexValue(pool, sub(a, c), sub(b, d));
    case Op::kMul: return MakeComplexValue(pool, sub(mul(a, c), mul(b, d)), add(mul(b, c), mul(a, d)));
    case Op::kQuo: {
      const Value s = add(mul(c, c), mul(d, d));
      if (Sign(s) == 0) return MakeUnknown();
      return MakeComplexValue(pool, quo(add(mul(a, c), mul(b, d)), s), quo(sub(mul(b, c), mul(a, d)), s));
    }
    default: return MakeUnknown();
  }
}

bool Holds(int order, Op op) {
  switch (op) {
    case Op::kEql: return order == 0;
    case Op::kNeq: return order != 0;
    case Op::kLss: return order < 0;
    case Op::kLeq: return order <= 0;
    case Op::kGtr: return order > 0;
    case Op::kGeq: return order >= 0;
    default: return false;
  }
}

template <typename T>
int Order(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

// --- printing ---------------------------------------------------------------------------------------------------

std::string PrintDouble(double x) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.6g", x);
  return buffer;
}

std::string PrintFloat(const BigFloat& f) {
  if (f.is_zero()) return "0";
  double x;
  BigInt mantissa;
  int64_t exponent;
  FloatToParts(f, mantissa, exponent);
  const bool negative = mantissa < 0;
  RoundToMachine(BigInt(mp::abs(mantissa)), exponent, /*sticky=*/false, negative, x);
  if (x != 0 && !std::isinf(x)) return PrintDouble(x);
  // Outside the range of float64: an approximate conversion of mantissa and exponent to base ten.
  int64_t e2 = 0;
  double m = mp::frexp(f, &e2).convert_to<double>();
  const double d = static_cast<double>(e2) * 0.30102999566398119521;
  int64_t e10 = static_cast<int64_t>(d);
  m *= std::pow(10, d - static_cast<double>(e10));
  const double magnitude = std::abs(m);
  if (magnitude < 1 - 0.5e-6) {
    m *= 10;
    --e10;
  } else if (magnitude >= 10) {
    m /= 10;
    ++e10;
  }
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.6ge%+lld", m, static_cast<long long>(e10));
  return buffer;
}

const std::string& Flatten(StringNode& node) {
  if (node.left == nullptr) return node.flat;
  std::string out(node.length, '\0');
  // Fill from the back: chains of additions are deep on the left, so the explicit stack stays small.
  size_t end = out.size();
  std::vector<StringNode*> pending = {&node};
  while (!pending.empty()) {
    StringNode* n = pending.back();
    pending.pop_back();
    if (n->left != nullptr) {
      pending.push_back(n->left);
      pending.push_back(n->right);
      continue;
    }
    end -= n->flat.size();
    out.replace(end, n->flat.size(), n->flat);
  }
  node.flat = std::move(out);
  node.left = node.right = nullptr;
  return node.flat;
}

// Whether strconv.Quote prints the rune as itself (an approximation of unicode.IsPrint outside ASCII).
bool IsPrintable(uint32_t r) {
  if (r < 0x20 || (r >= 0x7F && r < 0xA1) || r == 0xAD) return false;
  if (r < 0x2000) return true;
  if (r <= 0x200F || (r >= 0x2028 && r <= 0x202F) || (r >= 0x205F && r <= 0x206F)) return false;
  if (r == 0x3000 || r == 0xFEFF || (r >= 0xE000 && r < 0xF900) || (r >= 0xFFF0 && r <= 0xFFFB)) return false;
  return (r & 0xFFFE) != 0xFFFE && r < 0xE0000;
}

}  // namespace

// --- public interface -------------------------------------------------------------------------------------------

Kind Value::kind() const {
  switch (rep_) {
    case Rep::kNone:
    case Rep::kUnknown: return Kind::kUnknown;
    case Rep::kBool: return Kind::kBool;
    case Rep::kString: return Kind::kString;
    case Rep::kInt64:
    case Rep::kBigInt: return Kind::kInt;
    case Rep::kRat:
    case Rep::kFloat: return Kind::kFloat;
    case Rep::kComplex: return Kind::kComplex;
  }
  return Kind::kUnknown;
}

Value MakeUnknown() { return Access::Scalar(Rep::kUnknown, 0); }
Value MakeBool(bool b) { return Access::Scalar(Rep::kBool, b); }
Value MakeInt64(int64_t x) { return Access::Scalar(Rep::kInt64, x); }

Value MakeUint64(Pool& pool, uint64_t x) {
  if (x <= static_cast<uint64_t>(INT64_MAX)) return MakeInt64(static_cast<int64_t>(x));
  return Access::Big(pool, Rep::kBigInt, BigInt(x));
}

Value MakeFloat64(Pool& pool, double x) {
  if (!std::isfinite(x)) return MakeUnknown();
  int e = 0;
  const double m = std::frexp(x, &e);
  const BigInt mantissa(static_cast<int64_t>(std::ldexp(m, DBL_MANT_DIG)));
  e -= DBL_MANT_DIG;
  if (x == 0) return Access::Big(pool, Rep::kRat, BigRat(0));
  if (e >= 0) return Access::Big(pool, Rep::kRat, BigRat(BigInt(mantissa << static_cast<unsigned>(e))));
  return Access::Big(pool, Rep::kRat, BigRat(mantissa, BigInt(BigInt(1) << static_cast<unsigned>(-e))));
}

Value MakeString(Pool& pool, std::string_view s) {
  StringNode node;
  node.flat = s;
  node.length = s.size();
  return Access::NewString(pool, std::move(node));
}

Value MakeFromLiteral(Pool& pool, std::string_view literal, LiteralKind kind) {
  switch (kind) {
    case LiteralKind::kInt: return ParseInt(pool, literal);
    case LiteralKind::kFloat: return ParseFloat(pool, literal);
    case LiteralKind::kImag:
      if (literal.empty() || literal.back() != 'i') return MakeUnknown();
      return MakeImag(pool, ParseFloat(pool, literal.substr(0, literal.size() - 1)));
    case LiteralKind::kChar: return ParseChar(literal);
    case LiteralKind::kString: return ParseString(pool, literal);
  }
  return MakeUnknown();
}

Value MakeImag(Pool& pool, Value x) { return MakeComplexValue(pool, MakeInt64(0), x); }

bool BoolVal(Value x) { return Access::RepOf(x) == Rep::kBool && Access::Int64(x) != 0; }

std::string_view StringVal(Value x) {
  if (Access::RepOf(x) != Rep::kString) return {};
  return Flatten(Access::String(x));
}

size_t StringLength(Value x) { return Access::RepOf(x) == Rep::kString ? Access::String(x).length : 0; }

bool Int64Val(Value x, int64_t& result) {
  result = 0;
  if (Access::RepOf(x) != Rep::kInt64) return false;
  result = Access::Int64(x);
  return true;
}

bool Uint64Val(Value x, uint64_t& result) {
  result = LowBits(x);
  if (Access::RepOf(x) == Rep::kInt64) return Access::Int64(x) >= 0;
  return Access::RepOf(x) == Rep::kBigInt && Access::Int(x) > 0 && BitLength(Access::Int(x)) <= 64;
}

uint64_t LowBits(Value x) {
  if (Access::RepOf(x) == Rep::kInt64) return static_cast<uint64_t>(Access::Int64(x));
  if (Access::RepOf(x) != Rep::kBigInt) return 0;
  const BigInt& i = Access::Int(x);
  const BigInt low = mp::abs(i) & BigInt(UINT64_MAX);
  const uint64_t u = low.convert_to<uint64_t>();
  return i < 0 ? ~u + 1 : u;
}

template <typename F>
static bool MachineVal(Value x, F& result) {
  result = 0;
  switch (Access::RepOf(x)) {
    case Rep::kInt64:
    case Rep::kBigInt: {
      const BigInt i = AsBigInt(x);
      return RoundToMachine(BigInt(mp::abs(i)), 0, /*sticky=*/false, i < 0, result);
    }
    case Rep::kRat: {
      const BigInt num = mp::numerator(Access::Rat(x));
      if (num.is_zero()) return true;
      BigInt mantissa;
      int64_t exponent;
      bool sticky;
      DivideToBits(num, mp::denominator(Access::Rat(x)), 66, mantissa, exponent, sticky);
      return RoundToMachine(std::move(mantissa), exponent, sticky, num < 0, result);
    }
    case Rep::kFloat: {
      if (Access::Float(x).is_zero()) return true;
      BigInt mantissa;
      int64_t exponent;
      FloatToParts(Access::Float(x), mantissa, exponent);
      const bool negative = mantissa < 0;
      return RoundToMachine(BigInt(mp::abs(mantissa)), exponent, /*sticky=*/false, negative, result);
    }
    default: return false;
  }
}

bool Float32Val(Value x, float& result) { return MachineVal(x, result); }
bool Float64Val(Value x, double& result) { return MachineVal(x, result); }

int BitLen(Value x) {
  if (Access::RepOf(x) == Rep::kInt64) {
    const int64_t i = Access::Int64(x);
    return std::bit_width(i < 0 ? ~static_cast<uint64_t>(i) + 1 : static_cast<uint64_t>(i));
  }
  return Access::RepOf(x) == Rep::kBigInt ? static_cast<int>(BitLength(Access::Int(x))) : 0;
}

int Sign(Value x) {
  switch (Access::RepOf(x)) {
    case Rep::kInt64: return Order<int64_t>(Access::Int64(x), 0);
    case Rep::kBigInt: return Access::Int(x).sign();
    case Rep::kRat: return Access::Rat(x).sign();
    case Rep::kFloat: return Access::Float(x).sign();
    case Rep::kComplex: return Sign(Access::Complex(x).re) | Sign(Access::Complex(x).im);
    default: return 1;
  }
}

Value Real(Value x) {
  if (Access::RepOf(x) == Rep::kComplex) return Access::Complex(x).re;
  return IsNumeric(x) ? x : MakeUnknown();
}

Value Imag(Value x) {
  if (Access::RepOf(x) == Rep::kComplex) return Access::Complex(x).im;
  return IsNumeric(x) ? MakeInt64(0) : MakeUnknown();
}

Value ToInt(Pool& pool, Value x) {
  switch (Access::RepOf(x)) {
    case Rep::kInt64:
    case Rep::kBigInt: return x;
    case Rep::kRat:
      if (mp::denominator(Access::Rat(x)) != 1) return MakeUnknown();
      return MakeBigInt(pool, mp::numerator(Access::Rat(x)));
    case Rep::kFloat: {
      const BigFloat& f = Access::Float(x);
      if (!IsSmallFloat(f)) return MakeUnknown();
      if (f.is_zero()) return MakeInt64(0);
      // A value within four bits of an integer counts as one: earlier roundings explain the difference.
      constexpr int64_t kSlackBits = 4;
      BigInt mantissa;
      int64_t exponent;
      FloatToParts(f, mantissa, exponent);
      if (exponent >= 0) return MakeBigInt(pool, mantissa << static_cast<unsigned>(exponent));
      const bool negative = mantissa < 0;
      if (negative) mantissa = -mantissa;
      const unsigned drop = static_cast<unsigned>(-exponent);
      for (const BigInt& slack : {BigInt(0), BigInt(BigInt(1) << static_cast<unsigned>(kSlackBits))}) {
        // Round down (clear the low bits) first, then up.
        BigInt m = mantissa;
        if (!slack.is_zero()) m = (m >> kSlackBits) << kSlackBits;
        for (int up = 0; up < (slack.is_zero() ? 1 : 2); ++up) {
          if (up == 1 && m != mantissa) m += slack;
          const BigInt whole = m >> drop;
          if ((whole << drop) == m) return MakeBigInt(pool, negative ? BigInt(-whole) : whole);
        }
      }
      return MakeUnknown();
    }
    case Rep::kComplex: {
      const Value re = ToFloat(pool, x);
      return re.is_unknown() ? re : ToInt(pool, re);
    }
    default: return MakeUnknown();
  }
}

Value ToFloat(Pool& pool, Value x) {
  switch (Access::RepOf(x)) {
    case Rep::kInt64: return Access::Big(pool, Rep::kRat, BigRat(Access::Int64(x)));
    case Rep::kBigInt:
      if (IsSmallInt(Access::Int(x))) return Access::Big(pool, Rep::kRat, BigRat(Access::Int(x)));
      return MakeBigFloat(pool, IntToFloat(Access::Int(x)));
    case Rep::kRat:
    case Rep::kFloat: return x;
    case Rep::kComplex:
      if (Sign(Access::Complex(x).im) == 0) return ToFloat(pool, Access::Complex(x).re);
      return MakeUnknown();
    default: return MakeUnknown();
  }
}

Value ToComplex(Pool& pool, Value x) {
  if (Access::RepOf(x) == Rep::kComplex) return x;
  return IsNumeric(x) ? MakeComplexValue(pool, x, MakeInt64(0)) : MakeUnknown();
}

Value RoundToFloat32(Pool& pool, Value x) {
  float f;
  Float32Val(x, f);
  return x.is_unknown() ? x : MakeFloat64(pool, f);
}

Value RoundToFloat64(Pool& pool, Value x) {
  double f;
  Float64Val(x, f);
  return x.is_unknown() ? x : MakeFloat64(pool, f);
}

Value BinaryOp(Pool& pool, Value x, Op op, Value y) {
  if (x.is_unknown() || y.is_unknown()) return MakeUnknown();
  const int rank = std::max(RankOf(x), RankOf(y));
  switch (rank) {
    case 1:
      if (x.kind() != y.kind()) return MakeUnknown();
      if (x.kind() == Kind::kBool) {
        if (op == Op::kLAnd) return MakeBool(BoolVal(x) && BoolVal(y));
        if (op == Op::kLOr) return MakeBool(BoolVal(x) || BoolVal(y));
        return MakeUnknown();
      }
      if (op != Op::kAdd) return MakeUnknown();
      {
        StringNode node;
        node.left = &Access::String(x);
        node.right = &Access::String(y);
        node.length = node.left->length + node.right->length;
        constexpr auto kMaxLength = decltype(node.length){1} << 30;
        if (node.length > kMaxLength) return MakeUnknown();
        return Access::NewString(pool, std::move(node));
      }
    case 2: {
      const int64_t a = Access::Int64(x), b = Access::Int64(y);
      if (b == 0 && (op == Op::kQuo || op == Op::kQuoInt || op == Op::kRem)) return MakeUnknown();
      int64_t c;
      if (SmallIntOp(a, op, b, c)) return MakeInt64(c);
      return BigIntOp(pool, BigInt(a), op, BigInt(b));
    }
    case 3: return BigIntOp(pool, AsBigInt(x), op, AsBigInt(y));
    case 4: return RatOp(pool, AsBigRat(x), op, AsBigRat(y));
    case 5: return FloatOp(pool, AsBigFloat(x), op, AsBigFloat(y));
    default: return ComplexOp(pool, x, op, y);
  }
}

Value UnaryOp(Pool& pool, Op op, Value y, unsigned bits) {
  if (y.is_unknown()) return MakeUnknown();
  switch (op) {
    case Op::kAdd: return y;
    case Op::kNot: return MakeBool(!BoolVal(y));
    case Op::kSub:
      switch (Access::RepOf(y)) {
        case Rep::kInt64:
        case Rep::kBigInt: return BinaryOp(pool, MakeInt64(0), Op::kSub, y);
        case Rep::kRat: return MakeBigRat(pool, -Access::Rat(y));
        case Rep::kFloat: return MakeBigFloat(pool, -Access::Float(y));
        case Rep::kComplex:
          return MakeComplexValue(pool, UnaryOp(pool, op, Real(y), 0), UnaryOp(pool, op, Imag(y), 0));
        default: return MakeUnknown();
      }
    case Op::kXor: {
      if (y.kind() != Kind::kInt) return MakeUnknown();
      if (bits == 0 && Access::RepOf(y) == Rep::kInt64) return MakeInt64(~Access::Int64(y));
      BigInt z = -AsBigInt(y) - 1;
      if (bits > 0) z = z & BigInt((BigInt(1) << bits) - 1);
      return MakeBigInt(pool, std::move(z));
    }
    default: return MakeUnknown();
  }
}

Value Shift(Pool& pool, Value x, Op op, uint64_t n) {
  if (x.kind() != Kind::kInt) return MakeUnknown();
  if (n == 0) return x;
  const bool is_small = Access::RepOf(x) == Rep::kInt64;
  if (op == Op::kShl) {
    if (is_small && Access::Int64(x) == 0) return x;
    if (n + static_cast<uint64_t>(BitLen(x)) > kMaxShiftedBits) return MakeUnknown();
    return MakeBigInt(pool, AsBigInt(x) << static_cast<unsigned>(n));
  }
  if (is_small) return MakeInt64(Access::Int64(x) >> std::min<uint64_t>(n, 63));
  if (n >= static_cast<uint64_t>(BitLen(x))) return MakeInt64(Sign(x) < 0 ? -1 : 0);
  const BigInt& i = Access::Int(x);
  if (i >= 0) return MakeBigInt(pool, i >> static_cast<unsigned>(n));
  // Arithmetic shift of a negative number: complement, shift, complement.
  return MakeBigInt(pool, -(BigInt(-i - 1) >> static_cast<unsigned>(n)) - 1);
}

bool Compare(Value x, Op op, Value y) {
  if (x.is_unknown() || y.is_unknown()) return false;
  switch (std::max(RankOf(x), RankOf(y))) {
    case 1:
      if (x.kind() != y.kind()) return false;
      if (x.kind() == Kind::kBool) return Holds(BoolVal(x) != BoolVal(y), op);
      return Holds(StringVal(x).compare(StringVal(y)), op);
    case 2: return Holds(Order(Access::Int64(x), Access::Int64(y)), op);
    case 3: return Holds(Order(AsBigInt(x), AsBigInt(y)), op);
    case 4: return Holds(Order(AsBigRat(x), AsBigRat(y)), op);
    case 5: return Holds(Order(AsBigFloat(x), AsBigFloat(y)), op);
    default: {
      if (!IsNumeric(x) || !IsNumeric(y)) return false;
      const bool equal = Compare(Real(x), Op::kEql, Real(y)) && Compare(Imag(x), Op::kEql, Imag(y));
      return op == Op::kEql ? equal : op == Op::kNeq && !equal;
    }
  }
}

bool Equal(Value x, Value y) {
  if (x.is_unknown() || y.is_unknown()) return x.is_unknown() && y.is_unknown();
  return x.kind() == y.kind() && Compare(x, Op::kEql, y);
}

std::string HashKey(Value x) {
  static constexpr char kTags[] = "ubsifc";
  std::string key(1, kTags[static_cast<int>(x.kind())]);
  if (x.kind() == Kind::kString) return key.append(StringVal(x));
  return key + ToExactString(x);
}

std::string ToString(Value x) {
  switch (Access::RepOf(x)) {
    case Rep::kNone:
    case Rep::kUnknown: return "unknown";
    case Rep::kBool: return BoolVal(x) ? "true" : "false";
    case Rep::kInt64: return std::to_string(Access::Int64(x));
    case Rep::kBigInt: return Access::Int(x).str();
    case Rep::kRat: return PrintFloat(RatToFloat(Access::Rat(x)));
    case Rep::kFloat: return PrintFloat(Access::Float(x));
    case Rep::kComplex: return "(" + ToString(Real(x)) + " + " + ToString(Imag(x)) + "i)";
    case Rep::kString: break;
  }
  constexpr size_t kMaxRunes = 72;
  // Quoting more than this many bytes cannot change the shortened form.
  std::string s = Quote(StringVal(x).substr(0, kMaxRunes * 4));
  size_t runes = 0;
  size_t cut = 0;
  for (size_t i = 0; i < s.size(); ++i) {
    if ((static_cast<uint8_t>(s[i]) & 0xC0) == 0x80) continue;
    if (runes == kMaxRunes - 3) cut = i;
    ++runes;
  }
  return runes > kMaxRunes ? s.substr(0, cut) + "..." : s;
}

std::string ToExactString(Value x) {
  switch (Access::RepOf(x)) {
    case Rep::kString: return Quote(StringVal(x));
    case Rep::kRat: {
      const BigInt den = mp::denominator(Access::Rat(x));
      std::string s = BigInt(mp::numerator(Access::Rat(x))).str();
      return den == 1 ? s : s + "/" + den.str();
    }
    case Rep::kFloat: {
      if (Access::Float(x).is_zero()) return "0";
      BigInt mantissa;
      int64_t exponent;
      FloatToParts(Access::Float(x), mantissa, exponent);
      while (!mp::bit_test(mp::abs(mantissa), 0)) {
        mantissa /= 2;
        ++exponent;
      }
      return mantissa.str() + "p" + std::to_string(exponent);
    }
    case Rep::kComplex: return "(" + ToExactString(Real(x)) + " + " + ToExactString(Imag(x)) + "i)";
    default: return ToString(x);
  }
}

std::string Quote(std::string_view s) {
  std::string out = "\"";
  char buffer[16];
  for (size_t i = 0; i < s.size();) {
    uint32_t rune;
    bool valid;
    const size_t n = DecodeUtf8(s.substr(i), rune, valid);
    if (!valid) {
      std::snprintf(buffer, sizeof buffer, "\\x%02x", static_cast<uint8_t>(s[i]));
      out += buffer;
    } else if (rune == '"' || rune == '\\') {
      out += '\\';
      out += static_cast<char>(rune);
    } else if (IsPrintable(rune)) {
      out.append(s.substr(i, n));
    } else {
      static constexpr std::string_view kControls = "\a\b\f\n\r\t\v";
      static constexpr std::string_view kNames = "abfnrtv";
      const size_t at = rune < 0x20 ? kControls.find(static_cast<char>(rune)) : std::string_view::npos;
      if (at != std::string_view::npos) {
        out += '\\';
        out += kNames[at];
      } else {
        const char* format = rune < 0x80 ? "\\x%02x" : rune < 0x10000 ? "\\u%04x" : "\\U%08x";
        std::snprintf(buffer, sizeof buffer, format, rune);
        out += buffer;
      }
    }
    i += n;
  }
  return out + '"';
}

}  // namespace golite::sema::constant
