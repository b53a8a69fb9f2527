// This file implements the natives of math/rand.
#include <tuple>

#include "runtime/chooser.h"
#include "stdlib/math/rand/seeded_source.h"
#include "stdlib/math/rand/ziggurat.h"
#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

constexpr int64_t kLength = SeededSource::kLength;
constexpr int64_t kTap = SeededSource::kTap;

constexpr uint64_t kStart[kLength] = {
#include "rand_table.inc"
};

}  // namespace

void Seed(SeededSource* s, int64_t seed) {
  constexpr int64_t kModulus = 2147483647;
  s->tap = 0;
  s->feed = kLength - kTap;
  seed %= kModulus;
  if (seed < 0) seed += kModulus;
  if (seed == 0) seed = 89482311;
  auto x = static_cast<uint64_t>(seed);
  const auto next = [&x] { return x = x * 48271 % kModulus; };
  for (int64_t i = -20; i < kLength; ++i) {
    next();
    if (i < 0) continue;
    uint64_t u = x << 40;
    u ^= next() << 20;
    u ^= next();
    s->vec[i] = u ^ kStart[i];
  }
}

uint64_t Next(SeededSource* s) {
  if (--s->tap < 0) s->tap += kLength;
  if (--s->feed < 0) s->feed += kLength;
  return s->vec[s->feed] += s->vec[s->tap];
}

namespace {

int64_t Intn(SeededSource* s, int64_t n) {
  constexpr uint64_t kMask = ~uint64_t{0} >> 1;
  const auto un = static_cast<uint64_t>(n);
  if (n <= 0x7FFFFFFF) {
    const auto next31 = [s] { return (Next(s) & kMask) >> 32; };
    if ((un & (un - 1)) == 0) return static_cast<int64_t>(next31() & (un - 1));
    const uint64_t max = (uint64_t{1} << 31) - 1 - (uint64_t{1} << 31) % un;
    uint64_t v = next31();
    while (v > max) v = next31();
    return static_cast<int64_t>(v % un);
  }
  if ((un & (un - 1)) == 0) return static_cast<int64_t>(Next(s) & kMask & (un - 1));
  const uint64_t max = kMask - (uint64_t{1} << 63) % un;
  uint64_t v = Next(s) & kMask;
  while (v > max) v = Next(s) & kMask;
  return static_cast<int64_t>(v % un);
}

uint64_t RuntimeUint64(Mutator& m) { return m.chooser().Next(runtime::Choice::kRandom); }

int64_t RuntimeIntn(Mutator& m, int64_t n) {
  return static_cast<int64_t>((unsigned __int128){m.chooser().Next(runtime::Choice::kRandom)} * static_cast<uint64_t>(n) >> 64);
}

using Layer = std::tuple<uint32_t, float, float, float>;

Layer NormalLayer(int64_t i) {
  const Ziggurat& z = ZigguratTables();
  return {z.normal_k[i], z.normal_w[i], z.normal_f[i], i > 0 ? z.normal_f[i - 1] : 0};
}

Layer ExponentialLayer(int64_t i) {
  const Ziggurat& z = ZigguratTables();
  return {z.exponential_k[i], z.exponential_w[i], z.exponential_f[i], i > 0 ? z.exponential_f[i - 1] : 0};
}

constexpr Native kNatives[] = {
    Bind<&Seed>("(*seededSource).Seed"),
    Bind<&Next>("(*seededSource).next"),
    Bind<&Intn>("(*seededSource).nextIntn"),
    Bind<&RuntimeUint64>("runtimeUint64"),
    Bind<&RuntimeIntn>("runtimeIntn"),
    Bind<&NormalLayer>("normalLayer"),
    Bind<&ExponentialLayer>("exponentialLayer"),
};

}  // namespace

extern constinit const NativePackage kPackage_math_rand = {"math/rand", kNatives};

}  // namespace golite::stdlib
