// This file implements the natives of package math/big: arithmetic of natural numbers, over Boost.Multiprecision. A natural
// number is a []Word, least significant word first, without leading zeros.
#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <exception>
#include <iterator>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

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

int64_t Words(const cpp_int& x) { return x == 0 ? 0 : static_cast<int64_t>(msb(x) / 64 + 1); }

// Notes work of so many steps on words, some nanoseconds each. True: the run is to end, and any result will do.
bool TooLong(Mutator& m, int64_t steps) {
  m.heap.NoteWork(static_cast<uint64_t>(steps) * 8);
  return m.Interrupted();
}

// x * y, in pieces between which the run can end.
cpp_int Product(Mutator& m, const cpp_int& x, const cpp_int& y) {
  constexpr int64_t kPiece = 512;
  const int64_t n = Words(x), k = Words(y);
  if (n < k) return Product(m, y, x);
  if (n <= kPiece || k <= 32) return TooLong(m, n * std::min<int64_t>(k, 32)) ? cpp_int() : cpp_int(x * y);
  if (!m.heap.Affords(static_cast<uint64_t>(n + k) * 8)) return {};
  // Karatsuba; a much shorter factor is not split. Of long numbers each step takes its time, and when one was left off the
  // parts do not fit together.
  const auto half = static_cast<size_t>(n / 2) * 64;
  const cpp_int mask = (cpp_int(1) << half) - 1;
  const cpp_int x0 = x & mask;
  if (m.Interrupted()) return {};
  const cpp_int x1 = x >> half;
  if (k <= n / 2) {
    const cpp_int low = Product(m, x0, y);
    cpp_int high = Product(m, x1, y);
    if (m.Interrupted()) return {};
    high <<= half;
    return m.Interrupted() ? cpp_int() : cpp_int(low + high);
  }
  const cpp_int y0 = y & mask;
  if (m.Interrupted()) return {};
  const cpp_int y1 = y >> half;
  const cpp_int low = Product(m, x0, y0);
  cpp_int high = Product(m, x1, y1);
  if (m.Interrupted()) return {};
  cpp_int middle = Product(m, x0 + x1, y0 + y1);
  if (m.Interrupted()) return {};
  middle -= low;
  middle -= high;
  if (m.Interrupted()) return {};
  middle <<= half;
  if (m.Interrupted()) return {};
  high <<= 2 * half;
  if (m.Interrupted()) return {};
  high += middle;
  high += low;
  return high;
}

// x / y and the rest, likewise. Requires: y is not zero.
void Divide(Mutator& m, const cpp_int& x, const cpp_int& y, cpp_int& q, cpp_int& r) {
  constexpr int64_t kSteps = 1 << 16;
  const int64_t n = Words(x), k = Words(y);
  if ((n - k) * k <= kSteps) {
    if (!TooLong(m, std::max<int64_t>(n - k, 1) * k)) divide_qr(x, y, q, r);
    return;
  }
  // From the top, as many words at a time as take few steps.
  const int64_t piece = std::max<int64_t>(1, kSteps / k);
  q = 0;
  r = 0;
  for (int64_t at = (n - 1) / piece * piece; at >= 0; at -= piece) {
    const auto bits = static_cast<size_t>(piece) * 64;
    const cpp_int part = (x >> (static_cast<size_t>(at) * 64)) & ((cpp_int(1) << bits) - 1);
    cpp_int digit, rest;
    divide_qr(cpp_int((r << bits) | part), y, digit, rest);
    q = (q << bits) | digit;
    r = std::move(rest);
    if (TooLong(m, piece * k + n)) return;
  }
}

cpp_int Power(Mutator& m, cpp_int x, uint64_t n) {
  cpp_int result = 1;
  const uint64_t bits = x == 0 ? 1 : msb(x) + 1;
  if (bits > 1 && !m.heap.Affords(n / 8 > UINT64_MAX / bits ? UINT64_MAX : bits * n / 8)) return {};
  for (; n != 0 && !m.Interrupted(); n >>= 1) {
    if (n & 1) result = Product(m, result, x);
    if (n > 1) x = Product(m, x, x);
  }
  return result;
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
  if (x.len > 32 && y.len > 32) return Store(m, Product(m, Load(x), Load(y)));
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
  Divide(m, Load(x), Load(y), q, r);
  return {Store(m, q), Store(m, r)};
}

int64_t Cmp(Nat x, Nat y) {
  if (x.len != y.len) return x.len < y.len ? -1 : 1;
  for (int64_t i = x.len - 1; i >= 0; --i) {
    if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
  }
  return 0;
}

Nat Shl(Mutator& m, Nat x, uint64_t n) {
  return x.len == 0 || !m.heap.Affords(n / 8 + static_cast<uint64_t>(x.len) * 8) ? Nat{} : Store(m, Load(x) << n);
}
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

// Two linear combinations of a pair of numbers, which have the same greatest common divisor: a = A*a + B*b, b = C*a + D*b.
struct Reduction {
  int64_t A = 1, B = 0, C = 0, D = 1;
};

// Lehmer's step: what Euclid's algorithm does to a and b as far as their leading 61 bits decide that, a and b being the first
// of them.
Reduction Reduce(int64_t a, int64_t b) {
  Reduction r;
  // Each quotient is the same for all numbers that begin like that.
  while (b + r.C != 0 && b + r.D != 0) {
    const int64_t q = (a + r.A) / (b + r.C);
    if (q != (a + r.B) / (b + r.D)) break;
    r = {r.C, r.D, r.A - q * r.C, r.B - q * r.D};
    a = std::exchange(b, a - q * b);
  }
  return r;
}

// Requires: of the reduction's results none is negative. False: the run is to end.
bool Apply(Mutator& m, const Reduction& r, std::vector<uint64_t>& a, std::vector<uint64_t>& b) {
  constexpr size_t kBetweenLooks = 1 << 14;
  __int128 first = 0, second = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    const __int128 x = a[i], y = i < b.size() ? b[i] : 0;
    first += r.A * x + r.B * y;
    second += r.C * x + r.D * y;
    a[i] = static_cast<uint64_t>(first);
    if (i < b.size()) b[i] = static_cast<uint64_t>(second);
    first >>= 64;
    second >>= 64;
    if (i % kBetweenLooks == kBetweenLooks - 1 && m.Interrupted()) return false;
  }
  while (!a.empty() && a.back() == 0) a.pop_back();
  while (!b.empty() && b.back() == 0) b.pop_back();
  return true;
}

// The 61 bits of x from the leading bit of a number of n words on that has `zeros` zeros before it.
int64_t Leading(const std::vector<uint64_t>& x, size_t n, int zeros) {
  const auto word = [&](size_t i) { return i < x.size() ? x[i] : uint64_t{0}; };
  const uint64_t bits = zeros == 0 ? word(n - 1) : word(n - 1) << zeros | word(n - 2) >> (64 - zeros);
  return static_cast<int64_t>(bits >> 3);
}

Nat Gcd(Mutator& m, Nat x, Nat y) {
  std::vector<uint64_t> a(x.begin(), x.end()), b(y.begin(), y.end());
  const auto nat = [&](std::vector<uint64_t>& v) { return Nat{v.data(), static_cast<int64_t>(v.size()), static_cast<int64_t>(v.size())}; };
  if (Cmp(x, y) < 0) std::swap(a, b);
  while (b.size() > 1) {
    if (TooLong(m, static_cast<int64_t>(a.size()))) return {};
    Reduction r;
    if (a.size() - b.size() <= 1) {
      const int zeros = std::countl_zero(a.back());
      r = Reduce(Leading(a, a.size(), zeros), Leading(b, a.size(), zeros));
    }
    if (r.B != 0) {
      if (!Apply(m, r, a, b)) return {};
      continue;
    }
    // The quotient is long.
    cpp_int q, rest;
    Divide(m, Load(nat(a)), Load(nat(b)), q, rest);
    if (m.Interrupted()) return {};
    a = std::move(b);
    b.clear();
    if (rest != 0) export_bits(rest, std::back_inserter(b), 64, /*msv_first=*/false);
  }
  if (b.empty()) {
    const Nat z = m.NewScalarSlice<uint64_t>(static_cast<int64_t>(a.size()));
    std::ranges::copy(a, z.begin());
    return z;
  }
  unsigned __int128 rest = 0;
  for (size_t i = a.size(); i-- > 0;) rest = (rest << 64 | a[i]) % b[0];
  Nat z = m.NewScalarSlice<uint64_t>(1);
  z[0] = std::gcd(static_cast<uint64_t>(rest), b[0]);
  return z;
}

Nat Sqrt(Mutator& m, Nat x) {
  constexpr int64_t kPiece = 512;
  const cpp_int value = Load(x);
  if (x.len <= kPiece) return Store(m, cpp_int(sqrt(value)));
  // Newton's iteration from above.
  for (cpp_int root = cpp_int(1) << (msb(value) / 2 + 1);;) {
    cpp_int q, r;
    Divide(m, value, root, q, r);
    cpp_int next = (root + q) >> 1;
    if (next >= root || m.Interrupted()) return Store(m, root);
    root = std::move(next);
  }
}

Nat Pow(Mutator& m, Nat x, uint64_t n) { return Store(m, Power(m, Load(x), n)); }

// Requires: mod is not zero.
Nat PowMod(Mutator& m, Nat x, Nat y, Nat mod) {
  constexpr int64_t kPiece = 64;
  const cpp_int modulus = Load(mod), exponent = Load(y);
  if (mod.len <= kPiece && y.len <= kPiece) {
    m.heap.NoteWork(static_cast<uint64_t>(mod.len * mod.len * y.len) * 512);
    return Store(m, cpp_int(powm(Load(x), exponent, modulus)));
  }
  cpp_int base = Load(x), result = 1, q, r;
  const auto times = [&](const cpp_int& a, const cpp_int& b) {
    Divide(m, Product(m, a, b), modulus, q, r);
    return r;
  };
  for (int64_t i = y.len * 64 - 1; i >= 0 && !m.Interrupted(); --i) {
    result = times(result, result);
    if (bit_test(exponent, static_cast<unsigned>(i))) result = times(result, base);
  }
  Divide(m, result, modulus, q, r);
  return Store(m, r);
}

// Digits in a base from 2 to 62, halving the number where it is long.
void AppendDigits(Mutator& m, std::string& out, cpp_int value, unsigned base, size_t width) {
  constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  if (width > 200) {
    const size_t low = width / 2;
    cpp_int high, rest;
    Divide(m, value, Power(m, base, low), high, rest);
    if (m.Interrupted()) return;
    AppendDigits(m, out, std::move(high), base, width - low);
    AppendDigits(m, out, std::move(rest), base, low);
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

std::string ToText(Mutator& m, Nat x, int64_t base) {
  if (x.len == 0) return "0";
  cpp_int value = Load(x);
  // At most so many digits: each has at least floor(log2(base)) bits.
  int bits = 1;
  while ((int64_t{2} << bits) <= base) ++bits;
  std::string out;
  AppendDigits(m, out, std::move(value), static_cast<unsigned>(base), (msb(Load(x)) + 1 + static_cast<size_t>(bits) - 1) / static_cast<size_t>(bits));
  return out.empty() ? out : out.substr(std::min(out.find_first_not_of('0'), out.size() - 1));
}

cpp_int ParseDigits(Mutator& m, std::string_view s, unsigned base) {
  if (s.size() > 200) {
    const size_t low = s.size() / 2;
    if (m.Interrupted()) return {};
    return Product(m, ParseDigits(m, s.substr(0, s.size() - low), base), Power(m, base, low)) +
           ParseDigits(m, s.substr(s.size() - low), base);
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
Nat FromText(Mutator& m, std::string_view s, int64_t base) { return Store(m, ParseDigits(m, s, static_cast<unsigned>(base))); }

constexpr Native kNatives[] = {
    Bind<&Add>("natAdd"),   Bind<&Sub>("natSub"),         Bind<&Mul>("natMul"), Bind<&DivMod>("natDivMod"), Bind<&Cmp>("natCmp"),
    Bind<&Shl>("natShl"),   Bind<&Shr>("natShr"),         Bind<&Bitwise>("natBitwise"), Bind<&Gcd>("natGCD"),  Bind<&Sqrt>("natSqrt"),
    Bind<&Pow>("natPow"),   Bind<&PowMod>("natPowMod"),   Bind<&ToText>("natText"), Bind<&FromText>("natParse"),
};

}  // namespace

extern constinit const NativePackage kPackage_math_big = {"math/big", kNatives};

}  // namespace golite::stdlib
