// This file has the tables of the ziggurat algorithm of Marsaglia and Tsang for normal and exponential variates.
#pragma once

#include <cstdint>

namespace golite::stdlib {

struct Ziggurat {
  uint32_t normal_k[128];
  float normal_w[128], normal_f[128];
  uint32_t exponential_k[256];
  float exponential_w[256], exponential_f[256];
};

// Made on first use; immutable.
const Ziggurat& ZigguratTables();

inline constexpr double kNormalTail = 3.442619855899;
inline constexpr double kExponentialTail = 7.69711747013104972;

}  // namespace golite::stdlib
