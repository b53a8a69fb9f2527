// This file implements the command line: `golite run`, `check`, `vet`, `disasm`, `version`, `help`.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "embed/dump.h"
#include "golite/golite.h"

namespace {

using golite::CompileOptions;
using golite::CompileResult;
using golite::embed::Stage;

constexpr int kUsageError = 2;

// What the subcommands share.
struct Options {
  CompileOptions compile;
  golite::VmOptions vm;
  std::string dump;
  std::string one_liner;
  uint64_t seed = 0;
  bool all_errors = false;
  std::string max_heap;
};

bool IsGoFile(std::string_view name) { return name.ends_with(".go") || name.ends_with(".go-lite"); }

// Go's tools spell long options with one dash; CLI11 wants two. Stops at the first word that is no option.
std::vector<std::string> NormaliseArgs(int argc, char** argv) {
  std::vector<std::string> args;
  bool options = true;
  for (int i = 1; i < argc; ++i) {
    std::string word = argv[i];
    if (i > 1 && (word.empty() || word[0] != '-' || word == "-" || word == "--")) {
      // The value of an option that was written as two words follows it and is no positional.
      std::string_view before = args.back();
      bool value = before == "--seed" || before == "--lang" || before == "--tags" || before == "--dump" || before == "-e" ||
                   before == "--max-heap" || before == "--max-stack" || before == "--max-goroutines" || before == "--fuel";
      if (!value) options = false;
    }
    if (options && word.size() > 2 && word[0] == '-' && word[1] != '-') word.insert(0, "-");
    args.push_back(std::move(word));
  }
  return args;
}

// What is compiled: a text given on the command line or standard input, or files.
struct Input {
  std::string name;
  std::string text;
  bool is_text = false;
  std::vector<std::string> paths;
  std::vector<std::string> args;  // for the program
};

std::string ReadAll(std::FILE* file) {
  std::string text;
  char buffer[1 << 16];
  while (size_t n = std::fread(buffer, 1, sizeof buffer, file)) text.append(buffer, n);
  return text;
}

bool ReadInput(Options& o, const std::vector<std::string>& rest, Input& in) {
  size_t at = 0;
  if (!o.one_liner.empty()) {
    in = {.name = "-e", .text = o.one_liner, .is_text = true, .paths = {}, .args = {}};
    o.compile.one_liner = true;
  } else if (rest.empty()) {
    std::fputs("golite: nothing to run: name a .go or .go-lite file, a directory, or - for standard input\n", stderr);
    return false;
  } else if (rest[0] == "-") {
    in = {.name = "<stdin>", .text = ReadAll(stdin), .is_text = true, .paths = {}, .args = {}};
    at = 1;
  } else {
    in.paths.push_back(rest[at++]);
    if (IsGoFile(in.paths[0])) {
      while (at < rest.size() && IsGoFile(rest[at])) in.paths.push_back(rest[at++]);
    }
    in.name = in.paths[0];
  }
  in.args.push_back(in.name);
  in.args.insert(in.args.end(), rest.begin() + static_cast<std::ptrdiff_t>(at), rest.end());
  return true;
}

int PrintErrors(const CompileResult& result, bool all) {
  golite::ReportOptions report;
  if (all) report.max_errors = 0;
  report.snippets = isatty(STDERR_FILENO) != 0;
  report.color = report.snippets && std::getenv("NO_COLOR") == nullptr;
  std::fputs(result.Report(report).c_str(), stderr);
  return 1;
}

CompileResult CompileInput(const Input& in, const CompileOptions& options) {
  golite::Engine engine;
  return in.is_text ? engine.CompileText(in.name, in.text, options) : engine.Compile(in.paths, options);
}

int RunDump(Stage stage, const Input& in, const Options& o) {
  std::string out;
  CompileResult result = in.is_text ? golite::embed::DumpText(stage, in.name, in.text, o.compile, out)
                                    : golite::embed::Dump(stage, in.paths, o.compile, out);
  std::fwrite(out.data(), 1, out.size(), stdout);
  return result.ok() ? 0 : PrintErrors(result, o.all_errors);
}

int RunCommand(Options& o, const std::vector<std::string>& rest) {
  Input in;
  if (o.compile.race) {
    std::fputs("golite: -race is not supported yet: this version finds no data races\n", stderr);
    return kUsageError;
  }
  if (!ReadInput(o, rest, in)) return kUsageError;
  if (!o.dump.empty()) {
    static constexpr std::pair<std::string_view, Stage> kStages[] = {{"tokens", Stage::kTokens}, {"ast", Stage::kAst},
        {"types", Stage::kTypes}, {"ir", Stage::kIr}, {"bytecode", Stage::kBytecode}};
    for (auto [name, stage] : kStages) {
      if (o.dump == name) return RunDump(stage, in, o);
    }
    std::fprintf(stderr, "golite: unknown stage %s: --dump takes tokens, ast, types, ir or bytecode\n", o.dump.c_str());
    return kUsageError;
  }
  CompileResult result = CompileInput(in, o.compile);
  if (!result.ok()) return PrintErrors(result, o.all_errors);
  o.vm.args = in.args;
  golite::Vm vm(result.program, o.vm);
  golite::RunResult run = vm.Run();
  std::fflush(stdout);
  if (!run.report.empty()) std::fputs(run.report.c_str(), stderr);
  std::fflush(stderr);
  // The process ends here: freeing the machine's heap block by block would only cost time.
  _exit(run.status);
}

int CheckCommand(Options& o, const std::vector<std::string>& rest, bool vet) {
  Input in;
  if (!ReadInput(o, rest, in)) return kUsageError;
  o.compile.check_only = true;
  o.compile.vet = vet;
  CompileResult result = CompileInput(in, o.compile);
  return result.ok() ? 0 : PrintErrors(result, /*all=*/true);
}

int DisasmCommand(Options& o, const std::vector<std::string>& rest) {
  Input in;
  if (!ReadInput(o, rest, in)) return kUsageError;
  return RunDump(Stage::kDisassembly, in, o);
}

void AddCompileOptions(CLI::App& app, Options& o) {
  app.add_option("--lang", o.compile.lang, "language version, such as go1.21")->type_name("VERSION");
  app.add_option("--tags", o.compile.tags, "build tags, separated by commas")->delimiter(',')->type_name("TAGS");
  app.add_option("-e", o.one_liner, "run this text instead of a file")->type_name("TEXT");
  app.add_flag("--race", o.compile.race, "find data races (not supported yet)");
  app.add_flag("--all-errors", o.all_errors, "print every error, not only ten");
}

void AddRunOptions(CLI::App& app, Options& o) {
  app.add_option("--seed", o.seed, "repeat the run that this seed names")->type_name("N");
  app.add_flag("--virtual-time", o.vm.virtual_time, "let the clock jump when every goroutine sleeps");
  app.add_option("--dump", o.dump, "print a stage and do not run: tokens, ast, types, ir, bytecode")->type_name("STAGE");
  app.add_flag("--gc-stress", o.vm.gc_stress, "collect garbage at every allocation");
  app.add_flag("--gc-trace", o.vm.gc_trace, "one line per collection");
  app.add_option("--max-heap", o.vm.max_heap_bytes, "limit of the heap, in bytes or with K, M, G")
      ->transform(CLI::AsSizeValue(/*kb_is_1000=*/false))->type_name("SIZE");
  app.add_option("--max-stack", o.vm.max_stack_bytes, "limit of one goroutine's stack")
      ->transform(CLI::AsSizeValue(/*kb_is_1000=*/false))->type_name("SIZE");
  app.add_option("--max-goroutines", o.vm.max_goroutines, "limit of goroutines at one time")->type_name("N");
  app.add_option("--fuel", o.vm.max_instructions, "limit of calls and loop iterations")->type_name("N");
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Golite runs Go programs: an interpreter with goroutines and channels.", "golite");
  app.require_subcommand(0, 1);
  Options o;

  CLI::App* run = app.add_subcommand("run", "compile and run a program: golite run [options] file.go [arguments]");
  CLI::App* check = app.add_subcommand("check", "report every error of a program without running it");
  CLI::App* vet = app.add_subcommand("vet", "check, and report likely mistakes");
  CLI::App* disasm = app.add_subcommand("disasm", "print the bytecode of a program beside its source");
  CLI::App* version = app.add_subcommand("version", "print the version");
  CLI::App* help = app.add_subcommand("help", "print this help");
  for (CLI::App* sub : {run, check, vet, disasm}) {
    AddCompileOptions(*sub, o);
    sub->prefix_command();
    sub->footer("A program is one or more .go or .go-lite files, a directory, an import path of the module, or - for standard input.");
  }
  AddRunOptions(*run, o);
  app.footer("golite FILE is short for golite run FILE. `golite COMMAND --help` lists a command's options.");

  const std::string help_text = app.help();  // once parsed, it would be that of the subcommand
  std::vector<std::string> args = NormaliseArgs(argc, argv);
  // `golite file.go` and `#!/usr/bin/env golite` run the file.
  if (!args.empty() && (IsGoFile(args[0]) || args[0] == "-")) args.insert(args.begin(), "run");
  try {
    std::vector<std::string> reversed(args.rbegin(), args.rend());
    app.parse(reversed);
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return app.exit(e);
    std::fprintf(stderr, "golite: %s\nRun `golite help` for the commands and `golite COMMAND --help` for their options.\n", e.what());
    return kUsageError;
  }
  if (run->count("--seed") > 0) {
    o.vm.seed = o.seed;
    o.vm.has_seed = true;
  }
  // What stands in front of the program's name and looks like an option was misspelt.
  for (CLI::App* sub : {run, check, vet, disasm}) {
    if (!sub->parsed()) continue;
    std::vector<std::string> rest = sub->remaining();
    if (!rest.empty() && rest[0].size() > 1 && rest[0][0] == '-') {
      if (rest[0] == "--") {
        rest.erase(rest.begin());
      } else {
        std::fprintf(stderr, "golite: unknown option %s; `golite %s --help` lists them\n", rest[0].c_str(), sub->get_name().c_str());
        return kUsageError;
      }
    }
    if (sub == run) return RunCommand(o, rest);
    if (sub == disasm) return DisasmCommand(o, rest);
    return CheckCommand(o, rest, /*vet=*/sub == vet);
  }
  if (version->parsed()) {
    std::printf("golite version %s (Go 1.25 language)\n", std::string(golite::Version()).c_str());
    return 0;
  }
  std::fputs(help_text.c_str(), help->parsed() ? stdout : stderr);
  return help->parsed() ? 0 : kUsageError;
}
