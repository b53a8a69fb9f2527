// This file declares suites of plain scripts: programs without package testing, each beside the output it must have.
#pragma once

#include <string>
#include <vector>

#include "cli/test.h"
#include "embed/test_program.h"

namespace golite::cli {

// A script and what it must print.
struct TestScript {
  std::string name;  // the file's, without its ending
  std::string path;
  bool has_output = false;
  std::string output;  // of standard output
  bool unordered = false;
  bool has_error = false;
  std::string error;   // lines that its error messages must contain
};

// The scripts among a target's files, in the order of their names; none when the target is no suite of scripts.
std::vector<TestScript> FindTestScripts(const embed::TestTarget& target);

// Runs them as a test program would, one test each, and prints what it would print. Returns the exit status.
int RunTestScripts(const std::vector<TestScript>& scripts, const TestOptions& options, int control);

}  // namespace golite::cli
