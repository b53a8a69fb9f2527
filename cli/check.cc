// This file implements `golite check`, `golite vet` and `golite disasm`: what looks at a program without running it.
#include <algorithm>
#include <cstdio>

#include "cli/options.h"
#include "embed/test_program.h"

namespace golite::cli {
namespace {

int Check(Options& options, const std::vector<std::string>& rest) {
  Input in;
  if (!ReadInput(options, rest, in)) return kUsageError;
  options.compile.check_only = true;
  CompileResult result = CompileInput(in, options.compile);
  return result.ok() ? 0 : PrintErrors(result, /*all=*/true);
}

// Vets packages with their tests, as go vet does.
int VetPackages(const Options& options, const std::vector<std::string>& rest) {
  const embed::FoundTargets found = embed::FindTestTargets(rest, options.compile);
  std::fputs(found.warnings.c_str(), stderr);
  if (!found.error.empty()) {
    std::fprintf(stderr, "%s\n", found.error.c_str());
    return kFailed;
  }
  int status = 0;
  embed::TestBuildOptions build{.compile = options.compile, .vet = {"all"}, .vet_only = true, .cover_mode = {},
                                .cover_patterns = {}, .cover_targets = {}, .imported = {}};
  for (const embed::TestTarget& target : found.targets) {
    embed::TestBase base(options.compile, /*has_tests=*/false);
    for (const auto& errors : embed::BuildTest(base, target, build).errors) {
      std::fprintf(stderr, "# %s\n%s", errors.package.c_str(), errors.text.c_str());
      status = kFailed;
    }
  }
  return status;
}

bool NamesFile(const std::string& word) { return IsGoFile(word) || word == "-"; }

}  // namespace

int CheckCommand(Options& options, const std::vector<std::string>& rest) { return Check(options, rest); }

int VetCommand(Options& options, const std::vector<std::string>& rest) {
  if (options.one_liner.empty() && !std::ranges::any_of(rest, NamesFile)) return VetPackages(options, rest);
  options.compile.vet = true;
  return Check(options, rest);
}

int DisasmCommand(Options& options, const std::vector<std::string>& rest) {
  Input in;
  if (!ReadInput(options, rest, in)) return kUsageError;
  return RunDump(embed::Stage::kDisassembly, in, options);
}

}  // namespace golite::cli
