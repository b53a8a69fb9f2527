// This file declares what the natives of strings and bytes have in common: searching, and building new texts.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

#include "runtime/mutator.h"
#include "runtime/panic.h"
#include "stdlib/utf8.h"

namespace golite::stdlib {

using runtime::Mutator;
using runtime::Outcome;

// Bytes in the heap, just made or part of an argument.
struct Text {
  const char* data = nullptr;
  int64_t len = 0;

  explicit Text(std::string_view s) : data(s.data()), len(static_cast<int64_t>(s.size())) {}
  Text(const char* d, int64_t n) : data(d), len(n) {}
};

// For loops over long texts: counts bytes, and now and then sees whether the run is to end. Then whatever is returned will do.
class Watch {
 public:
  explicit Watch(Mutator& m) : m_(m) {}
  bool Over(uint64_t bytes) {
    if ((bytes_ += bytes) < kBetweenLooks) [[likely]] return false;
    bytes_ = 0;
    return m_.Interrupted();
  }
  static constexpr uint64_t kBetweenLooks = 32 << 10;

 private:
  Mutator& m_;
  uint64_t bytes_ = 0;
};

// Calls f with one piece of the bytes after the other, until the run is to end.
template <class F>
void InPieces(Mutator& m, runtime::GoSlice<uint8_t> bytes, F f) {
  constexpr int64_t kPiece = 64 << 10;
  for (int64_t at = 0; at < bytes.len; at += kPiece) {
    if (at != 0 && m.Interrupted()) return;
    f(std::span<const uint8_t>(bytes.data + at, static_cast<size_t>(std::min(kPiece, bytes.len - at))));
  }
}

// A copy of s.
Text CopyText(Mutator& m, std::string_view s);

// n bytes to be filled in, for results whose size a script can make absurd; null if there is no memory for them, which ends the
// program with OutOfMemory.
char* TryNewText(Mutator& m, int64_t n);
using runtime::OutOfMemory;

// Each of these finds what the Go function of that name finds; -1 if nothing.
int64_t IndexText(Mutator& m, std::string_view s, std::string_view sep);
int64_t LastIndexText(Mutator& m, std::string_view s, std::string_view sep);
int64_t IndexByteText(Mutator& m, std::string_view s, uint8_t c);
int64_t LastIndexByteText(Mutator& m, std::string_view s, uint8_t c);
int64_t IndexRuneText(Mutator& m, std::string_view s, int32_t r);
int64_t IndexAnyText(Mutator& m, std::string_view s, std::string_view chars);
int64_t LastIndexAnyText(Mutator& m, std::string_view s, std::string_view chars);
int64_t CountText(Mutator& m, std::string_view s, std::string_view sep);
bool EqualFoldText(Mutator& m, std::string_view s, std::string_view t);

std::string_view TrimLeftText(Mutator& m, std::string_view s, std::string_view cutset);
std::string_view TrimRightText(Mutator& m, std::string_view s, std::string_view cutset);
std::string_view TrimLeftSpaceText(Mutator& m, std::string_view s);
std::string_view TrimRightSpaceText(Mutator& m, std::string_view s);

// The next field of s from `at` on: [start, end), both s.size() if there is none. `width` is that of the space after it.
struct Field {
  size_t start, end, width;
};
Field NextField(Watch& watch, std::string_view s, size_t at);

// Each of these gives s itself where nothing changes.

// Its length is negative if there is no memory.
Text ReplaceText(Mutator& m, std::string_view s, std::string_view old_text, std::string_view new_text, int64_t n);
Text ToUpperText(Mutator& m, std::string_view s);
Text ToLowerText(Mutator& m, std::string_view s);
Text ToTitleText(Mutator& m, std::string_view s);
Text TitleText(Mutator& m, std::string_view s);
Text ToValidText(Mutator& m, std::string_view s, std::string_view replacement);

// Those of utf8.h for texts that may be long.
int64_t CountRunes(Mutator& m, std::string_view s);
bool IsValidUtf8(Mutator& m, std::string_view s);

}  // namespace golite::stdlib
