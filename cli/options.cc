// This file implements the options that commands share, and finding and compiling what a command line names.
#include "cli/options.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace golite::cli {

bool IsGoFile(std::string_view name) { return name.ends_with(".go") || name.ends_with(".go-lite"); }

std::vector<std::string> NormaliseArgs(CLI::App& app, int argc, char** argv) {
  std::vector<std::string> args;
  const CLI::App* command = &app;
  bool options = true;
  bool value = false;  // is the next word the value of the option before it?
  for (int i = 1; i < argc; ++i) {
    std::string word = argv[i];
    const bool is_option = word.size() > 1 && word[0] == '-' && word != "--";
    if (i == 1 && !is_option) {
      const auto named = app.get_subcommands([&](const CLI::App* sub) { return sub->get_name() == word; });
      if (!named.empty()) command = named[0];
    } else if (options && !value) {
      if (is_option && word.size() > 2 && word[1] != '-') word.insert(0, "-");
      options = is_option;
      const CLI::Option* option = is_option ? command->get_option_no_throw(word) : nullptr;
      value = option != nullptr && option->get_items_expected_min() > 0;
    } else {
      value = false;
    }
    args.push_back(std::move(word));
  }
  return args;
}

void AddCompileOptions(CLI::App& app, Options& options) {
  options.compile.exports = false;  // a program is run, its functions are not called
  options.compile.unsafe_pointers = true;
  app.add_option("--lang", options.compile.lang, "language version, such as go1.21")->type_name("VERSION");
  app.add_option("--tags", options.compile.tags, "build tags, separated by commas")->delimiter(',')->type_name("TAGS");
  app.add_option("-e", options.one_liner, "run this text instead of a file")->type_name("TEXT");
  app.add_flag("--race", options.compile.race, "find data races: reports go to standard error, and the exit status is 66");
  app.add_flag("--all-errors", options.all_errors, "print every error, not only ten");
}

void AddRunOptions(CLI::App& app, Options& options) {
  app.add_option_function<uint64_t>(
         "--seed",
         [&options](uint64_t seed) {
           options.vm.seed = seed;
           options.vm.has_seed = true;
         },
         "repeat the run that this seed names")
      ->type_name("N");
  app.add_option("--race-format", options.race_format, "how races are reported: text, or json, one line each")
      ->check(CLI::IsMember({"text", "json"}))->type_name("FORMAT");
  app.add_flag("--virtual-time", options.vm.virtual_time, "let the clock jump when every goroutine sleeps");
  app.add_option("--dump", options.dump, "print a stage and do not run: tokens, ast, types, ir, bytecode")->type_name("STAGE");
  app.add_option("--leaks", options.leaks, "goroutines blocked forever when main returns: warn reports them, fail also exits with status 1, off is silent; auto warns on a terminal")
      ->check(CLI::IsMember({"auto", "off", "warn", "fail"}))->type_name("MODE");
  app.add_flag("--event-hash", options.vm.event_hash, "print a hash of all choices and scheduling events at the end");
  app.add_flag("--gc-stress", options.vm.gc_stress, "collect garbage at every allocation");
  app.add_flag("--gc-trace", options.vm.gc_trace, "one line per collection");
  app.add_option("--max-heap", options.vm.max_heap_bytes, "limit of the heap, in bytes or with K, M, G")
      ->transform(CLI::AsSizeValue(/*kb_is_1000=*/false))->type_name("SIZE");
  app.add_option("--max-stack", options.vm.max_stack_bytes, "limit of one goroutine's stack")
      ->transform(CLI::AsSizeValue(/*kb_is_1000=*/false))->type_name("SIZE");
  app.add_option("--max-goroutines", options.vm.max_goroutines, "limit of goroutines at one time")->type_name("N");
  app.add_flag("--sandbox", options.sandbox, "take away files, environment, input, signals, exit, the clock, randomness and unsafe pointers");
  app.add_option_function<double>(
         "--max-time", [&options](double seconds) { options.vm.max_run_ns = static_cast<int64_t>(seconds * 1e9); },
         "limit of the time it runs, in seconds")
      ->check(CLI::Range(0.0, 1e9))->type_name("SECONDS");
  app.add_option("--max-output", options.vm.max_output_bytes, "limit of what it writes, in bytes or with K, M, G")
      ->transform(CLI::AsSizeValue(/*kb_is_1000=*/false))->type_name("SIZE");
  app.add_option("--fuel", options.vm.max_instructions, "limit of calls and loop iterations")->type_name("N");
}

namespace {

std::string ReadAll(std::FILE* file) {
  std::string text;
  char buffer[1 << 16];
  while (size_t n = std::fread(buffer, 1, sizeof buffer, file)) text.append(buffer, n);
  return text;
}

}  // namespace

bool ReadInput(Options& options, const std::vector<std::string>& rest, Input& in) {
  size_t at = 0;
  if (!options.one_liner.empty()) {
    in = {.name = "-e", .text = options.one_liner, .is_text = true, .paths = {}, .args = {}};
    options.compile.one_liner = true;
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

CompileResult CompileInput(const Input& in, const CompileOptions& options) {
  Engine engine;
  return in.is_text ? engine.CompileText(in.name, in.text, options) : engine.Compile(in.paths, options);
}

int PrintErrors(const CompileResult& result, bool all) {
  ReportOptions report;
  if (all) report.max_errors = 0;
  report.snippets = isatty(STDERR_FILENO) != 0;
  report.color = report.snippets && std::getenv("NO_COLOR") == nullptr;
  std::fputs(result.Report(report).c_str(), stderr);
  return 1;
}

}  // namespace golite::cli
