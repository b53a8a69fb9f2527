// This file implements the error and gamma functions, after FreeBSD's msun and Cephes; the inverse of the error function is
// Wichura's algorithm AS241.
#include <bit>
#include <cmath>

#include "stdlib/math/functions.h"

namespace golite::stdlib::math {
namespace {

constexpr double kPp[] = {1.28379167095512558561e-01, -3.25042107247001499370e-01, -2.84817495755985104766e-02,
    -5.77027029648944159157e-03, -2.37630166566501626084e-05};
constexpr double kQq[] = {1.0, 3.97917223959155352819e-01, 6.50222499887672944485e-02, 5.08130628187576562776e-03,
    1.32494738004321644526e-04, -3.96022827877536812320e-06};
constexpr double kPa[] = {-2.36211856075265944077e-03, 4.14856118683748331666e-01, -3.72207876035701323847e-01,
    3.18346619901161753674e-01, -1.10894694282396677476e-01, 3.54783043256182359371e-02, -2.16637559486879084300e-03};
constexpr double kQa[] = {1.0, 1.06420880400844228286e-01, 5.40397917702171048937e-01, 7.18286544141962662868e-02,
    1.26171219808761642112e-01, 1.36370839120290507362e-02, 1.19844998467991074170e-02};
constexpr double kRa[] = {-9.86494403484714822705e-03, -6.93858572707181764372e-01, -1.05586262253232909814e+01,
    -6.23753324503260060396e+01, -1.62396669462573470355e+02, -1.84605092906711035994e+02,
    -8.12874355063065934246e+01, -9.81432934416914548592e+00};
constexpr double kSa[] = {1.0, 1.96512716674392571292e+01, 1.37657754143519042600e+02, 4.34565877475229228821e+02,
    6.45387271733267880336e+02, 4.29008140027567833386e+02, 1.08635005541779435134e+02, 6.57024977031928170135e+00,
    -6.04244152148580987438e-02};
constexpr double kRb[] = {-9.86494292470009928597e-03, -7.99283237680523006574e-01, -1.77579549177547519889e+01,
    -1.60636384855821916062e+02, -6.37566443368389627722e+02, -1.02509513161107724954e+03,
    -4.83519191608651397019e+02};
constexpr double kSb[] = {1.0, 3.03380607434824582924e+01, 3.25792512996573918826e+02, 1.53672958608443695994e+03,
    3.19985821950859553908e+03, 2.55305040643316442583e+03, 4.74528541206955367215e+02, -2.24409524465858183362e+01};
constexpr double kA[] = {1.1975323115670912564578e0, 4.7072688112383978012285e1, 6.9706266534389598238465e2,
    4.8548868893843886794648e3, 1.6235862515167575384252e4, 2.3782041382114385731252e4, 1.1819493347062294404278e4,
    8.8709406962545514830200e2};
constexpr double kB[] = {1.0000000000000000000e0, 4.2313330701600911252e1, 6.8718700749205790830e2,
    5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
    5.2264952788528545610e3};
constexpr double kC[] = {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
    3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2,
    7.74545014278341407640e-4};
constexpr double kD[] = {1.4142135623730950488016887e0, 2.9036514445419946173133295e0, 2.3707661626024532365971225e0,
    9.7547832001787427186894837e-1, 2.0945065210512749128288442e-1, 2.1494160384252876777097297e-2,
    7.7441459065157709165577218e-4, 1.4859850019840355905497876e-9};
constexpr double kE[] = {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
    2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5,
    2.01033439929228813265e-7};
constexpr double kF[] = {1.414213562373095048801689e0, 8.482908416595164588112026e-1, 1.936480946950659106176712e-1,
    2.103693768272068968719679e-2, 1.112800997078859844711555e-3, 2.611088405080593625138020e-5,
    2.010321207683943062279931e-7, 2.891024605872965461538222e-15};
constexpr double kAEven[] = {7.72156649015328655494e-02, 6.73523010531292681824e-02, 7.38555086081402883957e-03,
    1.19270763183362067845e-03, 2.20862790713908385557e-04, 2.52144565451257326939e-05};
constexpr double kAOdd[] = {3.22467033424113591611e-01, 2.05808084325167332806e-02, 2.89051383673415629091e-03,
    5.10069792153511336608e-04, 1.08011567247583939954e-04, 4.48640949618915160150e-05};
constexpr double kT0[] = {4.83836122723810047042e-01, -3.27885410759859649565e-02, 6.10053870246291332635e-03,
    -1.40346469989232843813e-03, 3.15632070903625950361e-04};
constexpr double kT1[] = {-1.47587722994593911752e-01, 1.79706750811820387126e-02, -3.68452016781138256760e-03,
    8.81081882437654011382e-04, -3.12754168375120860518e-04};
constexpr double kT2[] = {6.46249402391333854778e-02, -1.03142241298341437450e-02, 2.25964780900612472250e-03,
    -5.38595305356740546715e-04, 3.35529192635519073543e-04};
constexpr double kLgR[] = {1.0, 1.39200533467621045958e+00, 7.21935547567138069525e-01, 1.71933865632803078993e-01,
    1.86459191715652901344e-02, 7.77942496381893596434e-04, 7.32668430744625636189e-06};
constexpr double kLgS[] = {-7.72156649015328655494e-02, 2.14982415960608852501e-01, 3.25778796408930981787e-01,
    1.46350472652464452805e-01, 2.66422703033638609560e-02, 1.84028451407337715652e-03, 3.19475326584100867617e-05};
constexpr double kLgU[] = {-7.72156649015328655494e-02, 6.32827064025093366517e-01, 1.45492250137234768737e+00,
    9.77717527963372745603e-01, 2.28963728064692451092e-01, 1.33810918536787660377e-02};
constexpr double kLgV[] = {1.0, 2.45597793713041134822e+00, 2.12848976379893395361e+00, 7.69285150456672783825e-01,
    1.04222645593369134254e-01, 3.21709242282423911810e-03};
constexpr double kLgW[] = {4.18938533204672725052e-01, 8.33333333333329678849e-02, -2.77777777728775536470e-03,
    7.93650558643019558500e-04, -5.95187557450339963135e-04, 8.36339918996282139126e-04, -1.63092934096575273989e-03};
constexpr double kGammaP[] = {1.60119522476751861407e-04, 1.19135147006586384913e-03, 1.04213797561761569935e-02,
    4.76367800457137231464e-02, 2.07448227648435975150e-01, 4.94214826801497100753e-01, 9.99999999999999996796e-01};
constexpr double kGammaQ[] = {-2.31581873324120129819e-05, 5.39605580493303397842e-04, -4.45641913851797240494e-03,
    1.18139785222060435552e-02, 3.58236398605498653373e-02, -2.34591795718243348568e-01, 7.14304917030273074085e-02,
    1.00000000000000000320e+00};
constexpr double kGammaS[] = {7.87311395793093628397e-04, -2.29549961613378126380e-04, -2.68132617805781232825e-03,
    3.47222221605458667310e-03, 8.33333333333482257126e-02};

constexpr double kErx = 8.45062911510467529297e-01;  // erf(1) in short
constexpr double kEfx = 1.28379167095512586316e-01;  // 2/sqrt(pi) - 1
constexpr double kEfx8 = 1.02703333676410069053e+00;

// x * erfc(x), x >= 1.25.
double ErfcTail(double x) {
  const double s = 1 / (x * x);
  const double quotient = x < 1 / 0.35 ? Ascending(s, kRa) / Ascending(s, kSa) : Ascending(s, kRb) / Ascending(s, kSb);
  const double z = std::bit_cast<double>(std::bit_cast<uint64_t>(x) & 0xffffffff00000000);
  return Exp(-z * z - 0.5625) * Exp((z - x) * (z + x) + quotient);
}

// Gamma(x) for x > 33 as the product of two numbers, because one may overflow.
std::pair<double, double> Stirling(double x) {
  if (x > 200) return {kInf, 1};
  double w = 1 / x;
  w = 1 + w * Descending(w, kGammaS);
  double y1 = Exp(x);
  double y2 = 1;
  if (x > 143.01608) {
    const double v = Pow(x, 0.5 * x - 0.25);
    y2 = v / y1;
    y1 = v;
  } else {
    y1 = Pow(x, x - 0.5) / y1;
  }
  return {y1, 2.506628274631000502417 * w * y2};
}

// -sin(pi*x), x >= 0.
double NegativeSinPi(double x) {
  if (x < 0.25) return -Sin(kPi * x);
  double z = std::floor(x);
  int n = 0;
  if (z != x) {
    x = std::fmod(x, 2);
    n = static_cast<int>(x * 4);
  } else if (x >= 0x1p53) {
    x = 0;
  } else {
    if (x < 0x1p52) z = x + 0x1p52;
    n = static_cast<int>(std::bit_cast<uint64_t>(z) & 1);
    x = n;
    n <<= 2;
  }
  switch (n) {
    case 0: return -Sin(kPi * x);
    case 1:
    case 2: return -Cos(kPi * (0.5 - x));
    case 3:
    case 4: return -Sin(kPi * (1 - x));
    case 5:
    case 6: return Cos(kPi * (x - 1.5));
    default: return -Sin(kPi * (x - 2));
  }
}

// lgamma for 0 < x < 2, x != 1.
double LgammaBelow2(double x) {
  constexpr double kMin = 1.461632144968362245;  // where gamma is least
  constexpr double kTc = 1.46163214496836224576e+00, kTf = -1.21486290535849611461e-01, kTt = -3.63867699703950536541e-18;
  double result = 0;
  double shift = 0;
  if (x <= 0.9) {
    result = -Log(x);
    shift = 1;
  }
  const double y0 = shift == 1 ? 1 - x : 2 - x;
  if (x >= kMin - shift + 0.27) {
    const double y = y0;
    const double z = y * y;
    const double p = y * Ascending(z, kAEven) + z * Ascending(z, kAOdd);
    return result + (p - 0.5 * y);
  }
  if (x >= kMin - shift - 0.27) {
    const double y = shift == 1 ? x - (kTc - 1) : x - kTc;
    const double z = y * y;
    const double w = z * y;
    const double p = z * Ascending(w, kT0) - (kTt - w * (Ascending(w, kT1) + y * Ascending(w, kT2)));
    return result + (kTf + p);
  }
  const double y = shift == 1 ? x : x - 1;
  const double p = y * Ascending(y, kLgU);
  return result + (-0.5 * y + p / Ascending(y, kLgV));
}

double LgammaPositive(double x) {
  if (x == 1 || x == 2) return 0;
  if (x < 2) return LgammaBelow2(x);
  if (x < 8) {
    const int i = static_cast<int>(x);
    const double y = x - i;
    const double p = y * Ascending(y, kLgS);
    double result = 0.5 * y + p / Ascending(y, kLgR);
    double z = 1;
    for (int j = i; j > 2; --j) z *= y + (j - 1);
    if (i > 2) result += Log(z);
    return result;
  }
  if (x < 0x1p58) {
    const double t = Log(x);
    const double z = 1 / x;
    const double y = z * z;
    constexpr double kTail[] = {kLgW[1], kLgW[2], kLgW[3], kLgW[4], kLgW[5], kLgW[6]};
    const double w = kLgW[0] + z * Ascending(y, kTail);
    return (x - 0.5) * (t - 1) + w;
  }
  return x * (Log(x) - 1);
}

}  // namespace

double Erf(double x) {
  if (std::isnan(x)) return kNan;
  if (x == 0) return x;
  const double a = std::fabs(x);
  double y;
  if (a < 0.84375) {
    if (a < 0x1p-28) {
      y = a < 2.848094538889218e-306 ? 0.125 * (8.0 * a + kEfx8 * a) : a + kEfx * a;
    } else {
      const double z = a * a;
      y = a + a * (Ascending(z, kPp) / Ascending(z, kQq));
    }
  } else if (a < 1.25) {
    const double s = a - 1;
    y = kErx + Ascending(s, kPa) / Ascending(s, kQa);
  } else if (a >= 6) {
    y = 1;
  } else {
    y = 1 - ErfcTail(a) / a;
  }
  return x < 0 ? -y : y;
}

double Erfc(double x) {
  if (std::isnan(x)) return kNan;
  const double a = std::fabs(x);
  const bool negative = x < 0;
  if (a < 0.84375) {
    double y = a;
    if (a >= 0x1p-56) {
      const double z = a * a;
      const double q = Ascending(z, kPp) / Ascending(z, kQq);
      y = a < 0.25 ? a + a * q : 0.5 + (a * q + (a - 0.5));
    }
    return negative ? 1 + y : 1 - y;
  }
  if (a < 1.25) {
    const double s = a - 1;
    const double q = Ascending(s, kPa) / Ascending(s, kQa);
    return negative ? 1 + kErx + q : 1 - kErx - q;
  }
  if (a >= 28) return negative ? 2 : 0;
  if (negative && a > 6) return 2;
  const double y = ErfcTail(a) / a;
  return negative ? 2 - y : y;
}

double Erfinv(double x) {
  if (std::isnan(x) || x <= -1 || x >= 1) return x == -1 ? -kInf : x == 1 ? kInf : kNan;
  const double a = std::fabs(x);
  double y;
  if (a <= 0.85) {
    const double r = 0.180625 - 0.25 * a * a;
    y = (a * Ascending(r, kA)) / Ascending(r, kB);
  } else {
    double r = std::sqrt(kLn2 - Log(1.0 - a));
    if (r <= 5.0) {
      r -= 1.6;
      y = Ascending(r, kC) / Ascending(r, kD);
    } else {
      r -= 5.0;
      y = Ascending(r, kE) / Ascending(r, kF);
    }
  }
  return x < 0 ? -y : std::signbit(x) ? x : y;
}

double Gamma(double x) {
  constexpr double kEuler = 0.57721566490153286060651209008240243104215933593992;
  if ((x < 0 && std::trunc(x) == x) || std::isnan(x)) return kNan;  // so is -inf
  if (x == kInf) return x;
  if (x == 0) return std::copysign(kInf, x);
  const double q = std::fabs(x);
  if (q > 33) {
    if (x >= 0) {
      const auto [y1, y2] = Stirling(x);
      return y1 * y2;
    }
    double p = std::floor(q);
    const int sign = (static_cast<int64_t>(p) & 1) == 0 ? -1 : 1;
    double z = q - p;
    if (z > 0.5) z = q - (p + 1);
    z = q * Sin(kPi * z);
    if (z == 0) return sign * kInf;
    const auto [s1, s2] = Stirling(q);
    const double magnitude = std::fabs(z);
    const double d = magnitude * s1 * s2;
    return sign * (std::isinf(d) ? kPi / magnitude / s1 / s2 : kPi / d);
  }
  const auto small = [](double z, double y) { return y == 0 ? kInf : z / ((1 + kEuler * y) * y); };
  double z = 1;
  while (x >= 3) {
    x -= 1;
    z *= x;
  }
  while (x < 0) {
    if (x > -1e-09) return small(z, x);
    z /= x;
    x += 1;
  }
  while (x < 2) {
    if (x < 1e-09) return small(z, x);
    z /= x;
    x += 1;
  }
  if (x == 2) return z;
  x -= 2;
  return z * Descending(x, kGammaP) / Descending(x, kGammaQ);
}

std::pair<double, int64_t> Lgamma(double x) {
  if (std::isnan(x) || std::isinf(x)) return {x, 1};
  if (x == 0) return {kInf, 1};
  const double a = std::fabs(x);
  const bool negative = x < 0;
  if (a < 0x1p-70) return {-Log(a), negative ? -1 : 1};
  if (!negative) return {LgammaPositive(a), 1};
  if (a >= 0x1p52) return {kInf, 1};
  const double t = NegativeSinPi(a);
  if (t == 0) return {kInf, 1};
  const double adjust = Log(kPi / std::fabs(t * a));
  return {adjust - LgammaPositive(a), t < 0 ? -1 : 1};
}

}  // namespace golite::stdlib::math
