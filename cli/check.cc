// This file implements `golite check`, `golite vet` and `golite disasm`: what looks at a program without running it.
#include "cli/options.h"

namespace golite::cli {
namespace {

int Check(Options& options, const std::vector<std::string>& rest) {
  Input in;
  if (!ReadInput(options, rest, in)) return kUsageError;
  options.compile.check_only = true;
  CompileResult result = CompileInput(in, options.compile);
  return result.ok() ? 0 : PrintErrors(result, /*all=*/true);
}

}  // namespace

int CheckCommand(Options& options, const std::vector<std::string>& rest) { return Check(options, rest); }

int VetCommand(Options& options, const std::vector<std::string>& rest) {
  options.compile.vet = true;
  return Check(options, rest);
}

int DisasmCommand(Options& options, const std::vector<std::string>& rest) {
  Input in;
  if (!ReadInput(options, rest, in)) return kUsageError;
  return RunDump(embed::Stage::kDisassembly, in, options);
}

}  // namespace golite::cli
