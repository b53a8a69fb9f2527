// This file declares the compression functions of the hashes: each adds one block to a state.
#pragma once

#include <cstddef>
#include <cstdint>

namespace golite::stdlib {

void CompressMd5(uint32_t state[4], const uint8_t block[64]);
void CompressSha1(uint32_t state[5], const uint8_t block[64]);
void CompressSha256(uint32_t state[8], const uint8_t block[64]);
void CompressSha512(uint64_t state[8], const uint8_t block[128]);

template <class T>
T LoadBig(const uint8_t* p) {
  T value = 0;
  for (size_t i = 0; i < sizeof(T); ++i) value = value << 8 | p[i];
  return value;
}

}  // namespace golite::stdlib
