// This file declares the functions of math. Their results are, bit for bit, those of Go on amd64, so they follow the same
// algorithms (Cephes by Stephen Moshier, FreeBSD's msun by Sun Microsystems, SLEEF by Naoki Shibata) in the same order of
// evaluation. What the C library computes exactly is left to it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

namespace golite::stdlib::math {

inline constexpr double kPi = 3.14159265358979323846264338327950288;
inline constexpr double kLn2 = 0.693147180559945309417232121458176568;
inline constexpr double kLn2Hi = 6.93147180369123816490e-01;
inline constexpr double kLn2Lo = 1.90821492927058770002e-10;
inline constexpr double kInf = std::numeric_limits<double>::infinity();
inline constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// The polynomial with the coefficients c, that of the highest power first.
template <size_t n>
constexpr double Descending(double x, const double (&c)[n]) {
  double y = c[0];
  for (size_t i = 1; i < n; ++i) y = y * x + c[i];
  return y;
}

// The polynomial with the coefficients c, the constant first.
template <size_t n>
constexpr double Ascending(double x, const double (&c)[n]) {
  double y = c[n - 1];
  for (size_t i = n - 1; i-- > 0;) y = c[i] + x * y;
  return y;
}

std::pair<double, int64_t> Frexp(double x);
double Ldexp(double x, int64_t exponent);

double Sin(double x);
double Cos(double x);
std::pair<double, double> Sincos(double x);
double Tan(double x);
double Asin(double x);
double Acos(double x);
double Atan(double x);
double Atan2(double y, double x);

double Exp(double x);
double Exp2(double x);
double Expm1(double x);
double Log(double x);
double Log10(double x);
double Log1p(double x);
double Log2(double x);
double Pow(double x, double y);
double Cbrt(double x);
double Hypot(double p, double q);
double Sinh(double x);
double Cosh(double x);
double Tanh(double x);
double Asinh(double x);
double Acosh(double x);
double Atanh(double x);

double Erf(double x);
double Erfc(double x);
double Erfinv(double x);
double Gamma(double x);
std::pair<double, int64_t> Lgamma(double x);

double J0(double x);
double J1(double x);
double Jn(int64_t n, double x);
double Y0(double x);
double Y1(double x);
double Yn(int64_t n, double x);

}  // namespace golite::stdlib::math
