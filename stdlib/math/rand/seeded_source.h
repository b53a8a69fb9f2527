// This file declares the generator of math/rand's NewSource: Go's additive lagged Fibonacci generator.
#pragma once

#include <cstdint>

namespace golite::stdlib {

// The struct of rand.go.
struct SeededSource {
  static constexpr int64_t kLength = 607;
  static constexpr int64_t kTap = 273;
  int64_t tap;
  int64_t feed;
  uint64_t vec[kLength];
};

void Seed(SeededSource* s, int64_t seed);
uint64_t Next(SeededSource* s);

}  // namespace golite::stdlib
