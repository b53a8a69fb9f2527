// This file implements the compression function of SHA-1, FIPS 180-4.
#include <bit>

#include "stdlib/crypto/internal/digest/compress.h"

namespace golite::stdlib {

void CompressSha1(uint32_t state[5], const uint8_t block[64]) {
  uint32_t w[80];
  for (int i = 0; i < 16; ++i) w[i] = LoadBig<uint32_t>(block + 4 * i);
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

}  // namespace golite::stdlib
