// This file implements the command `golite test`.
#include "cli/test.h"

#include <cstdio>

#include "cli/options.h"
#include "cli/test_runner.h"

namespace golite::cli {

int TestCommand(const std::vector<std::string>& words) {
  TestOptions options;
  if (const int status = ParseTestFlags(words, options); status != 0) return status;
  if (options.help) {
    std::fputs(TestHelp().c_str(), stdout);
    return 0;
  }
  embed::FoundTargets found = embed::FindTestTargets(options.packages, options.build.compile);
  std::fputs(found.warnings.c_str(), stderr);
  if (!found.error.empty()) {
    std::fprintf(stderr, "%s\n", found.error.c_str());
    return 1;
  }
  const std::vector<embed::TestTarget> targets = found.targets;
  options.build.cover_targets = targets;
  TestRunner runner(options, std::move(found.targets));
  return runner.Run();
}

}  // namespace golite::cli
