// This file implements the natives of math/rand/v2.
#include <bit>
#include <cstring>
#include <tuple>

#include "runtime/chooser.h"
#include "stdlib/math/rand/ziggurat.h"
#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

using U128 = unsigned __int128;

uint64_t MulHigh(uint64_t x, uint64_t y) { return static_cast<uint64_t>(U128{x} * y >> 64); }
uint64_t RuntimeUint64(Mutator& m) { return m.chooser().Next(runtime::Choice::kRandom); }

using Layer = std::tuple<uint32_t, float, float, float>;

Layer NormalLayer(int64_t i) {
  const Ziggurat& z = ZigguratTables();
  return {z.normal_k[i], z.normal_w[i], z.normal_f[i], i > 0 ? z.normal_f[i - 1] : 0};
}

Layer ExponentialLayer(int64_t i) {
  const Ziggurat& z = ZigguratTables();
  return {z.exponential_k[i], z.exponential_w[i], z.exponential_f[i], i > 0 ? z.exponential_f[i - 1] : 0};
}

// The struct of sources.go.
struct Pcg {
  uint64_t hi;
  uint64_t lo;
};

uint64_t NextPcg(Pcg* p) {
  constexpr U128 kMultiplier = U128{2549297995355413924u} << 64 | 4865540595714422341u;
  constexpr U128 kIncrement = U128{6364136223846793005u} << 64 | 1442695040888963407u;
  constexpr uint64_t kCheap = 0xda942042e4dd58b5;
  const U128 state = (U128{p->hi} << 64 | p->lo) * kMultiplier + kIncrement;
  p->hi = static_cast<uint64_t>(state >> 64);
  p->lo = static_cast<uint64_t>(state);
  uint64_t x = p->hi;
  x ^= x >> 32;
  x *= kCheap;
  x ^= x >> 48;
  return x * (p->lo | 1);
}

// The start of the struct of sources.go.
struct ChaCha8 {
  uint64_t buf[32];
  uint64_t seed[4];
  int64_t i, n;
  int64_t counter;
};

void QuarterRound(uint32_t& a, uint32_t& b, uint32_t& c, uint32_t& d) {
  a += b;
  d = std::rotl(d ^ a, 16);
  c += d;
  b = std::rotl(b ^ c, 12);
  a += b;
  d = std::rotl(d ^ a, 8);
  c += d;
  b = std::rotl(b ^ c, 7);
}

// Four blocks side by side: word j of block i is word 4*j + i of the buffer. Only the key is added in the end.
void Block(ChaCha8* c) {
  uint32_t key[8];
  std::memcpy(key, c->seed, sizeof key);
  uint32_t out[16][4];
  for (uint32_t lane = 0; lane < 4; ++lane) {
    uint32_t b[16] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
    std::memcpy(b + 4, key, sizeof key);
    b[12] = static_cast<uint32_t>(c->counter) + lane;
    for (int round = 0; round < 4; ++round) {
      QuarterRound(b[0], b[4], b[8], b[12]);
      QuarterRound(b[1], b[5], b[9], b[13]);
      QuarterRound(b[2], b[6], b[10], b[14]);
      QuarterRound(b[3], b[7], b[11], b[15]);
      QuarterRound(b[0], b[5], b[10], b[15]);
      QuarterRound(b[1], b[6], b[11], b[12]);
      QuarterRound(b[2], b[7], b[8], b[13]);
      QuarterRound(b[3], b[4], b[9], b[14]);
    }
    for (int j = 0; j < 16; ++j) out[j][lane] = b[j] + (j >= 4 && j < 12 ? key[j - 4] : 0);
  }
  std::memcpy(c->buf, out, sizeof out);
}

constexpr Native kNatives[] = {
    Bind<&MulHigh>("mulHigh"),
    Bind<&RuntimeUint64>("runtimeUint64"),
    Bind<&NormalLayer>("normalLayer"),
    Bind<&ExponentialLayer>("exponentialLayer"),
    Bind<&NextPcg>("(*PCG).Uint64"),
    Bind<&Block>("(*ChaCha8).block"),
};

}  // namespace

extern constinit const NativePackage kPackage_math_rand_v2 = {"math/rand/v2", kNatives};

}  // namespace golite::stdlib
