// This file declares the parts of `golite test`: its options, and what runs, converts and reports the results.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "embed/test_program.h"
#include "golite/golite.h"

namespace golite::cli {

// What the command line of `golite test` says.
struct TestOptions {
  embed::TestBuildOptions build;
  VmOptions vm;
  std::vector<std::string> packages;
  std::vector<std::string> test_args;  // for the test program: "-test.v=true", and what stands after -args
  bool help = false;                   // of golite test
  bool test_help = false;              // of the test program
  bool verbose = false;
  bool json = false;
  bool list = false;
  bool bench = false;
  bool failfast = false;
  bool cover = false;
  std::string cover_profile;
  std::string cover_html;
  std::string junit;
  std::string run, skip;               // patterns, for script suites
  int count = 1;
  std::string leak = "fail";
  std::string race_format = "text";
  bool vary_seed = false;
  std::vector<std::string> repeat_flags;  // flags that a command repeating a failure needs: -race, -tags
  std::chrono::nanoseconds timeout = std::chrono::minutes(10);
  size_t jobs = 0;                     // packages at once
  size_t script_jobs = 1;              // scripts of one suite at once

  // Does the output of passing tests matter to the user?
  bool shows_passes() const { return verbose || list || test_help; }
  // Does -junit need to be told what the output does not show?
  bool keeps_cases() const { return !junit.empty() && !verbose && !json; }
};

// Parses the words behind `golite test`. What is wrong with them is printed; the result then is the exit status,
// otherwise it is 0.
int ParseTestFlags(const std::vector<std::string>& words, TestOptions& options);
std::string TestHelp();

// Parses a duration as Go writes it: "1h2m3.5s".
bool ParseDuration(std::string_view text, std::chrono::nanoseconds* duration);

// The command; `words` are those behind `golite test`. Returns the exit status.
int TestCommand(const std::vector<std::string>& words);

// What a worker process does: it builds the test of one target and runs it. Standard output and error are the test's;
// lines about the build and the tests go to the descriptor `control`, see test_worker.cc.
[[noreturn]] void RunTestWorker(embed::TestBase& base, const embed::TestTarget& target, const TestOptions& options, int control);

}  // namespace golite::cli
