// This file declares building the program that runs the tests of a package.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "embed/test_packages.h"
#include "golite/golite.h"

namespace golite::embed {

struct TestBuildOptions {
  CompileOptions compile;
  std::vector<std::string> vet;             // names of checks as `go vet` has them, or "all"; empty: none
  bool vet_only = false;                    // makes no program
  std::string cover_mode;                   // "set", "count", "atomic"; empty without coverage
  std::vector<std::string> cover_patterns;  // -coverpkg; empty: only the package under test
  std::span<const TestTarget> cover_targets;  // with patterns: packages to count even where nobody imports them
  // Import paths that other packages under test import: their errors are reported as those of the package itself.
  std::span<const std::string> imported;
};

// A built test, or why there is none.
struct TestBuild {
  enum class Status : uint8_t {
    kReady,
    kNoTests,      // the package is fine, but has no test files
    kExcluded,     // build constraints exclude all files of a package that "..." found
    kSetupFailed,  // files, imports or test functions are wrong: nothing was compiled
    kBuildFailed,
  };
  // What one package's errors are: the name as the go command heads them, and their lines.
  struct Errors {
    std::string package;  // "example.com/m/p", "example.com/m/p [example.com/m/p.test]"
    std::string text;
  };

  Status status = Status::kReady;
  std::vector<Errors> errors;
  std::string package_name;  // of the package clause
  Program program;
};

class Compilation;

// What all test programs have in common: the packages of the library that run tests, loaded, checked and compiled. It is
// made once, and each worker process, forked later, builds one test on top of it.
class TestBase {
 public:
  // Without tests, packages are only checked, and nothing is compiled.
  TestBase(const CompileOptions& options, bool has_tests);
  ~TestBase();

 private:
  friend TestBuild BuildTest(TestBase& base, const TestTarget& target, const TestBuildOptions& options);
  std::unique_ptr<Compilation> compilation_;
};

// Builds the test of a target, and uses the base up, which must have been made with the same options of compilation. Paths in the program are absolute; those in messages are relative to the working
// directory as the go command shortens them.
TestBuild BuildTest(TestBase& base, const TestTarget& target, const TestBuildOptions& options);

// What the go command finds out before it compiles anything.
struct TestSetup {
  std::string errors;                // why the package cannot be tested; empty when it can
  std::vector<std::string> imports;  // of the package itself, without its tests
};
TestSetup CheckTestSetup(const TestTarget& target, const CompileOptions& options);

// Is there a _test file among the target's files?
bool HasTestFiles(const TestTarget& target);

// Shortens the absolute paths in messages: "/cwd/x.go:1:2" is "./x.go:1:2" (without "./" when `bare`), "/cwd/p/x.go"
// is "p/x.go".
std::string ShortenPaths(std::string text, bool bare);

}  // namespace golite::embed
