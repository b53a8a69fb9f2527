// This file implements the natives of package crypto/internal/digest: whole blocks, and the padding at the end.
#include <algorithm>
#include <cstring>

#include "stdlib/crypto/internal/digest/compress.h"
#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

// Go keeps each word of a state in 64 bits, whatever its size is.
template <class Word, size_t kWords, size_t kBlock, void (*kCompress)(Word*, const uint8_t*)>
void Compress(uint64_t* state, const uint8_t* p, size_t blocks) {
  Word words[kWords];
  std::copy_n(state, kWords, words);
  for (; blocks > 0; --blocks, p += kBlock) kCompress(words, p);
  std::copy_n(words, kWords, state);
}

struct Algorithm {
  size_t word, block, length;  // sizes in bytes: of a word, a block, and the length at the end of the padding
  bool little;                 // the order of the bytes of words and length
  void (*compress)(uint64_t* state, const uint8_t* p, size_t blocks);
};

// In the order of the constants in Go.
constexpr Algorithm kAlgorithms[] = {
    {4, 64, 8, true, &Compress<uint32_t, 4, 64, &CompressMd5>},
    {4, 64, 8, false, &Compress<uint32_t, 5, 64, &CompressSha1>},
    {4, 64, 8, false, &Compress<uint32_t, 8, 64, &CompressSha256>},
    {8, 128, 16, false, &Compress<uint64_t, 8, 128, &CompressSha512>},
};

// func blocks(algorithm int, state []uint64, p []byte)
void Blocks(Mutator& m, int64_t algorithm, GoSlice<uint64_t> state, GoSlice<uint8_t> p) {
  const Algorithm& a = kAlgorithms[algorithm];
  constexpr size_t kBetweenLooks = 64 << 10;
  const auto size = static_cast<size_t>(p.len);
  for (size_t at = 0; at < size; at += kBetweenLooks) {
    if (at != 0 && m.Interrupted()) return;
    a.compress(state.data, p.data + at, std::min(kBetweenLooks, size - at) / a.block);
  }
}

// Writes the bytes of value from its least on to p, p + step and so on.
void Store(uint8_t* p, ptrdiff_t step, uint64_t value, size_t size) {
  for (; size > 0; --size, p += step, value >>= 8) *p = static_cast<uint8_t>(value);
}

// func finish(algorithm int, state []uint64, rest []byte, length uint64, sum []byte)
void Finish(int64_t algorithm, GoSlice<uint64_t> state, GoSlice<uint8_t> rest, uint64_t length, GoSlice<uint8_t> sum) {
  const Algorithm& a = kAlgorithms[algorithm];
  const auto filled = static_cast<size_t>(rest.len);
  uint8_t padded[2 * 128] = {};
  std::copy_n(rest.data, filled, padded);
  padded[filled] = 0x80;
  const size_t blocks = filled + 1 + a.length <= a.block ? 1 : 2;
  uint8_t* end = padded + blocks * a.block;
  if (a.little) {
    Store(end - 8, 1, length << 3, 8);
  } else {
    Store(end - 1, -1, length << 3, 8);
    if (a.length > 8) Store(end - 9, -1, length >> 61, 1);
  }
  uint64_t words[8];
  std::copy_n(state.data, 8, words);
  a.compress(words, padded, blocks);
  uint8_t bytes[64];
  for (size_t i = 0; i < 8; ++i) {
    uint8_t* p = bytes + i * a.word;
    a.little ? Store(p, 1, words[i], a.word) : Store(p + a.word - 1, -1, words[i], a.word);
  }
  std::copy_n(bytes, static_cast<size_t>(sum.len), sum.data);
}

constexpr Native kNatives[] = {BindLinear<&Blocks>("blocks"), Bind<&Finish>("finish")};

}  // namespace

extern constinit const NativePackage kPackage_crypto_internal_digest = {"crypto/internal/digest", kNatives};

}  // namespace golite::stdlib
