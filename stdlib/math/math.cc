// This file implements the natives of math.
#include <bit>
#include <cmath>

#include "stdlib/math/functions.h"
#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

uint64_t Float64Bits(double f) { return std::bit_cast<uint64_t>(f); }
double Float64FromBits(uint64_t b) { return std::bit_cast<double>(b); }
uint32_t Float32Bits(float f) { return std::bit_cast<uint32_t>(f); }
float Float32FromBits(uint32_t b) { return std::bit_cast<float>(b); }

bool Signbit(double x) { return std::signbit(x); }
double Copysign(double f, double sign) { return std::copysign(f, sign); }
double Abs(double x) { return std::fabs(x); }
double Sqrt(double x) { return std::sqrt(x); }
double Floor(double x) { return std::floor(x); }
double Ceil(double x) { return std::ceil(x); }
double Trunc(double x) { return std::trunc(x); }
double Round(double x) { return std::round(x); }
double RoundToEven(double x) { return std::nearbyint(x); }

double Max(double x, double y) {
  if (x == math::kInf || y == math::kInf) return math::kInf;
  if (std::isnan(x) || std::isnan(y)) return math::kNan;
  if (x == 0 && y == 0) return std::signbit(x) ? y : x;
  return x > y ? x : y;
}

double Min(double x, double y) {
  if (x == -math::kInf || y == -math::kInf) return -math::kInf;
  if (std::isnan(x) || std::isnan(y)) return math::kNan;
  if (x == 0 && y == 0) return std::signbit(x) ? x : y;
  return x < y ? x : y;
}

double Mod(double x, double y) { return std::fmod(x, y); }
double Remainder(double x, double y) { return std::remainder(x, y); }

std::pair<double, double> Modf(double f) {
  if (std::isinf(f)) return {f, math::kNan};
  double integer = 0;
  const double fraction = std::modf(f, &integer);
  return {integer, fraction};
}

double Logb(double x) { return std::logb(x); }

int64_t Ilogb(double x) {
  if (x == 0) return std::numeric_limits<int32_t>::min();
  if (!std::isfinite(x)) return std::numeric_limits<int32_t>::max();
  return std::ilogb(x);
}

double Nextafter(double x, double y) { return x == y ? x : std::nextafter(x, y); }
float Nextafter32(float x, float y) { return x == y ? x : std::nextafter(x, y); }
double Fma(double x, double y, double z) { return std::fma(x, y, z); }

double Pow10(int64_t n) {
  constexpr double kUnits[] = {1e00, 1e01, 1e02, 1e03, 1e04, 1e05, 1e06, 1e07, 1e08, 1e09, 1e10,
                               1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21,
                               1e22, 1e23, 1e24, 1e25, 1e26, 1e27, 1e28, 1e29, 1e30, 1e31};
  constexpr double kUp[] = {1e00, 1e32, 1e64, 1e96, 1e128, 1e160, 1e192, 1e224, 1e256, 1e288};
  constexpr double kDown[] = {1e-00, 1e-32, 1e-64, 1e-96, 1e-128, 1e-160, 1e-192, 1e-224, 1e-256, 1e-288, 1e-320};
  if (n > 308) return math::kInf;
  if (n < -323) return 0;
  return n >= 0 ? kUp[n / 32] * kUnits[n % 32] : kDown[-n / 32] / kUnits[-n % 32];
}

constexpr Native kNatives[] = {
    Bind<&Float64Bits>("Float64bits"),
    Bind<&Float64FromBits>("Float64frombits"),
    Bind<&Float32Bits>("Float32bits"),
    Bind<&Float32FromBits>("Float32frombits"),
    Bind<&Signbit>("Signbit"),
    Bind<&Copysign>("Copysign"),
    Bind<&Abs>("Abs"),
    Bind<&Sqrt>("Sqrt"),
    Bind<&math::Cbrt>("Cbrt"),
    Bind<&math::Hypot>("Hypot"),
    Bind<&Floor>("Floor"),
    Bind<&Ceil>("Ceil"),
    Bind<&Trunc>("Trunc"),
    Bind<&Round>("Round"),
    Bind<&RoundToEven>("RoundToEven"),
    Bind<&Max>("Max"),
    Bind<&Min>("Min"),
    Bind<&Mod>("Mod"),
    Bind<&Remainder>("Remainder"),
    Bind<&Modf>("Modf"),
    Bind<&math::Frexp>("Frexp"),
    Bind<&math::Ldexp>("Ldexp"),
    Bind<&Logb>("Logb"),
    Bind<&Ilogb>("Ilogb"),
    Bind<&Nextafter>("Nextafter"),
    Bind<&Nextafter32>("Nextafter32"),
    Bind<&Fma>("FMA"),
    Bind<&math::Exp>("Exp"),
    Bind<&math::Exp2>("Exp2"),
    Bind<&math::Expm1>("Expm1"),
    Bind<&math::Log>("Log"),
    Bind<&math::Log10>("Log10"),
    Bind<&math::Log2>("Log2"),
    Bind<&math::Log1p>("Log1p"),
    Bind<&math::Pow>("Pow"),
    Bind<&Pow10>("Pow10"),
    Bind<&math::Sin>("Sin"),
    Bind<&math::Cos>("Cos"),
    Bind<&math::Sincos>("Sincos"),
    Bind<&math::Tan>("Tan"),
    Bind<&math::Asin>("Asin"),
    Bind<&math::Acos>("Acos"),
    Bind<&math::Atan>("Atan"),
    Bind<&math::Atan2>("Atan2"),
    Bind<&math::Sinh>("Sinh"),
    Bind<&math::Cosh>("Cosh"),
    Bind<&math::Tanh>("Tanh"),
    Bind<&math::Asinh>("Asinh"),
    Bind<&math::Acosh>("Acosh"),
    Bind<&math::Atanh>("Atanh"),
    Bind<&math::Erf>("Erf"),
    Bind<&math::Erfc>("Erfc"),
    Bind<&math::Erfinv>("Erfinv"),
    Bind<&math::Gamma>("Gamma"),
    Bind<&math::Lgamma>("Lgamma"),
    Bind<&math::J0>("J0"),
    Bind<&math::J1>("J1"),
    Bind<&math::Jn>("Jn"),
    Bind<&math::Y0>("Y0"),
    Bind<&math::Y1>("Y1"),
    Bind<&math::Yn>("Yn"),
};

}  // namespace

extern constinit const NativePackage kPackage_math = {"math", kNatives};

}  // namespace golite::stdlib
