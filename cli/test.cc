// This file implements the command `golite test`.
#include "cli/test.h"

#include <algorithm>
#include <cstdio>
#include <thread>

#include "cli/options.h"
#include "cli/test_report.h"
#include "cli/test_runner.h"

namespace golite::cli {

int TestCommand(const std::vector<std::string>& words) {
  TestOptions options;
  options.build.compile.unsafe_pointers = true;
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
  // As go test does: what cannot even be compiled is reported before anything runs.
  // Meanwhile, what all tests have in common is compiled.
  std::vector<std::string> imported, setup_errors;
  std::thread setup([&] {
    for (const embed::TestTarget& target : targets) {
      embed::TestSetup setup = embed::CheckTestSetup(target, options.build.compile);
      imported.insert(imported.end(), setup.imports.begin(), setup.imports.end());
      setup_errors.push_back(std::move(setup.errors));
    }
  });
  embed::TestBase base(options.build.compile, /*has_tests=*/std::ranges::any_of(targets, embed::HasTestFiles));
  setup.join();
  options.build.imported = imported;
  // The page is made from a profile.
  if (!options.cover_html.empty() && options.cover_profile.empty()) {
    options.test_args.insert(options.test_args.begin(), "-test.coverprofile=");
  }
  TestRunner runner(options, base, std::move(found.targets), setup_errors);
  int status = runner.Run();
  bool ok = true;
  const std::vector<std::string> profiles = runner.profiles();
  if (!options.cover_profile.empty()) ok &= WriteCoverProfile(options.cover_profile, options.build.cover_mode, profiles);
  if (!options.cover_html.empty()) ok &= WriteCoverHtml(options.cover_html, options.build.cover_mode, profiles, targets);
  if (!options.junit.empty()) ok &= WriteJunit(options.junit, runner);
  return ok ? status : std::max(status, 1);
}

}  // namespace golite::cli
