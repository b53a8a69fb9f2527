// This file implements the native of package crypto/sha1: the compression function of SHA-1.
#include <bit>
#include <cstring>

#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

template <class T>
T LoadBig(const uint8_t* p) {
  T value = 0;
  for (size_t i = 0; i < sizeof(T); ++i) value = value << 8 | p[i];
  return value;
}

void Block(uint32_t* state, const uint8_t* p) {
  uint32_t w[80];
  for (int i = 0; i < 16; ++i) w[i] = LoadBig<uint32_t>(p + 4 * i);
  for (int i = 16; i < 80; ++i) w[i] = std::rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
  for (int i = 0; i < 80; ++i) {
    uint32_t f;
    switch (i / 20) {
      case 0: f = ((b & c) | (~b & d)) + 0x5a827999; break;
      case 1: f = (b ^ c ^ d) + 0x6ed9eba1; break;
      case 2: f = ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc; break;
      default: f = (b ^ c ^ d) + 0xca62c1d6; break;
    }
    f += std::rotl(a, 5) + e + w[i];
    e = d;
    d = c;
    c = std::rotl(b, 30);
    b = a;
    a = f;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
}

// func blocks(state []uint32, p []byte)
void Blocks(Mutator& m, GoSlice<uint32_t> state, GoSlice<uint8_t> p) {
  constexpr int64_t kBetweenLooks = 64 << 10;
  for (int64_t at = 0; at + 64 <= p.len; at += 64) {
    if (at % kBetweenLooks == 0 && at != 0 && m.Interrupted()) return;
    Block(state.data, p.data + at);
  }
}

constexpr Native kNatives[] = {BindLinear<&Blocks>("blocks")};

}  // namespace

extern constinit const NativePackage kPackage_crypto_sha1 = {"crypto/sha1", kNatives};

}  // namespace golite::stdlib
