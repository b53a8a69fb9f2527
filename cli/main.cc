// This file implements the command line: it finds the command and its options, and calls it.
#include <malloc.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/options.h"
#include "cli/test.h"

namespace golite::cli {
namespace {

void AddRunAndCompileOptions(CLI::App& app, Options& options) {
  AddCompileOptions(app, options);
  AddRunOptions(app, options);
}

// The commands that take a program, in the order of the help.
constexpr Command kCommands[] = {
    {"run", "compile and run a program: golite run [options] file.go [arguments]", AddRunAndCompileOptions, RunCommand},
    {"check", "report every error of a program without running it", AddCompileOptions, CheckCommand},
    {"vet", "check, and report likely mistakes", AddCompileOptions, VetCommand},
    {"disasm", "print the bytecode of a program beside its source", AddCompileOptions, DisasmCommand},
};

// The number of letters to insert, remove or replace in order to make one word the other.
size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i + 1);
    for (size_t k = 0; k < b.size(); ++k) {
      const size_t replaced = diagonal + (a[i] == b[k] ? 0 : 1);
      diagonal = row[k + 1];
      row[k + 1] = std::min({replaced, row[k] + 1, diagonal + 1});
    }
  }
  return row.back();
}

std::vector<std::string> CommandNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(sub->get_name());
  return names;
}

// "; did you mean X?" for the name closest to what was typed, or nothing when none is close.
std::string Suggestion(std::string_view typed, const std::vector<std::string>& names) {
  const auto distance = [&](const std::string& name) { return EditDistance(typed, name); };
  const auto nearest = std::ranges::min_element(names, {}, distance);
  const size_t letters = typed.size() - std::min(typed.find_first_not_of('-'), typed.size());
  if (nearest == names.end() || distance(*nearest) > 2 || distance(*nearest) >= letters) return "";
  return "; did you mean " + *nearest + "?";
}

// A word that is no command: what to type instead.
int UnknownCommand(const CLI::App& app, const std::string& word) {
  std::string hint = Suggestion(word, CommandNames(app));
  if (hint.empty()) hint = "; to run a program: golite run " + word;
  std::fprintf(stderr, "golite: unknown command %s%s\nRun `golite help` for the commands.\n", word.c_str(), hint.c_str());
  return kUsageError;
}

// Compiling a program that prints touches some 220 pages of malloc's heap. To get them in one call costs the system a fraction
// of as many page faults. Where there is no such call, they come one by one.
void PrepareHeap() {
#if defined(__GLIBC__) && defined(MADV_POPULATE_WRITE)
  constexpr int kBytes = 1 << 20;
  mallopt(M_TOP_PAD, kBytes);
  char* at = static_cast<char*>(std::malloc(100 << 10));  // more than is left, so the heap grows
  constexpr uintptr_t kPage = 4096;
  madvise(reinterpret_cast<void*>((reinterpret_cast<uintptr_t>(at) + kPage) & ~(kPage - 1)), kBytes - kPage, MADV_POPULATE_WRITE);
  std::free(at);
  // What setting the above switched off: mappings for large blocks, as malloc would learn to make them.
  mallopt(M_TOP_PAD, 128 << 10);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
  mallopt(M_TRIM_THRESHOLD, 8 << 20);
#endif
}

// Runs a command whose options are parsed.
int Run(const CLI::App& app, const Command& command, Options& options, std::vector<std::string> rest) {
  // What stands in front of the program's name and looks like an option was misspelt.
  if (!rest.empty() && rest[0].size() > 1 && rest[0][0] == '-') {
    if (rest[0] != "--") {
      std::vector<std::string> names;
      for (const CLI::Option* option : app.get_options()) names.push_back(option->get_name());
      const std::string hint = Suggestion(rest[0].substr(0, rest[0].find('=')), names);
      std::fprintf(stderr, "golite: unknown option %s%s\n`golite %s --help` lists them.\n", rest[0].c_str(), hint.c_str(), command.name);
      return kUsageError;
    }
    rest.erase(rest.begin());
  }
  PrepareHeap();
  return command.run(options, rest);
}

int Main(int argc, char** argv) {
  // The flags of `golite test` are those of `go test`, which have rules of their own.
  if (argc > 1 && std::string_view(argv[1]) == "test") return TestCommand({argv + 2, argv + argc});
  CLI::App app("Golite runs Go programs: an interpreter with goroutines and channels.", "golite");
  app.require_subcommand(0, 1);
  app.footer("golite FILE is short for golite run FILE. `golite COMMAND --help` lists a command's options.");
  Options options;
  std::vector<CLI::App*> subs;
  for (const Command& command : kCommands) {
    CLI::App* sub = subs.emplace_back(app.add_subcommand(command.name, command.help));
    command.add_options(*sub, options);
    sub->prefix_command();
    sub->footer("A program is one or more .go or .go-lite files, a directory, an import path of the module, or - for standard input.");
  }
  app.add_subcommand("test", "run the tests of packages: golite test [options] [packages]");
  CLI::App* version = app.add_subcommand("version", "print the version");
  CLI::App* help = app.add_subcommand("help", "print this help, or that of a command: golite help [command]");
  const std::string help_text = app.help();  // once parsed, it would be that of the subcommand

  std::vector<std::string> args = NormaliseArgs(app, argc, argv);
  // `golite file.go` and `#!/usr/bin/env golite` run the file.
  if (!args.empty() && (IsGoFile(args[0]) || args[0] == "-")) args.insert(args.begin(), "run");
  if (args.size() > 1 && args[0] == "help") {
    args = {args[1], "--help"};
    if (args[0] == "test") return TestCommand({args[1]});
  }
  if (!args.empty() && !args[0].starts_with('-') && std::ranges::count(CommandNames(app), args[0]) == 0) return UnknownCommand(app, args[0]);
  try {
    std::vector<std::string> reversed(args.rbegin(), args.rend());
    app.parse(reversed);
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return app.exit(e);
    std::fprintf(stderr, "golite: %s\nRun `golite help` for the commands and `golite COMMAND --help` for their options.\n", e.what());
    return kUsageError;
  }
  for (size_t i = 0; i < subs.size(); ++i) {
    if (subs[i]->parsed()) return Run(*subs[i], kCommands[i], options, subs[i]->remaining());
  }
  if (version->parsed()) {
    std::printf("golite version %s (Go 1.25 language)\n", std::string(Version()).c_str());
    return 0;
  }
  std::fputs(help_text.c_str(), help->parsed() ? stdout : stderr);
  return help->parsed() ? 0 : kUsageError;
}

}  // namespace
}  // namespace golite::cli

int main(int argc, char** argv) { return golite::cli::Main(argc, argv); }
