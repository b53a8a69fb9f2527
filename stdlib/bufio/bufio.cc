// This file implements the natives of bufio.
#include <tuple>

#include "stdlib/natives.h"
#include "stdlib/text.h"

namespace golite::stdlib {
namespace {

int64_t IndexByte(Mutator& m, GoSlice<uint8_t> b, uint8_t c) { return IndexByteText(m, ViewOf(b), c); }

std::tuple<int64_t, int64_t, int64_t> WordBounds(Mutator& m, GoSlice<uint8_t> data) {
  Watch watch(m);
  const Field f = NextField(watch, ViewOf(data), 0);
  return {static_cast<int64_t>(f.start), static_cast<int64_t>(f.end), static_cast<int64_t>(f.width)};
}

constexpr Native kNatives[] = {BindSearch<&IndexByte>("indexByte"), BindLinear<&WordBounds>("wordBounds")};

}  // namespace

extern constinit const NativePackage kPackage_bufio = {"bufio", kNatives};

}  // namespace golite::stdlib
