// This file declares what the commands of the command line share: their options and what they read.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "embed/dump.h"
#include "golite/golite.h"

namespace golite::cli {

inline constexpr int kFailed = 1;
inline constexpr int kUsageError = 2;

// What the options of all commands set.
struct Options {
  CompileOptions compile;
  VmOptions vm;
  std::string dump;
  std::string one_liner;
  std::string leaks = "auto";  // warn on a terminal; or off, warn, fail
  bool all_errors = false;
  bool sandbox = false;  // the program gets no more than standard output and standard error
  std::string race_format = "text";
};

// A command of the command line; `run` gets the words behind the options.
struct Command {
  const char* name;
  const char* help;
  void (*add_options)(CLI::App& app, Options& options);
  int (*run)(Options& options, const std::vector<std::string>& rest);
};

int RunCommand(Options& options, const std::vector<std::string>& rest);
int CheckCommand(Options& options, const std::vector<std::string>& rest);
int VetCommand(Options& options, const std::vector<std::string>& rest);
int DisasmCommand(Options& options, const std::vector<std::string>& rest);

// Options of every command that compiles, and those of `golite run` besides.
void AddCompileOptions(CLI::App& app, Options& options);
void AddRunOptions(CLI::App& app, Options& options);

// Go's tools spell long options with one dash; CLI11 wants two. Stops at the first word that is no option; `app` knows
// which options have a value of their own.
std::vector<std::string> NormaliseArgs(CLI::App& app, int argc, char** argv);

bool IsGoFile(std::string_view name);

// What is compiled: a text given on the command line or standard input, or files.
struct Input {
  std::string name;
  std::string text;
  bool is_text = false;
  std::vector<std::string> paths;
  std::vector<std::string> args;  // for the program
};

// Takes the input from the words behind the options; prints what is wrong with them and returns false.
bool ReadInput(Options& options, const std::vector<std::string>& rest, Input& in);
CompileResult CompileInput(const Input& in, const CompileOptions& options);
// Prints a stage of the compilation; returns the exit status.
int RunDump(embed::Stage stage, const Input& in, const Options& options);
// Prints the errors on standard error, and returns the exit status that goes with them.
int PrintErrors(const CompileResult& result, bool all);

}  // namespace golite::cli
