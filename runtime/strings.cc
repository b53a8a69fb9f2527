// This file implements the language's operations on strings and their conversions.
#include <cstring>

#include "runtime/mutator.h"
#include "runtime/ops.h"
#include "runtime/utf8.h"

namespace golite::runtime {
namespace {

// Strings of one byte need no allocation.
struct OneByteStrings {
  char bytes[256];
  constexpr OneByteStrings() : bytes() {
    for (int i = 0; i < 256; ++i) bytes[i] = static_cast<char>(i);
  }
};
constexpr OneByteStrings kOneByte;

// Whether it is time to see whether the run is to end, in a loop over runes.
bool LooksNow(int64_t i) { return (i & 0xFFFF) == 0xFFFF; }

GoString ShortString(const char* bytes, size_t n, Mutator& m) {
  if (n == 1) return {&kOneByte.bytes[static_cast<uint8_t>(bytes[0])], 1};
  return m.NewString({bytes, n});
}

}  // namespace

GoString Concat(Mutator& m, const GoString* parts, uint32_t n) {
  int64_t total = 0;
  uint32_t nonempty = 0, last = 0;
  for (uint32_t i = 0; i < n; ++i) {
    if (parts[i].len == 0) continue;
    total += parts[i].len;
    ++nonempty;
    last = i;
  }
  if (nonempty == 0) return {};
  if (nonempty == 1) return parts[last];
  char* bytes;
  GoString result = m.NewStringRaw(total, &bytes);
  for (uint32_t i = 0; i < n; ++i) {
    if (parts[i].len == 0) continue;
    m.heap.CopyLong(bytes, parts[i].data, static_cast<size_t>(parts[i].len));
    bytes += parts[i].len;
  }
  return result;
}

GoString StringFromBytes(Mutator& m, AnySlice bytes) {
  return ShortString(reinterpret_cast<const char*>(bytes.data), static_cast<size_t>(bytes.len), m);
}

GoString StringFromRunes(Mutator& m, AnySlice runes) {
  auto* r = reinterpret_cast<const int32_t*>(runes.data);
  int64_t total = 0;
  for (int64_t i = 0; i < runes.len; ++i) {
    if (LooksNow(i) && m.Interrupted()) return {};
    total += RuneLength(r[i]);
  }
  if (total == 0) return {};
  char* bytes;
  GoString result = m.NewStringRaw(total, &bytes);
  for (int64_t i = 0; i < runes.len; ++i) {
    if (LooksNow(i) && m.Interrupted()) return {};
    bytes += EncodeRune(r[i], bytes);
  }
  return result;
}

GoString StringFromRune(Mutator& m, int64_t rune) {
  char buffer[4];
  int n = EncodeRune(rune, buffer);
  return ShortString(buffer, static_cast<size_t>(n), m);
}

AnySlice BytesFromString(Mutator& m, const TypeDesc*, GoString s) {
  auto cap = static_cast<int64_t>(Heap::RoundUpSize(static_cast<uint64_t>(s.len), /*noscan=*/true));
  auto* bytes = static_cast<std::byte*>(m.heap.NewNoscanRaw(static_cast<size_t>(cap)));
  m.heap.CopyLong(bytes, s.data, static_cast<size_t>(s.len));
  if (cap != s.len) std::memset(bytes + s.len, 0, static_cast<size_t>(cap - s.len));
  return {bytes, s.len, cap};
}

AnySlice RunesFromString(Mutator& m, const TypeDesc*, GoString s) {
  int64_t n = 0;
  for (int64_t i = 0; i < s.len; ++n) {
    if (LooksNow(n) && m.Interrupted()) return {};
    i = DecodeRune(s, i).next;
  }
  auto bytes = Heap::RoundUpSize(static_cast<uint64_t>(n) * 4, /*noscan=*/true);
  auto* runes = static_cast<int32_t*>(m.heap.NewNoscan(bytes));
  int64_t at = 0;
  for (int64_t i = 0; i < s.len;) {
    if (LooksNow(at) && m.Interrupted()) return {};
    DecodedRune d = DecodeRune(s, i);
    runes[at++] = static_cast<int32_t>(d.rune);
    i = d.next;
  }
  return {reinterpret_cast<std::byte*>(runes), n, static_cast<int64_t>(bytes / 4)};
}

DecodedRune DecodeRune(GoString s, int64_t at) {
  RuneAt r = DecodeUtf8(s.data + at, static_cast<size_t>(s.len - at));
  return {r.rune, at + r.size};
}

}  // namespace golite::runtime
