// This file defines what race mode reports to a host: pairs of accesses that nothing orders.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace golite {

// One call of a stack.
struct RaceFrame {
  std::string function;
  std::string file;
  uint32_t line = 0;
};

// One of the two accesses of a race, and the goroutine that made it.
struct RaceAccess {
  bool write = false;
  bool atomic = false;
  uint64_t address = 0;
  uint64_t goroutine = 0;
  bool is_main = false;
  bool running = false;               // when the race was found
  std::vector<RaceFrame> stack;       // innermost first
  std::vector<RaceFrame> created_at;  // of the goroutine; of one of a timer or a finalizer, where that was set; empty for main
};

struct RaceReport {
  RaceAccess now, previous;
  std::string accessed;  // "field Account.balance", "element 3 of slice", "variable total", "map"
  std::string remedy;    // one line: which synchronization would have ordered the two
  std::string text;      // the report as Go prints it
  std::string json;      // the same as one line of JSON
};

// How a program compiled for race mode runs. A race is reported once for each pair of stacks; the run goes on.
struct RaceOptions {
  std::function<void(const RaceReport&)> on_report;
  std::string strip_path_prefix;  // removed from file names in `text`
  bool show_sources = false;      // `text` shows the source line of each access
  bool halt_on_error = false;     // stop the run at the first race
  uint64_t exit_sleep_ms = 0;     // other goroutines run this long after main returns
};

}  // namespace golite
