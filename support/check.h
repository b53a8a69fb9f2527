// This file implements GOLITE_CHECK, the test of an invariant whose failure is a bug in Golite itself.
#pragma once

namespace golite {

// Prints the sentence with its place in our sources and aborts.
[[noreturn]] void CheckFailed(const char* file, int line, const char* condition, const char* sentence);

}  // namespace golite

// Aborts with `sentence` unless `condition` holds; stays in release builds, so keep it off hot paths.
#define GOLITE_CHECK(condition, sentence) \
  do {                                    \
    if (!(condition)) [[unlikely]]        \
      ::golite::CheckFailed(__FILE__, __LINE__, #condition, sentence); \
  } while (false)

// Marks code that cannot be reached while the invariants hold.
#define GOLITE_UNREACHABLE(sentence) ::golite::CheckFailed(__FILE__, __LINE__, "unreachable", sentence)
