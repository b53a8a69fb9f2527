// This file implements complex division.
#include "vm/numbers.h"

namespace golite::vm {
namespace {

// An infinity counts as a unit of its sign, anything else as a signed zero.
double UnitOfInfinity(double x) { return std::copysign(std::isinf(x) ? 1.0 : 0.0, x); }

}  // namespace

void DivideComplex(double nr, double ni, double mr, double mi, double& re, double& im) {
  // Smith's algorithm: scale by the larger part of the divisor.
  if (std::fabs(mr) >= std::fabs(mi)) {
    const double ratio = mi / mr, denominator = mr + ratio * mi;
    re = (nr + ni * ratio) / denominator;
    im = (ni - nr * ratio) / denominator;
  } else {
    const double ratio = mr / mi, denominator = mi + ratio * mr;
    re = (nr * ratio + ni) / denominator;
    im = (ni * ratio - nr) / denominator;
  }
  if (!std::isnan(re) || !std::isnan(im)) return;
  constexpr double kInf = std::numeric_limits<double>::infinity();
  if (mr == 0 && mi == 0 && (!std::isnan(nr) || !std::isnan(ni))) {
    re = std::copysign(kInf, mr) * nr;
    im = std::copysign(kInf, mr) * ni;
  } else if ((std::isinf(nr) || std::isinf(ni)) && std::isfinite(mr) && std::isfinite(mi)) {
    const double a = UnitOfInfinity(nr), b = UnitOfInfinity(ni);
    re = kInf * (a * mr + b * mi);
    im = kInf * (b * mr - a * mi);
  } else if ((std::isinf(mr) || std::isinf(mi)) && std::isfinite(nr) && std::isfinite(ni)) {
    const double c = UnitOfInfinity(mr), d = UnitOfInfinity(mi);
    re = 0 * (nr * c + ni * d);
    im = 0 * (ni * c - nr * d);
  }
}

}  // namespace golite::vm
