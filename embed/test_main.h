// This file declares the generated main package of a test: what the test files offer, and the program that runs it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parser/ast/ast.h"
#include "support/source.h"

namespace golite::embed {

// A function that the testing package is to call.
struct TestFunction {
  std::string name;
  bool external = false;   // of package x_test
  std::string output;      // of an example: what it must print
  bool unordered = false;  // its lines may come in any order
  std::string missing;     // the package for want of which there is no such function: the test is skipped
};

// What the test files of a target contain, each list in the order of the sources.
struct TestFunctions {
  std::vector<TestFunction> tests, benchmarks, fuzz_targets, examples;
  bool has_test_main = false;
  bool test_main_external = false;
  bool package_used = false;   // a function of the package itself is called
  bool external_used = false;
  std::string error;           // "a_test.go:3:1: wrong signature for TestX, must be: ..."

  // Adds a function that is not there for want of a package.
  void AddLeftOut(const std::string& name, const std::string& package);
  // Adds what a test file declares; stops at an error.
  void Add(const ast::File& file, const SourceFile& source, bool external);
};

struct TestMainOptions {
  std::string import_path;              // of the package under test, as benchmarks print it; may be empty
  std::string package;                  // what to import as _test; empty: nothing
  std::string external;                 // what to import as _xtest; empty: nothing
  std::string cover_mode;               // empty without coverage
  std::span<const std::string> linked;  // packages to import only so that they are part of the program
};

// The source of the main package.
std::string TestMainSource(const TestFunctions& functions, const TestMainOptions& options);

}  // namespace golite::embed
