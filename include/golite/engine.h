// This file defines Engine, which compiles sources to Programs.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "golite/program.h"
#include "golite/result.h"

namespace golite {

// The version of this library, "major.minor.patch".
std::string_view Version();

struct CompileOptions {
  // The language version such as "go1.21". Empty: the go line of go.mod, else the newest.
  std::string lang;
  // Build tags that hold in addition to linux, amd64, gc, unix, golite and the release tags.
  std::vector<std::string> tags;
  // Compiles for race mode; the tag "race" holds.
  bool race = false;
  // Only checks: no Program is made.
  bool check_only = false;
  // With check_only: likely mistakes in the named package are errors, too, worded as `go vet` words them.
  bool vet = false;
  // CompileText only: the text may be statements or declarations without package clause; it becomes the body of main,
  // and library packages that it uses are imported.
  bool one_liner = false;
};

// What a report of errors looks like.
struct ReportOptions {
  size_t max_errors = 10;  // then "too many errors"; 0 shows all
  bool snippets = false;   // draw the source line and a caret
  bool color = false;      // terminal colours in snippets
};

// The outcome of a compilation: a program, or errors. With CompileOptions::check_only, neither means that all is well.
struct CompileResult {
  Program program;
  std::vector<SourceError> errors;  // sorted by place, without repetition

  bool ok() const { return errors.empty(); }
  // The errors as text, one `file:line:col: message` each.
  std::string Report(const ReportOptions& options = {}) const;

  struct Sources;
  std::shared_ptr<Sources> sources;  // what Report works from
};

// Compiles. Not thread-safe; use one per thread.
class Engine {
 public:
  // Compiles a package: Go files, or one directory, or an import path inside the module of the working directory.
  CompileResult Compile(std::span<const std::string> paths, const CompileOptions& options = {}) const;
  // Compiles one file whose text is given; `name` appears in messages.
  CompileResult CompileText(std::string_view name, std::string_view text, const CompileOptions& options = {}) const;
};

}  // namespace golite
