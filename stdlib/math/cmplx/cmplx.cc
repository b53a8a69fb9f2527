// This file implements the natives of math/cmplx, after Cephes, with the special values of C99.
#include <cmath>

#include "stdlib/math/functions.h"
#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

using math::kInf;
using math::kNan;
using math::kPi;
using Complex = runtime::Complex128;

constexpr Complex kComplexInf = {kInf, kInf};
constexpr Complex kComplexNan = {kNan, kNan};

bool IsInf(double x) { return std::isinf(x); }
bool IsNan(double x) { return std::isnan(x); }
bool IsFinite(double x) { return std::isfinite(x); }

Complex TimesI(Complex x) { return {-x.im, x.re}; }
Complex TimesMinusI(Complex x) { return {x.im, -x.re}; }
Complex Add(Complex x, Complex y) { return {x.re + y.re, x.im + y.im}; }
Complex Square(Complex x) { return {x.re * x.re - x.im * x.im, x.re * x.im + x.im * x.re}; }

double Abs(Complex x) { return math::Hypot(x.re, x.im); }
double Phase(Complex x) { return math::Atan2(x.im, x.re); }
Complex Log(Complex x) { return {math::Log(Abs(x)), Phase(x)}; }

Complex Polar(double r, double theta) {
  const auto [s, c] = math::Sincos(theta);
  return {r * c, r * s};
}

std::pair<double, double> SinhCosh(double x) {
  if (std::fabs(x) <= 0.5) return {math::Sinh(x), math::Cosh(x)};
  double e = math::Exp(x);
  const double inverse = 0.5 / e;
  e *= 0.5;
  return {e - inverse, e + inverse};
}

// x minus the nearest multiple of pi.
double ReducePi(double x) {
  if (std::fabs(x) >= 0x1p30) {
    // atan(tan(x)) is that; tan reduces large arguments exactly.
    return math::Atan(math::Tan(x));
  }
  constexpr double kA = 3.141592502593994, kB = 1.5099578831723193e-07, kC = 1.0780605716316238e-14;
  const auto t = static_cast<double>(static_cast<int64_t>(x / kPi + 0.5));
  return ((x - t * kA) - t * kB) - t * kC;
}

// cosh(2 im) - cos(2 re) near its zeros, as a series.
double TanSeries(Complex z) {
  double x = ReducePi(std::fabs(2 * z.re));
  double y = std::fabs(2 * z.im);
  x *= x;
  y *= y;
  double x2 = 1, y2 = 1, f = 1, n = 0, d = 0, t = 0;
  do {
    for (const double sign : {1.0, -1.0}) {
      f *= ++n;
      f *= ++n;
      x2 *= x;
      y2 *= y;
      t = (y2 + sign * x2) / f;
      d += t;
    }
  } while (std::fabs(t / d) > 0x1p-53);
  return d;
}

Complex Sqrt(Complex x) {
  if (x.im == 0) {
    if (x.re == 0) return {0, x.im};
    if (x.re < 0) return {0, std::copysign(std::sqrt(-x.re), x.im)};
    return {std::sqrt(x.re), x.im};
  }
  if (IsInf(x.im)) return {kInf, x.im};
  if (x.re == 0) {
    if (x.im < 0) {
      const double r = std::sqrt(-0.5 * x.im);
      return {r, -r};
    }
    const double r = std::sqrt(0.5 * x.im);
    return {r, r};
  }
  // Scale against overflow and loss of digits.
  const bool large = std::fabs(x.re) > 4 || std::fabs(x.im) > 4;
  const double scale = large ? 2 : 0x1p-27;
  const double factor = large ? 0.25 : 0x1p54;
  const double a = x.re * factor;
  const double b = x.im * factor;
  double r = math::Hypot(a, b);
  double t;
  if (a > 0) {
    t = std::sqrt(0.5 * r + 0.5 * a);
    r = scale * std::fabs((0.5 * b) / t);
    t *= scale;
  } else {
    r = std::sqrt(0.5 * r - 0.5 * a);
    t = scale * std::fabs((0.5 * b) / r);
    r *= scale;
  }
  return {t, b < 0 ? -r : r};
}

Complex Exp(Complex x) {
  if (IsInf(x.re)) {
    if (x.re > 0 && x.im == 0) return x;
    if (!IsFinite(x.im)) {
      if (x.re < 0) return {0, std::copysign(0, x.im)};
      return {kInf, kNan};
    }
  } else if (IsNan(x.re) && x.im == 0) {
    return {kNan, x.im};
  }
  return Polar(math::Exp(x.re), x.im);
}

Complex Pow(Complex x, Complex y) {
  if (x.re == 0 && x.im == 0) {
    if ((IsNan(y.re) || IsNan(y.im)) && !IsInf(y.re) && !IsInf(y.im)) return kComplexNan;
    if (y.re == 0) return {1, 0};
    if (y.re < 0) return y.im == 0 ? Complex{kInf, 0} : kComplexInf;
    return {0, 0};
  }
  const double modulus = Abs(x);
  if (modulus == 0) return {0, 0};
  double r = math::Pow(modulus, y.re);
  const double phase = Phase(x);
  double theta = y.re * phase;
  if (y.im != 0) {
    r *= math::Exp(-y.im * phase);
    theta += y.im * math::Log(modulus);
  }
  return Polar(r, theta);
}

Complex Sin(Complex x) {
  if (x.im == 0 && !IsFinite(x.re)) return {kNan, x.im};
  if (IsInf(x.im)) {
    if (x.re == 0) return x;
    if (!IsFinite(x.re)) return {kNan, x.im};
  } else if (x.re == 0 && IsNan(x.im)) {
    return x;
  }
  const auto [s, c] = math::Sincos(x.re);
  const auto [sh, ch] = SinhCosh(x.im);
  return {s * ch, c * sh};
}

Complex Sinh(Complex x) {
  if (x.re == 0 && !IsFinite(x.im)) return {x.re, kNan};
  if (IsInf(x.re)) {
    if (x.im == 0) return x;
    if (!IsFinite(x.im)) return {x.re, kNan};
  } else if (x.im == 0 && IsNan(x.re)) {
    return {kNan, x.im};
  }
  const auto [s, c] = math::Sincos(x.im);
  const auto [sh, ch] = SinhCosh(x.re);
  return {c * sh, s * ch};
}

Complex Cos(Complex x) {
  if (x.im == 0 && !IsFinite(x.re)) return {kNan, -x.im * std::copysign(0, x.re)};
  if (IsInf(x.im)) {
    if (x.re == 0) return {kInf, -x.re * std::copysign(0, x.im)};
    if (!IsFinite(x.re)) return {kInf, kNan};
  } else if (x.re == 0 && IsNan(x.im)) {
    return {kNan, 0};
  }
  const auto [s, c] = math::Sincos(x.re);
  const auto [sh, ch] = SinhCosh(x.im);
  return {c * ch, -s * sh};
}

Complex Cosh(Complex x) {
  if (x.re == 0 && !IsFinite(x.im)) return {kNan, x.re * std::copysign(0, x.im)};
  if (IsInf(x.re)) {
    if (x.im == 0) return {kInf, x.im * std::copysign(0, x.re)};
    if (!IsFinite(x.im)) return {kInf, kNan};
  } else if (x.im == 0 && IsNan(x.re)) {
    return {kNan, x.im};
  }
  const auto [s, c] = math::Sincos(x.im);
  const auto [sh, ch] = SinhCosh(x.re);
  return {c * ch, s * sh};
}

Complex Tan(Complex x) {
  if (IsInf(x.im)) {
    const double zero = IsFinite(x.re) ? math::Sin(2 * x.re) : x.re;
    return {std::copysign(0, zero), std::copysign(1, x.im)};
  }
  if (x.re == 0 && IsNan(x.im)) return x;
  double d = math::Cos(2 * x.re) + math::Cosh(2 * x.im);
  if (std::fabs(d) < 0.25) d = TanSeries(x);
  if (d == 0) return kComplexInf;
  return {math::Sin(2 * x.re) / d, math::Sinh(2 * x.im) / d};
}

Complex Cot(Complex x) {
  double d = math::Cosh(2 * x.im) - math::Cos(2 * x.re);
  if (std::fabs(d) < 0.25) d = TanSeries(x);
  if (d == 0) return kComplexInf;
  return {math::Sin(2 * x.re) / d, -math::Sinh(2 * x.im) / d};
}

Complex Tanh(Complex x) {
  if (IsInf(x.re)) {
    const double zero = IsFinite(x.im) ? math::Sin(2 * x.im) : x.im;
    return {std::copysign(1, x.re), std::copysign(0, zero)};
  }
  if (x.im == 0 && IsNan(x.re)) return x;
  const double d = math::Cosh(2 * x.re) + math::Cos(2 * x.im);
  if (d == 0) return kComplexInf;
  return {math::Sinh(2 * x.re) / d, math::Sin(2 * x.im) / d};
}

Complex Asin(Complex x) {
  if (x.im == 0 && std::fabs(x.re) <= 1) return {math::Asin(x.re), x.im};
  if (x.re == 0 && std::fabs(x.im) <= 1) return {x.re, math::Asinh(x.im)};
  if (IsNan(x.im)) {
    if (x.re == 0) return {x.re, kNan};
    return IsInf(x.re) ? Complex{kNan, x.re} : kComplexNan;
  }
  if (IsInf(x.im)) {
    if (IsNan(x.re)) return x;
    return {std::copysign(IsInf(x.re) ? kPi / 4 : 0, x.re), x.im};
  }
  if (IsInf(x.re)) return {std::copysign(kPi / 2, x.re), std::copysign(x.re, x.im)};
  const Complex xx = Square(x);
  return TimesMinusI(Log(Add(TimesI(x), Sqrt({1 - xx.re, -xx.im}))));
}

Complex Asinh(Complex x) {
  if (x.im == 0 && std::fabs(x.re) <= 1) return {math::Asinh(x.re), x.im};
  if (x.re == 0 && std::fabs(x.im) <= 1) return {x.re, math::Asin(x.im)};
  if (IsInf(x.re)) {
    if (IsNan(x.im)) return x;
    return {x.re, std::copysign(IsInf(x.im) ? kPi / 4 : 0, x.im)};
  }
  if (IsNan(x.re)) {
    if (x.im == 0) return x;
    return IsInf(x.im) ? Complex{x.im, x.re} : kComplexNan;
  }
  if (IsInf(x.im)) return {std::copysign(x.im, x.re), std::copysign(kPi / 2, x.im)};
  const Complex xx = Square(x);
  return Log(Add(x, Sqrt({1 + xx.re, xx.im})));
}

Complex Acos(Complex x) {
  const Complex w = Asin(x);
  return {kPi / 2 - w.re, -w.im};
}

Complex Acosh(Complex x) {
  if (x.re == 0 && x.im == 0) return {0, std::copysign(kPi / 2, x.im)};
  const Complex w = Acos(x);
  return w.im <= 0 ? TimesI(w) : TimesMinusI(w);
}

Complex Atan(Complex x) {
  if (x.im == 0) return {math::Atan(x.re), x.im};
  if (x.re == 0 && std::fabs(x.im) <= 1) return {x.re, math::Atanh(x.im)};
  if (IsInf(x.im) || IsInf(x.re)) {
    if (IsNan(x.re)) return {kNan, std::copysign(0, x.im)};
    return {std::copysign(kPi / 2, x.re), std::copysign(0, x.im)};
  }
  if (IsNan(x.re) || IsNan(x.im)) return kComplexNan;
  const double x2 = x.re * x.re;
  const double a = 1 - x2 - x.im * x.im;
  if (a == 0) return kComplexNan;
  const double w = ReducePi(0.5 * math::Atan2(2 * x.re, a));
  double t = x.im - 1;
  const double b = x2 + t * t;
  if (b == 0) return kComplexNan;
  t = x.im + 1;
  return {w, 0.25 * math::Log((x2 + t * t) / b)};
}

Complex Atanh(Complex x) { return TimesMinusI(Atan(TimesI(x))); }

constexpr Native kNatives[] = {
    Bind<&Sqrt>("Sqrt"), Bind<&Exp>("Exp"),   Bind<&Pow>("Pow"),     Bind<&Sin>("Sin"),     Bind<&Cos>("Cos"),
    Bind<&Tan>("Tan"),   Bind<&Cot>("Cot"),   Bind<&Sinh>("Sinh"),   Bind<&Cosh>("Cosh"),   Bind<&Tanh>("Tanh"),
    Bind<&Asin>("Asin"), Bind<&Acos>("Acos"), Bind<&Atan>("Atan"),   Bind<&Asinh>("Asinh"), Bind<&Acosh>("Acosh"),
    Bind<&Atanh>("Atanh"),
};

}  // namespace

extern constinit const NativePackage kPackage_math_cmplx = {"math/cmplx", kNatives};

}  // namespace golite::stdlib
