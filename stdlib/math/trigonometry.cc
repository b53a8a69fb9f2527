// This file implements the trigonometric functions, after Cephes.
#include <bit>
#include <cmath>

#include "stdlib/math/functions.h"

namespace golite::stdlib::math {
namespace {

constexpr double kSin[] = {1.58962301576546568060e-10, -2.50507477628578072866e-8, 2.75573136213857245213e-6,
                           -1.98412698295895385996e-4, 8.33333333332211858878e-3,  -1.66666666666666307295e-1};
constexpr double kCos[] = {-1.13585365213876817300e-11, 2.08757008419747316778e-9, -2.75573141792967388112e-7,
                           2.48015872888517045348e-5,   -1.38888888888730564116e-3, 4.16666666666665929218e-2};

// The bits of 4/pi, for the reduction of large arguments (Payne and Hanek).
constexpr uint64_t kFourOverPi[] = {
    0x0000000000000001, 0x45f306dc9c882a53, 0xf84eafa3ea69bb81, 0xb6c52b3278872083, 0xfca2c757bd778ac3,
    0x6e48dc74849ba5c0, 0x0c925dd413a32439, 0xfc3bd63962534e7d, 0xd1046bea5d768909, 0xd338e04d68befc82,
    0x7323ac7306a673e9, 0x3908bf177bf25076, 0x3ff12fffbc0b301f, 0xde5e2316b414da3e, 0xda6cfd9e4f96136e,
    0x9e8c7ecd3cbfd45a, 0xea4f758fd7cbe2f6, 0x7a0e73ef14a525d4, 0xd7f6bf623f1aba10, 0xac06608df8f6d757};

// An angle in [0, inf) as an even octant and the rest, which lies in [-pi/4, pi/4].
struct Reduced {
  uint64_t octant;
  double rest;
};

Reduced ReduceLarge(double x) {
  const auto bits = std::bit_cast<uint64_t>(x);
  const int exponent = static_cast<int>(bits >> 52) - 1023 - 52;
  const uint64_t mantissa = (bits & 0x000fffffffffffff) | uint64_t{1} << 52;
  // The three words of 4/pi whose product with the mantissa has its integer part in the top three bits.
  const unsigned word = static_cast<unsigned>(exponent + 61) / 64;
  const unsigned shift = static_cast<unsigned>(exponent + 61) % 64;
  const auto take = [&](unsigned i) {
    const uint64_t high = kFourOverPi[word + i] << shift;
    return shift == 0 ? high : high | kFourOverPi[word + i + 1] >> (64 - shift);
  };
  using U128 = unsigned __int128;
  const U128 low = U128{take(2)} * mantissa >> 64;
  const U128 product = (U128{take(0) * mantissa} << 64) + U128{take(1)} * mantissa + low;
  uint64_t octant = static_cast<uint64_t>(product >> 125);
  // The bits that move up from the low word are, as in Go, those of the word before the octant was shifted out.
  const auto lo = static_cast<uint64_t>(product);
  const auto hi = static_cast<uint64_t>(product << 3 >> 64);
  const int zeros = std::countl_zero(hi);
  const uint64_t digits = static_cast<uint64_t>(((U128{hi} << 64) | lo) << (zeros + 1) >> 64) >> 12;
  double z = std::bit_cast<double>(static_cast<uint64_t>(1023 - (zeros + 1)) << 52 | digits);
  if ((octant & 1) == 1) {
    octant = (octant + 1) & 7;
    z -= 1;
  }
  return {octant, z * (kPi / 4)};
}

Reduced Reduce(double x) {
  constexpr double kLarge = 1 << 29;
  if (x >= kLarge) return ReduceLarge(x);
  auto octant = static_cast<uint64_t>(x * 1.273239544735162686151070106980114896);  // 4/pi
  auto y = static_cast<double>(octant);
  if ((octant & 1) == 1) {
    ++octant;
    y += 1;
  }
  // pi/4 in three parts.
  constexpr double kA = 7.85398125648498535156e-1, kB = 3.77489470793079817668e-8, kC = 2.69515142907905952645e-15;
  return {octant & 7, ((x - y * kA) - y * kB) - y * kC};
}

double SinPoly(double z, double zz) { return z + z * zz * Descending(zz, kSin); }
double CosPoly(double zz) { return 1.0 - 0.5 * zz + zz * zz * Descending(zz, kCos); }

// atan for x in [0, 0.66].
double AtanSmall(double x) {
  constexpr double kP[] = {-8.750608600031904122785e-01, -1.615753718733365076637e+01, -7.500855792314704667340e+01,
                           -1.228866684490136173410e+02, -6.485021904942025371773e+01};
  constexpr double kQ[] = {1.0, 2.485846490142306297962e+01, 1.650270098316988542046e+02, 4.328810604912902668951e+02,
                           4.853903996359136964868e+02, 1.945506571482613964425e+02};
  double z = x * x;
  z = z * Descending(z, kP) / Descending(z, kQ);
  return x * z + x;
}

// atan for x >= 0.
double AtanPositive(double x) {
  constexpr double kMoreBits = 6.123233995736765886130e-17;  // of pi/2
  constexpr double kTan3Pi8 = 2.41421356237309504880;
  if (x <= 0.66) return AtanSmall(x);
  if (x > kTan3Pi8) return kPi / 2 - AtanSmall(1 / x) + kMoreBits;
  return kPi / 4 + AtanSmall((x - 1) / (x + 1)) + 0.5 * kMoreBits;
}

}  // namespace

double Sin(double x) {
  if (x == 0 || std::isnan(x)) return x;
  if (std::isinf(x)) return kNan;
  bool negative = x < 0;
  auto [octant, z] = Reduce(std::fabs(x));
  if (octant > 3) {
    negative = !negative;
    octant -= 4;
  }
  const double zz = z * z;
  const double y = octant == 2 ? CosPoly(zz) : SinPoly(z, zz);
  return negative ? -y : y;
}

double Cos(double x) {
  if (std::isnan(x) || std::isinf(x)) return kNan;
  auto [octant, z] = Reduce(std::fabs(x));
  bool negative = false;
  if (octant > 3) {
    negative = true;
    octant -= 4;
  }
  if (octant > 1) negative = !negative;
  const double zz = z * z;
  const double y = octant == 2 ? SinPoly(z, zz) : CosPoly(zz);
  return negative ? -y : y;
}

std::pair<double, double> Sincos(double x) { return {x == 0 ? x : Sin(x), Cos(x)}; }

double Tan(double x) {
  constexpr double kP[] = {-1.30936939181383777646e4, 1.15351664838587416140e6, -1.79565251976484877988e7};
  constexpr double kQ[] = {1.0, 1.36812963470692954678e4, -1.32089234440210967447e6, 2.50083801823357915839e7,
                           -5.38695755929454629881e7};
  if (x == 0 || std::isnan(x)) return x;
  if (std::isinf(x)) return kNan;
  const auto [octant, z] = Reduce(std::fabs(x));
  const double zz = z * z;
  double y = z;
  if (zz > 1e-14) y = z + z * (zz * Descending(zz, kP) / Descending(zz, kQ));
  if ((octant & 2) == 2) y = -1 / y;
  return x < 0 ? -y : y;
}

double Asin(double x) {
  if (x == 0) return x;
  const double a = std::fabs(x);
  if (!(a <= 1)) return kNan;
  const double root = std::sqrt(1 - a * a);
  const double y = a > 0.7 ? kPi / 2 - AtanPositive(root / a) : AtanPositive(a / root);
  return x < 0 ? -y : y;
}

double Acos(double x) { return kPi / 2 - Asin(x); }

double Atan(double x) {
  if (x == 0) return x;
  return x > 0 ? AtanPositive(x) : -AtanPositive(-x);
}

double Atan2(double y, double x) {
  if (std::isnan(y) || std::isnan(x)) return kNan;
  if (y == 0) return std::copysign(x >= 0 && !std::signbit(x) ? 0 : kPi, y);
  if (x == 0) return std::copysign(kPi / 2, y);
  if (std::isinf(x)) {
    if (x > 0) return std::copysign(std::isinf(y) ? kPi / 4 : 0, y);
    return std::copysign(std::isinf(y) ? 3 * kPi / 4 : kPi, y);
  }
  if (std::isinf(y)) return std::copysign(kPi / 2, y);
  const double q = Atan(y / x);
  if (x < 0) return q <= 0 ? q + kPi : q - kPi;
  return q;
}

}  // namespace golite::stdlib::math
