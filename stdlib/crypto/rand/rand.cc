// This file implements the native of package crypto/rand.
#include <sys/random.h>

#include <algorithm>
#include <cerrno>

#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

// func fill(b []byte) bool
bool Fill(GoSlice<uint8_t> b) {
  for (int64_t at = 0; at < b.len;) {
    const ssize_t n = ::getrandom(b.data + at, static_cast<size_t>(std::min<int64_t>(b.len - at, 1 << 20)), 0);
    if (n < 0 && errno != EINTR) return false;
    at += std::max<ssize_t>(n, 0);
  }
  return true;
}

constexpr Native kNatives[] = {Bind<&Fill>("fill")};

}  // namespace

extern constinit const NativePackage kPackage_crypto_rand = {"crypto/rand", kNatives};

}  // namespace golite::stdlib
