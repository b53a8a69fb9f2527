// This file declares the report about the statements that a test has run.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "runtime/mutator.h"

namespace golite::stdlib {

// A run of statements whose executions are counted. Columns count bytes from 1.
struct CoverBlock {
  std::string file;  // as profiles name it
  uint32_t start_line = 0, start_column = 0, end_line = 0, end_column = 0;
  uint32_t statements = 0;
};

// What a program counts.
struct CoverInfo {
  std::vector<CoverBlock> blocks;  // by counter
  std::string mode;                // "set", "count" or "atomic"
  std::string what;                // what is counted instead of the package under test: " in ./..."
};

// The counters of a VM; whoever makes the VM of a program that counts sets them.
struct CoverState : runtime::PackageState {
  const CoverInfo* info = nullptr;
  std::span<const uint64_t> counters;
};

// The part of the counted statements that has run, as a number and in words, and why the profile could not be written.
// A profile of that name is written unless it is empty.
std::tuple<double, std::string, std::string> CoverReport(runtime::Mutator& m, std::string_view profile);

}  // namespace golite::stdlib
