// This file implements `golite run`, and printing the stages of the pipeline.
#include <unistd.h>

#include <cstdio>

#include "cli/options.h"
#include "cli/race.h"
#include "embed/dump.h"

namespace golite::cli {

using embed::Stage;

int RunDump(Stage stage, const Input& in, const Options& o) {
  std::string out;
  CompileResult result = in.is_text ? embed::DumpText(stage, in.name, in.text, o.compile, out)
                                    : embed::Dump(stage, in.paths, o.compile, out);
  std::fwrite(out.data(), 1, out.size(), stdout);
  return result.ok() ? 0 : PrintErrors(result, o.all_errors);
}

int RunCommand(Options& o, const std::vector<std::string>& rest) {
  Input in;
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
  if (o.sandbox) o.compile.unsafe_pointers = false;
  CompileResult result = CompileInput(in, o.compile);
  if (!result.ok()) return PrintErrors(result, o.all_errors);
  o.vm.args = in.args;
  o.vm.capabilities = o.sandbox ? Capabilities::Output() : Capabilities::System();
  RaceReporter races(o.vm, o.race_format == "json");
  // Output that a program reads is what compiled Go would print, and nothing more.
  o.vm.find_leaks = o.leaks == "auto" ? isatty(STDERR_FILENO) != 0 : o.leaks != "off";
  Vm vm(result.program, o.vm);
  RunResult run = vm.Run();
  std::fflush(stdout);
  if (!run.report.empty()) std::fputs(run.report.c_str(), stderr);
  int status = races.Finish(run);
  if (o.vm.event_hash)
    std::fprintf(stderr, "event hash %016llx of %llu events\n", static_cast<unsigned long long>(run.event_hash),
                 static_cast<unsigned long long>(run.events));
  if (!run.leak_report.empty()) std::fputs(run.leak_report.c_str(), stderr);
  if (run.leaks > 0 && o.leaks == "fail" && status == 0) status = kFailed;
  std::fflush(stderr);
  // The process ends here: freeing the machine's heap block by block would only cost time.
  _exit(status);
}

}  // namespace golite::cli
