// This file implements the build-time program that prints the start values of math/rand's generator.
//
// The generator of math/rand is y[k] = y[k-607] + y[k-273] (mod 2^64). Go's start values are the state of that generator after
// 7.8e12 steps from a state made by a small multiplicative generator. So many steps are one power of x modulo the characteristic
// polynomial x^607 - x^334 - 1: y[n] is the same combination of the first 607 values as x^n is of 1, x, ..., x^606.
#include <array>
#include <cstdint>
#include <cstdio>
#include <vector>

namespace {

constexpr int kLength = 607;
constexpr int kTap = 273;
constexpr uint64_t kSteps = 7'800'000'000'000;

using Polynomial = std::array<uint64_t, kLength>;

Polynomial Multiply(const Polynomial& a, const Polynomial& b) {
  std::vector<uint64_t> product(2 * kLength - 1, 0);
  for (int i = 0; i < kLength; ++i) {
    for (int j = 0; j < kLength; ++j) product[i + j] += a[i] * b[j];
  }
  for (int i = 2 * kLength - 2; i >= kLength; --i) {
    product[i - kTap] += product[i];
    product[i - kLength] += product[i];
  }
  Polynomial result;
  for (int i = 0; i < kLength; ++i) result[i] = product[i];
  return result;
}

Polynomial PowerOfX(uint64_t n) {
  Polynomial result{}, square{};
  result[0] = 1;
  square[1] = 1;
  for (; n != 0; n >>= 1) {
    if ((n & 1) != 0) result = Multiply(result, square);
    square = Multiply(square, square);
  }
  return result;
}

int32_t NextSeed(int32_t x) { return static_cast<int32_t>(int64_t{48271} * x % 2147483647); }

// The vector that the generator starts from.
std::array<uint64_t, kLength> StartVector() {
  std::array<uint64_t, kLength> vector{};
  int32_t x = 1;
  for (int i = -20; i < kLength; ++i) {
    x = NextSeed(x);
    if (i < 0) continue;
    uint64_t u = static_cast<uint64_t>(x) << 20;
    x = NextSeed(x);
    u ^= static_cast<uint64_t>(x) << 10;
    x = NextSeed(x);
    vector[i] = u ^ static_cast<uint64_t>(x);
  }
  return vector;
}

int Modulo(int64_t i) { return static_cast<int>((i % kLength + kLength) % kLength); }

}  // namespace

int main() {
  // Step k reads and writes vector[(kLength - kTap - k) mod kLength]: so y[k] for k in (-607, 0] stand in the start vector.
  const auto start = StartVector();
  std::vector<uint64_t> y(2 * kLength);
  for (int i = 0; i < kLength; ++i) y[i] = start[Modulo(kLength - kTap - (i - kLength + 1))];
  for (int i = kLength; i < 2 * kLength; ++i) y[i] = y[i - kLength] + y[i - kTap];

  const Polynomial power = PowerOfX(kSteps);
  std::array<uint64_t, kLength> vector{};
  for (int i = 0; i < kLength; ++i) {
    uint64_t value = 0;
    for (int j = 0; j < kLength; ++j) value += power[j] * y[i + j];
    const int64_t k = static_cast<int64_t>(kSteps) + i - kLength + 1;
    vector[Modulo(kLength - kTap - k)] = value;
  }
  for (const uint64_t value : vector) std::printf("0x%016llx,\n", static_cast<unsigned long long>(value));
}
