// This file defines the report of a data race, as data and as text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace golite::runtime::race {

struct StackFrame {
  std::string function;
  std::string file;
  uint32_t line = 0;
  uint64_t offset = 0;  // of the pc in the function's code
};

// One of the two accesses, and the goroutine that made it.
struct Party {
  bool write = false;
  bool atomic = false;
  uint64_t address = 0;
  uint64_t goroutine = 0;
  bool is_main = false;
  bool running = false;
  std::vector<StackFrame> stack;
  std::vector<StackFrame> created_at;  // empty for main
};

struct Report {
  Party now, previous;
  std::string what;    // "field Account.balance", "element 3 of slice", "variable total", "map"
  std::string remedy;  // one line: which synchronization would have ordered the two
};

// As Go prints it, with the lines about what was accessed and how to order the two. `strip` is removed from the front of
// file names; with `sources` the source line of each access stands below it.
std::string TextOf(const Report& report, const std::string& strip, bool sources);
// The same as one line of JSON.
std::string JsonOf(const Report& report);

}  // namespace golite::runtime::race
