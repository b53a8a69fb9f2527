// This file implements what a worker process of `golite test` does: it builds the test of one target and runs it.
//
// A worker reports to its parent in lines on the control pipe:
//
//   errors LENGTH PACKAGE      followed by LENGTH bytes: what is wrong with that package
//   status ready|no-tests|excluded|setup-failed|build-failed [TIME]    the time in nanoseconds, when ready
//   run NAME                   of the testing package (flag -test.eventfd): a test starts,
//   pass|fail|skip NAME SEED   ends, and which seed repeats it
//   case NAME                  with -test.eventcases: a subtest starts,
//   log pass|fail|skip NAME NANOSECONDS LENGTH    a test or subtest ends; followed by LENGTH bytes: what it logged
//                              (of scripts always, each behind the line that it starts: they run side by side)
//
// After the status "ready" the test itself runs, and its exit status is that of the process.
#include <sys/prctl.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "cli/race.h"
#include "cli/test.h"
#include "cli/test_scripts.h"

namespace golite::cli {
namespace {

void WriteAll(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = ::write(fd, text.data(), text.size());
    if (n <= 0) return;  // the parent is gone, and with it anybody who would read
    text.remove_prefix(static_cast<size_t>(n));
  }
}

std::string_view StatusName(embed::TestBuild::Status status) {
  using enum embed::TestBuild::Status;
  switch (status) {
    case kReady: return "ready";
    case kNoTests: return "no-tests";
    case kExcluded: return "excluded";
    case kSetupFailed: return "setup-failed";
    case kBuildFailed: return "build-failed";
  }
  return "";
}

// The time goes with it, as the parent may have no time to read at once.
std::string ReadyNow() {
  return "status ready " + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()) + "\n";
}

// The test program's name: that of the last folder, as a test binary of the go command is called.
std::string ProgramName(const embed::TestTarget& target, const std::string& package) {
  if (!target.files.empty()) return package + ".test";
  return target.import_path.substr(target.import_path.rfind('/') + 1) + ".test";
}

}  // namespace

void RunTestWorker(embed::TestBase& base, const embed::TestTarget& target, const TestOptions& options, int control) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (!target.dir.empty() && !embed::HasTestFiles(target)) {
    if (const std::vector<TestScript> scripts = FindTestScripts(target); !scripts.empty()) {
      WriteAll(control, ReadyNow());
      ::_exit(RunTestScripts(scripts, options, control));
    }
  }
  embed::TestBuild build = embed::BuildTest(base, target, options.build);
  for (const auto& errors : build.errors) {
    WriteAll(control, "errors " + std::to_string(errors.text.size()) + " " + errors.package + "\n" + errors.text);
  }
  if (build.status != embed::TestBuild::Status::kReady) {
    WriteAll(control, "status " + std::string(StatusName(build.status)) + "\n");
    ::_exit(0);
  }
  WriteAll(control, ReadyNow());

  if (::chdir(target.dir.c_str()) != 0) {
    std::fprintf(stdout, "chdir %s: it is gone\n", target.dir.c_str());
    std::fflush(stdout);
    ::_exit(1);
  }
  ::setenv("PWD", target.dir.c_str(), /*overwrite=*/1);
  VmOptions vm_options = options.vm;
  vm_options.capabilities = Capabilities::System();
  vm_options.args = {ProgramName(target, build.package_name), "-test.paniconexit0=true", "-test.eventfd=" + std::to_string(control)};
  vm_options.args.insert(vm_options.args.end(), options.test_args.begin(), options.test_args.end());
  RaceReporter races(vm_options, /*json=*/options.race_format == "json");
  Vm vm(build.program, vm_options);
  const RunResult run = vm.Run();
  std::fflush(stdout);
  WriteAll(STDERR_FILENO, run.report);
  // A test that failed over a race has said so.
  ::_exit(run.status == 0 ? races.Finish(run) : run.status);
}

}  // namespace golite::cli
