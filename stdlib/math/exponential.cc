// This file implements exponential functions, logarithms, powers and roots.
#include <bit>
#include <cmath>

#include "stdlib/math/functions.h"

namespace golite::stdlib::math {
namespace {

constexpr double kLogCoefficients[] = {6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01,
                                       2.222219843214978396e-01, 1.818357216161805012e-01, 1.531383769920937332e-01,
                                       1.479819860511658591e-01};

double AddToExponent(double y, int k) {
  return std::bit_cast<double>(std::bit_cast<uint64_t>(y) + (static_cast<uint64_t>(static_cast<int64_t>(k)) << 52));
}

bool IsOddInt(double x) { return std::fabs(x) < 0x1p63 && std::trunc(x) == x && (static_cast<int64_t>(x) & 1) == 1; }

// Pow where none of the arguments is 0, 1, infinite or a NaN.
double PowFinite(double x, double y) {
  double whole = 0;
  double fraction = std::modf(std::fabs(y), &whole);
  if (fraction != 0 && x < 0) return kNan;
  if (whole >= 0x1p63) {
    if (x == -1) return 1;
    return (std::fabs(x) < 1) == (y > 0) ? 0 : kInf;
  }
  // The answer is mantissa * 2^exponent.
  double mantissa = 1;
  int64_t exponent = 0;
  if (fraction != 0) {
    if (fraction > 0.5) {
      fraction -= 1;
      whole += 1;
    }
    mantissa = Exp(fraction * Log(x));
  }
  auto [square, square_exponent] = Frexp(x);
  for (auto i = static_cast<int64_t>(whole); i != 0; i >>= 1) {
    if (square_exponent < -(1 << 12) || square_exponent > 1 << 12) {
      // The result overflows or underflows whatever follows.
      exponent += square_exponent;
      break;
    }
    if ((i & 1) == 1) {
      mantissa *= square;
      exponent += square_exponent;
    }
    square *= square;
    square_exponent *= 2;
    if (square < 0.5) {
      square += square;
      --square_exponent;
    }
  }
  if (y < 0) {
    mantissa = 1 / mantissa;
    exponent = -exponent;
  }
  return Ldexp(mantissa, exponent);
}

}  // namespace

std::pair<double, int64_t> Frexp(double x) {
  if (x == 0 || !std::isfinite(x)) return {x, 0};
  int exponent = 0;
  const double fraction = std::frexp(x, &exponent);
  return {fraction, exponent};
}

double Ldexp(double x, int64_t exponent) {
  constexpr int64_t kFar = 5000;  // beyond it the result is 0 or infinite
  return std::ldexp(x, static_cast<int>(exponent > kFar ? kFar : exponent < -kFar ? -kFar : exponent));
}

// A Taylor series of the argument divided by 16, squared back four times.
double Exp(double x) {
  constexpr double kUpper = 0.69314718055966295651160180568695068359375;
  constexpr double kLower = 0.28235290563031577122588448175013436025525412068e-12;
  constexpr double kTaylor[] = {2.4801587301587301587e-5, 1.9841269841269841270e-4, 1.3888888888888888889e-3,
                                8.3333333333333333333e-3, 4.1666666666666666667e-2, 1.6666666666666666667e-1, 0.5, 1.0};
  if (std::isnan(x) || x == kInf) return x;
  if (x > 7.09782712893384e+02) return kInf;
  if (x < -800) return 0;
  const double k = std::nearbyint(x * 1.4426950408889634073599246810018920);
  x = std::fma(-k, kUpper, x);
  x = std::fma(-k, kLower, x);
  x *= 0.0625;
  double y = kTaylor[0];
  for (size_t i = 1; i < std::size(kTaylor); ++i) y = std::fma(y, x, kTaylor[i]);
  x *= y;
  for (int i = 0; i < 3; ++i) x *= x + 2.0;
  x = std::fma(x, x + 2.0, 1.0);
  const int exponent = static_cast<int>(k);
  if (exponent + 0x3FF < -52) return 0;
  return std::ldexp(x, exponent);
}

double Exp2(double x) {
  constexpr double kP[] = {1.66666666666666657415e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05,
                           -1.65339022054652515390e-06, 4.13813679705723846039e-08};
  if (std::isnan(x) || x == kInf) return x;
  if (x > 1.0239999999999999e+03) return kInf;
  if (x < -1.0740e+03) return 0;
  const int k = x > 0 ? static_cast<int>(x + 0.5) : x < 0 ? static_cast<int>(x - 0.5) : 0;
  const double t = x - k;
  const double hi = t * kLn2Hi;
  const double lo = -t * kLn2Lo;
  const double r = hi - lo;
  const double rr = r * r;
  const double c = r - rr * Ascending(rr, kP);
  return std::ldexp(1 - ((lo - (r * c) / (2 - c)) - hi), k);
}

double Expm1(double x) {
  constexpr double kQ[] = {1.0, -3.33333333333331316428e-02, 1.58730158725481460165e-03, -7.93650757867487942473e-05,
                           4.00821782732936239552e-06, -2.01099218183624371326e-07};
  constexpr double kOverflow = 7.09782712893383973096e+02;
  if (std::isnan(x) || x == kInf) return x;
  if (x == -kInf) return -1;
  const bool negative = x < 0;
  const double a = std::fabs(x);
  if (a >= 3.88162421113569373274e+01) {  // 56 ln 2
    if (negative) return -1;
    if (a >= kOverflow) return kInf;
  }
  double c = 0;
  int k = 0;
  if (a > 3.46573590279972654709e-01) {  // ln 2 / 2
    double hi, lo;
    if (a < 1.03972077083991796413e+00) {  // 3 ln 2 / 2
      k = negative ? -1 : 1;
      hi = x - k * kLn2Hi;
      lo = k * kLn2Lo;
    } else {
      k = static_cast<int>(1.44269504088896338700e+00 * x + (negative ? -0.5 : 0.5));
      hi = x - k * kLn2Hi;
      lo = k * kLn2Lo;
    }
    x = hi - lo;
    c = (hi - x) - lo;
  } else if (a < 0x1p-54) {
    return x;
  }
  const double half = 0.5 * x;
  const double hxs = x * half;
  const double r1 = Ascending(hxs, kQ);
  double t = 3 - r1 * half;
  double e = hxs * ((r1 - t) / (6.0 - x * t));
  if (k == 0) return x - (x * e - hxs);
  e = x * (e - c) - c;
  e -= hxs;
  if (k == -1) return 0.5 * (x - e) - 0.5;
  if (k == 1) return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e);
  if (k <= -2 || k > 56) return AddToExponent(1 - (e - x), k) - 1;
  if (k < 20) {
    t = std::bit_cast<double>(0x3ff0000000000000 - (uint64_t{0x20000000000000} >> k));  // 1 - 2^-k
    return AddToExponent(t - (e - x), k);
  }
  t = std::bit_cast<double>(static_cast<uint64_t>(0x3ff - k) << 52);  // 2^-k
  return AddToExponent(x - (e + t) + 1, k);
}

double Log(double x) {
  constexpr const double(&l)[7] = kLogCoefficients;
  constexpr double kOdd[] = {l[0], l[2], l[4], l[6]};
  constexpr double kEven[] = {l[1], l[3], l[5]};
  if (std::isnan(x) || x == kInf) return x;
  if (x < 0) return kNan;
  if (x == 0) return -kInf;
  auto [fraction, exponent] = Frexp(x);
  if (fraction < 7.07106781186547524401e-01) {
    fraction *= 2;
    --exponent;
  }
  const double f = fraction - 1;
  const auto k = static_cast<double>(exponent);
  const double s = f / (2 + f);
  const double s2 = s * s;
  const double s4 = s2 * s2;
  const double r = s2 * Ascending(s4, kOdd) + s4 * Ascending(s4, kEven);
  const double half = 0.5 * f * f;
  return k * kLn2Hi - ((half - (s * (half + r) + k * kLn2Lo)) - f);
}

double Log10(double x) { return Log(x) * 0.43429448190325182765; }

double Log2(double x) {
  const auto [fraction, exponent] = Frexp(x);
  // Powers of two give exact answers.
  if (fraction == 0.5) return static_cast<double>(exponent - 1);
  return Log(fraction) * 1.44269504088896340736 + static_cast<double>(exponent);
}

double Log1p(double x) {
  if (x < -1 || std::isnan(x)) return kNan;
  if (x == -1) return -kInf;
  if (x == kInf) return x;
  const double a = std::fabs(x);
  double f = 0, c = 0;
  uint64_t bits = 0;
  int k = 1;
  if (a < 4.142135623730950488017e-01) {  // sqrt(2) - 1
    if (a < 0x1p-29) return a < 0x1p-54 ? x : x - x * x * 0.5;
    if (x > -2.928932188134524755992e-01) {  // sqrt(2)/2 - 1
      k = 0;
      f = x;
      bits = 1;
    }
  }
  if (k != 0) {
    double u = x;
    if (a < 0x1p53) {
      u = 1.0 + x;
      bits = std::bit_cast<uint64_t>(u);
      k = static_cast<int>(bits >> 52) - 1023;
      c = k > 0 ? 1.0 - (u - x) : x - (u - 1.0);
      c /= u;
    } else {
      bits = std::bit_cast<uint64_t>(u);
      k = static_cast<int>(bits >> 52) - 1023;
    }
    bits &= 0x000fffffffffffff;
    if (bits < 0x0006a09e667f3bcd) {  // the mantissa of sqrt(2)
      u = std::bit_cast<double>(bits | 0x3ff0000000000000);
    } else {
      ++k;
      u = std::bit_cast<double>(bits | 0x3fe0000000000000);
      bits = (0x0010000000000000 - bits) >> 2;
    }
    f = u - 1.0;
  }
  const double half = 0.5 * f * f;
  const double dk = k;
  if (bits == 0) {  // |f| < 2^-20
    if (f == 0) {
      if (k == 0) return 0;
      c += dk * kLn2Lo;
      return dk * kLn2Hi + c;
    }
    const double r = half * (1.0 - 0.66666666666666666 * f);
    if (k == 0) return f - r;
    return dk * kLn2Hi - ((r - (dk * kLn2Lo + c)) - f);
  }
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double r = z * Ascending(z, kLogCoefficients);
  if (k == 0) return f - (half - s * (half + r));
  return dk * kLn2Hi - ((half - (s * (half + r) + (dk * kLn2Lo + c))) - f);
}

double Pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  if (y == 1) return x;
  if (std::isnan(x) || std::isnan(y)) return kNan;
  if (x == 0) {
    if (y < 0) {
      if (std::signbit(x) && IsOddInt(y)) return -kInf;
      return kInf;
    }
    return IsOddInt(y) ? x : 0;
  }
  if (std::isinf(y)) {
    if (x == -1) return 1;
    return (std::fabs(x) < 1) == (y > 0) ? 0 : kInf;
  }
  if (std::isinf(x)) {
    if (x < 0) return Pow(1 / x, -y);
    return y < 0 ? 0 : kInf;
  }
  if (y == 0.5) return std::sqrt(x);
  if (y == -0.5) return 1 / std::sqrt(x);
  return PowFinite(x, y);
}

double Cbrt(double x) {
  constexpr uint64_t kB1 = 715094163, kB2 = 696219795;
  constexpr double kC = 5.42857142857142815906e-01, kD = -7.05306122448979611050e-01, kE = 1.41428571428571436819e+00,
                   kF = 1.60714285714285720630e+00, kG = 3.57142857142857150787e-01;
  if (x == 0 || !std::isfinite(x)) return x;
  const double a = std::fabs(x);
  double t;  // right to 5 bits
  if (a < std::numeric_limits<double>::min()) {
    t = std::bit_cast<double>(std::bit_cast<uint64_t>(0x1p54 * a) / 3 + (kB2 << 32));
  } else {
    t = std::bit_cast<double>(std::bit_cast<uint64_t>(a) / 3 + (kB1 << 32));
  }
  double r = t * t / a;  // to 23 bits
  double s = kC + r * t;
  t *= kG + kF / (s + kE + kD / s);
  t = std::bit_cast<double>((std::bit_cast<uint64_t>(t) & (uint64_t{0xFFFFFFFFC} << 28)) + (uint64_t{1} << 30));
  s = t * t;  // one step of Newton's method
  r = a / s;
  r = (r - t) / (t + t + r);
  t = t + t * r;
  return x < 0 ? -t : t;
}

double Hypot(double p, double q) {
  p = std::fabs(p);
  q = std::fabs(q);
  if (p == kInf || q == kInf) return kInf;
  if (std::isnan(p) || std::isnan(q)) return kNan;
  if (p < q) std::swap(p, q);
  if (p == 0) return 0;
  q = q / p;
  return p * std::sqrt(1 + q * q);
}

double Sinh(double x) {
  constexpr double kP[] = {-0.2630563213397497062819489e+2, -0.2894211355989563807284660366e+4,
                           -0.8991272022039509355398013511e+5, -0.6307673640497716991184787251e+6};
  constexpr double kQ[] = {1.0, -0.173678953558233699533450911e+3, 0.1521517378790019070696485176e+5,
                           -0.6307673640497716991212077277e+6};
  const double a = std::fabs(x);
  double y;
  if (a > 21) {
    y = Exp(a) * 0.5;
  } else if (a > 0.5) {
    const double e = Exp(a);
    y = (e - 1 / e) * 0.5;
  } else {
    const double sq = a * a;
    y = Descending(sq, kP) * a / Descending(sq, kQ);
  }
  return std::signbit(x) ? -y : y;
}

double Cosh(double x) {
  const double a = std::fabs(x);
  if (a > 21) return Exp(a) * 0.5;
  const double e = Exp(a);
  return (e + 1 / e) * 0.5;
}

double Tanh(double x) {
  constexpr double kP[] = {-9.64399179425052238628e-1, -9.92877231001918586564e1, -1.61468768441708447952e3};
  constexpr double kQ[] = {1.0, 1.12811678491632931402e2, 2.23548839060100448583e3, 4.84406305325125486048e3};
  const double z = std::fabs(x);
  if (z > 0.5 * 8.8029691931113054295988e+01) return x < 0 ? -1 : 1;
  if (z >= 0.625) {
    const double y = 1 - 2 / (Exp(2 * z) + 1);
    return x < 0 ? -y : y;
  }
  if (x == 0) return x;
  const double s = x * x;
  return x + x * s * Descending(s, kP) / Descending(s, kQ);
}

double Asinh(double x) {
  if (!std::isfinite(x)) return x;
  const double a = std::fabs(x);
  double y;
  if (a > 0x1p28) y = Log(a) + kLn2;
  else if (a > 2) y = Log(2 * a + 1 / (std::sqrt(a * a + 1) + a));
  else if (a < 0x1p-28) y = a;
  else y = Log1p(a + a * a / (1 + std::sqrt(1 + a * a)));
  return x < 0 ? -y : std::signbit(x) ? x : y;
}

double Acosh(double x) {
  if (x < 1 || std::isnan(x)) return kNan;
  if (x == 1) return 0;
  if (x >= 0x1p28) return Log(x) + kLn2;
  if (x > 2) return Log(2 * x - 1 / (x + std::sqrt(x * x - 1)));
  const double t = x - 1;
  return Log1p(t + std::sqrt(2 * t + t * t));
}

double Atanh(double x) {
  const double a = std::fabs(x);
  if (!(a <= 1)) return kNan;
  if (a == 1) return std::copysign(kInf, x);
  double y;
  if (a < 0x1p-28) {
    y = a;
  } else if (a < 0.5) {
    y = a + a;
    y = 0.5 * Log1p(y + y * a / (1 - a));
  } else {
    y = 0.5 * Log1p((a + a) / (1 - a));
  }
  return std::signbit(x) ? -y : y;
}

}  // namespace golite::stdlib::math
