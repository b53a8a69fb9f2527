// This file implements the tables of the ziggurat algorithm.
#include "stdlib/math/rand/ziggurat.h"

#include <cmath>

namespace golite::stdlib {

const Ziggurat& ZigguratTables() {
  static const Ziggurat tables = [] {
    Ziggurat z{};
    {
      const double m = 2147483648.0, v = 9.91256303526217e-3;
      double d = kNormalTail, t = d;
      const double q = v / std::exp(-0.5 * d * d);
      z.normal_k[0] = static_cast<uint32_t>(d / q * m);
      z.normal_k[1] = 0;
      z.normal_w[0] = static_cast<float>(q / m);
      z.normal_w[127] = static_cast<float>(d / m);
      z.normal_f[0] = 1;
      z.normal_f[127] = static_cast<float>(std::exp(-0.5 * d * d));
      for (int i = 126; i >= 1; --i) {
        d = std::sqrt(-2 * std::log(v / d + std::exp(-0.5 * d * d)));
        z.normal_k[i + 1] = static_cast<uint32_t>(d / t * m);
        t = d;
        z.normal_f[i] = static_cast<float>(std::exp(-0.5 * d * d));
        z.normal_w[i] = static_cast<float>(d / m);
      }
    }
    {
      const double m = 4294967296.0, v = 3.949659822581572e-3;
      double d = kExponentialTail, t = d;
      const double q = v / std::exp(-d);
      z.exponential_k[0] = static_cast<uint32_t>(d / q * m);
      z.exponential_k[1] = 0;
      z.exponential_w[0] = static_cast<float>(q / m);
      z.exponential_w[255] = static_cast<float>(d / m);
      z.exponential_f[0] = 1;
      z.exponential_f[255] = static_cast<float>(std::exp(-d));
      for (int i = 254; i >= 1; --i) {
        d = -std::log(v / d + std::exp(-d));
        z.exponential_k[i + 1] = static_cast<uint32_t>(d / t * m);
        t = d;
        z.exponential_f[i] = static_cast<float>(std::exp(-d));
        z.exponential_w[i] = static_cast<float>(d / m);
      }
    }
    return z;
  }();
  return tables;
}

}  // namespace golite::stdlib
