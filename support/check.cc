// This file implements the failure path of GOLITE_CHECK.
#include "support/check.h"

#include <cstdio>
#include <cstdlib>

namespace golite {

void CheckFailed(const char* file, int line, const char* condition, const char* sentence) {
  std::fprintf(stderr, "golite: internal error: %s (%s) at %s:%d\n", sentence, condition, file, line);
  std::abort();
}

}  // namespace golite
