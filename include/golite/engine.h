// This file defines Engine, which compiles sources to Programs.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "golite/export.h"
#include "golite/package.h"
#include "golite/program.h"
#include "golite/result.h"

namespace golite {

// The version of this library, "major.minor.patch".
GOLITE_API std::string_view Version();

struct CompileOptions {
  // The language version such as "go1.21". Empty: the go line of go.mod, else the newest.
  std::string lang;
  // Build tags that hold in addition to linux, amd64, gc, unix, golite and the release tags.
  std::vector<std::string> tags;
  // Compiles for race mode; the tag "race" holds.
  bool race = false;
  // All of package unsafe may be used, not only Sizeof and its like. Unsafe pointers are checked when the program runs.
  bool unsafe_pointers = false;
  // Only checks: no Program is made.
  bool check_only = false;
  // With check_only: likely mistakes in the named package are errors, too, worded as `go vet` words them.
  bool vet = false;
  // Every function of the named package is compiled, so that the host can look it up, and neither package main nor func
  // main is required. Without: only what main reaches is compiled.
  bool exports = true;
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
struct GOLITE_API CompileResult {
  Program program;
  std::vector<SourceError> errors;  // sorted by place, without repetition

  bool ok() const { return errors.empty(); }
  // The errors as text, one `file:line:col: message` each.
  std::string Report(const ReportOptions& options = {}) const;

  struct Sources;
  std::shared_ptr<Sources> sources;  // what Report works from
};

namespace embed {
class HostPackages;
}

// Compiles programs that may import the library's packages and those of the host. Adding packages belongs to one thread;
// compiling may be done on several at a time.
class GOLITE_API Engine {
 public:
  Engine();
  ~Engine();
  Engine(const Engine&);
  Engine& operator=(const Engine&);

  // Makes a package importable for programs that are compiled from now on. Fails when its path or one of its names cannot
  // be Go's, is taken already, or when its Go source does not parse. What programs use of it is compared with the Go
  // source when they are compiled.
  Result<void> Add(const Package& package);
  // The Go declarations of an added package, as scripts see them; empty when there is none of that path.
  std::string Declarations(std::string_view path) const;

  // Compiles a package: Go files, or one directory, or an import path inside the module of the working directory.
  CompileResult Compile(std::span<const std::string> paths, const CompileOptions& options = {}) const;
  // Compiles one file whose text is given; `name` appears in messages.
  CompileResult CompileText(std::string_view name, std::string_view text, const CompileOptions& options = {}) const;

 private:
  std::shared_ptr<const embed::HostPackages> packages_;  // null: none
};

}  // namespace golite
