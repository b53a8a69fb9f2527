// This file implements the natives of package math/big: arithmetic of natural numbers, over Boost.Multiprecision. A natural
// number is a []Word, least significant word first, without leading zeros.
#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iterator>
#include <string>
#include <utility>

#include "stdlib/natives.h"

#ifdef BOOST_NO_EXCEPTIONS
namespace boost {
// Called where Boost would throw: never, since the callers check their operands. The constants of the front end, which is
// not in every program that links us, have the same definition.
__attribute__((weak)) void throw_exception(const std::exception&) { std::abort(); }
__attribute__((weak)) void throw_exception(const std::exception&, const source_location&) { std::abort(); }
}  // namespace boost
#endif

namespace golite::stdlib {
namespace {

using boost::multiprecision::cpp_int;
using Nat = GoSlice<uint64_t>;

cpp_int Load(Nat x) {
  cpp_int value;
  if (x.len > 0) import_bits(value, x.begin(), x.end(), 64, /*msv_first=*/false);
  return value;
}

Nat Store(Mutator& m, const cpp_int& value) {
  if (value == 0) return {};
  const auto bits = static_cast<int64_t>(msb(value)) + 1;
  Nat x = m.NewScalarSlice<uint64_t>((bits + 63) / 64);
  export_bits(value, x.begin(), 64, /*msv_first=*/false);
  return x;
}

Nat Add(Mutator& m, Nat x, Nat y) {
  if (x.len < y.len) std::swap(x, y);
  Nat z = m.NewScalarSlice<uint64_t>(x.len + 1);
  unsigned __int128 carry = 0;
  for (int64_t i = 0; i < x.len; ++i) {
    carry += x[i];
    if (i < y.len) carry += y[i];
    z[i] = static_cast<uint64_t>(carry);
    carry >>= 64;
  }
  z[x.len] = static_cast<uint64_t>(carry);
  if (carry == 0) --z.len;
  return z;
}

// Requires: x >= y.
Nat Sub(Mutator& m, Nat x, Nat y) {
  Nat z = m.NewScalarSlice<uint64_t>(x.len);
  uint64_t borrow = 0;
  for (int64_t i = 0; i < x.len; ++i) {
    const uint64_t subtrahend = i < y.len ? y[i] : 0;
    const uint64_t difference = x[i] - subtrahend;
    z[i] = difference - borrow;
    borrow = static_cast<uint64_t>(x[i] < subtrahend || difference < borrow);
  }
  while (z.len > 0 && z[z.len - 1] == 0) --z.len;
  return z;
}

Nat Mul(Mutator& m, Nat x, Nat y) {
  if (x.len == 0 || y.len == 0) return {};
  if (x.len > 32 && y.len > 32) return Store(m, Load(x) * Load(y));
  Nat z = m.NewScalarSlice<uint64_t>(x.len + y.len);
  for (int64_t i = 0; i < x.len; ++i) {
    unsigned __int128 carry = 0;
    for (int64_t j = 0; j < y.len; ++j) {
      carry += static_cast<unsigned __int128>(x[i]) * y[j] + z[i + j];
      z[i + j] = static_cast<uint64_t>(carry);
      carry >>= 64;
    }
    z[i + y.len] = static_cast<uint64_t>(carry);
  }
  if (z[z.len - 1] == 0) --z.len;
  return z;
}

// Requires: y is not zero.
std::pair<Nat, Nat> DivMod(Mutator& m, Nat x, Nat y) {
  if (y.len == 1) {
    Nat q = m.NewScalarSlice<uint64_t>(x.len);
    unsigned __int128 rest = 0;
    for (int64_t i = x.len - 1; i >= 0; --i) {
      rest = rest << 64 | x[i];
      q[i] = static_cast<uint64_t>(rest / y[0]);
      rest %= y[0];
    }
    if (q.len > 0 && q[q.len - 1] == 0) --q.len;
    if (rest == 0) return {q, {}};
    Nat r = m.NewScalarSlice<uint64_t>(1);
    r[0] = static_cast<uint64_t>(rest);
    return {q, r};
  }
  cpp_int q, r;
  divide_qr(Load(x), Load(y), q, r);
  return {Store(m, q), Store(m, r)};
}

int64_t Cmp(Nat x, Nat y) {
  if (x.len != y.len) return x.len < y.len ? -1 : 1;
  for (int64_t i = x.len - 1; i >= 0; --i) {
    if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
  }
  return 0;
}

Nat Shl(Mutator& m, Nat x, uint64_t n) { return Store(m, Load(x) << n); }
Nat Shr(Mutator& m, Nat x, uint64_t n) { return n >= 64 * static_cast<uint64_t>(x.len) ? Nat{} : Store(m, Load(x) >> n); }

// op: 0 and, 1 or, 2 xor, 3 and not.
Nat Bitwise(Mutator& m, int64_t op, Nat x, Nat y) {
  Nat z = m.NewScalarSlice<uint64_t>(std::max(x.len, y.len));
  for (int64_t i = 0; i < z.len; ++i) {
    const uint64_t a = i < x.len ? x[i] : 0, b = i < y.len ? y[i] : 0;
    z[i] = op == 0 ? a & b : op == 1 ? a | b : op == 2 ? a ^ b : a & ~b;
  }
  while (z.len > 0 && z[z.len - 1] == 0) --z.len;
  return z;
}

Nat Gcd(Mutator& m, Nat x, Nat y) { return Store(m, gcd(Load(x), Load(y))); }
Nat Sqrt(Mutator& m, Nat x) { return Store(m, cpp_int(sqrt(Load(x)))); }

Nat Pow(Mutator& m, Nat x, uint64_t n) { return Store(m, cpp_int(pow(Load(x), static_cast<unsigned>(n)))); }
// Requires: mod is not zero.
Nat PowMod(Mutator& m, Nat x, Nat y, Nat mod) { return Store(m, cpp_int(powm(Load(x), Load(y), Load(mod)))); }

// Digits in a base from 2 to 62, halving the number where it is long.
void AppendDigits(std::string& out, cpp_int value, unsigned base, size_t width) {
  constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  if (width > 200) {
    const size_t low = width / 2;
    cpp_int high, rest;
    divide_qr(value, cpp_int(pow(cpp_int(base), static_cast<unsigned>(low))), high, rest);
    AppendDigits(out, std::move(high), base, width - low);
    AppendDigits(out, std::move(rest), base, low);
    return;
  }
  const size_t at = out.size();
  out.resize(at + width, '0');
  uint64_t chunk = base;
  size_t per_chunk = 1;
  while (chunk < (uint64_t{1} << 32)) {
    chunk *= base;
    ++per_chunk;
  }
  for (size_t i = out.size(); i > at && value != 0;) {
    cpp_int q, r;
    divide_qr(value, cpp_int(chunk), q, r);
    auto digits = static_cast<uint64_t>(r);
    for (size_t k = 0; k < per_chunk && i > at; ++k) {
      out[--i] = kDigits[digits % base];
      digits /= base;
    }
    value = std::move(q);
  }
}

std::string ToText(Nat x, int64_t base) {
  if (x.len == 0) return "0";
  cpp_int value = Load(x);
  // At most so many digits: each has at least floor(log2(base)) bits.
  int bits = 1;
  while ((int64_t{2} << bits) <= base) ++bits;
  std::string out;
  AppendDigits(out, std::move(value), static_cast<unsigned>(base), (msb(Load(x)) + 1 + static_cast<size_t>(bits) - 1) / static_cast<size_t>(bits));
  return out.substr(std::min(out.find_first_not_of('0'), out.size() - 1));
}

cpp_int ParseDigits(std::string_view s, unsigned base) {
  if (s.size() > 200) {
    const size_t low = s.size() / 2;
    return ParseDigits(s.substr(0, s.size() - low), base) * cpp_int(pow(cpp_int(base), static_cast<unsigned>(low))) +
           ParseDigits(s.substr(s.size() - low), base);
  }
  cpp_int value;
  for (char c : s) {
    unsigned digit = 0;
    if (c >= '0' && c <= '9') digit = static_cast<unsigned>(c - '0');
    else if (c >= 'a' && c <= 'z') digit = static_cast<unsigned>(c - 'a') + 10;
    else digit = static_cast<unsigned>(c - 'A') + (base <= 36 ? 10 : 36);
    value = value * base + digit;
  }
  return value;
}

// Requires: s consists of digits of the base.
Nat FromText(Mutator& m, std::string_view s, int64_t base) { return Store(m, ParseDigits(s, static_cast<unsigned>(base))); }

constexpr Native kNatives[] = {
    Bind<&Add>("natAdd"),   Bind<&Sub>("natSub"),         Bind<&Mul>("natMul"), Bind<&DivMod>("natDivMod"), Bind<&Cmp>("natCmp"),
    Bind<&Shl>("natShl"),   Bind<&Shr>("natShr"),         Bind<&Bitwise>("natBitwise"), Bind<&Gcd>("natGCD"),  Bind<&Sqrt>("natSqrt"),
    Bind<&Pow>("natPow"),   Bind<&PowMod>("natPowMod"),   Bind<&ToText>("natText"), Bind<&FromText>("natParse"),
};

}  // namespace

extern constinit const NativePackage kPackage_math_big = {"math/big", kNatives};

}  // namespace golite::stdlib
