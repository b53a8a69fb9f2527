// This file declares finding the packages that a `golite test` command line names.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "golite/golite.h"

namespace golite::embed {

// A package whose tests are run: a folder, or Go files named one by one.
struct TestTarget {
  std::string import_path;         // as go test prints it: "example.com/m/x", "command-line-arguments"
  std::string dir;                 // absolute; empty for a package of the library, whose tests are not here
  std::vector<std::string> files;  // absolute; empty: the folder's
  bool from_pattern = false;       // found by "..."; left out when build constraints exclude all of its files
};

struct FoundTargets {
  std::vector<TestTarget> targets;
  std::string warnings;  // lines for standard error
  std::string error;     // why the command line makes no sense; empty when it does
};

// Expands what follows the options: nothing (the working directory), Go files, folders, import paths, and patterns
// with "...", as the go command does.
FoundTargets FindTestTargets(std::span<const std::string> args, const CompileOptions& options);

// Does a pattern such as "./...", "example.com/m/..." or "net/http" match the package? Patterns that name folders are
// relative to the working directory.
bool MatchesPackagePattern(const std::string& pattern, const std::string& import_path, const std::string& dir);

}  // namespace golite::embed
