// This file declares TestRunner, which runs the tests of many packages at once and prints what go test would print.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/test.h"
#include "cli/test_events.h"

namespace golite::cli {

// The terminal's last line, which says how far the tests are. It is drawn only when standard error is a terminal, and
// removed before anything else is printed.
class TestProgress {
 public:
  explicit TestProgress(size_t packages);
  void Clear();
  void Draw();

  size_t packages_done = 0;
  size_t tests_done = 0;
  size_t tests_failed = 0;
  size_t running = 0;

 private:
  size_t packages_;
  bool enabled_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_;
};

// One package: the worker process that builds and runs its test, and what came of it.
struct TestRun {
  using Clock = std::chrono::steady_clock;

  embed::TestTarget target;
  pid_t pid = -1;              // of the worker; -1 before it starts and after it ended
  int output = -1;             // pipe of its standard output and error
  int control = -1;            // pipe of its reports
  std::string control_text;    // unread reports
  size_t text_wanted = 0;      // bytes of text that are yet to come behind a report,
  std::function<void(std::string)> take_text;  // and what they are for
  std::string status;          // "ready", "no-tests", ... see test_worker.cc
  std::vector<std::pair<std::string, std::string>> build_errors;
  Clock::time_point start;     // of the test
  Clock::time_point end;
  bool killed = false;         // it ran too long
  bool reaped = false;
  bool finished = false;       // the result is known and printed, or waits to be printed
  int wait_status = 0;
  bool ok = true;
  struct Result {
    std::string name;
    bool is_subtest = false;
    std::string verdict;  // pass, fail, skip; empty while the test runs
    std::string seed;     // repeats it
    Clock::time_point start;
    double seconds = 0;
    bool has_log = false;
    std::string log;      // what it logged; only subtests and tests of -test.eventcases have it
  };
  std::vector<Result> results;  // in the order in which the tests started
  void Add(std::string_view name, bool is_subtest);  // it starts
  // The result of the test of this name that still runs; null if there is none.
  Result* FindRunning(std::string_view name);
  std::string captured;        // the output of the test, unless it is streamed
  std::string pending_out;     // for standard output, when it is this package's turn
  std::string pending_err;     // for standard error
  std::unique_ptr<EventReader> events;
  std::vector<TestEvent> log;  // with -junit

  double seconds() const { return std::chrono::duration<double>(end - start).count(); }
};

class TestRunner {
 public:
  // `setup_errors` has one text for each target: what keeps it from being built, or nothing.
  TestRunner(const TestOptions& options, embed::TestBase& base, std::vector<embed::TestTarget> targets,
             std::span<const std::string> setup_errors);
  ~TestRunner();

  // Runs everything and prints it. Returns the exit status.
  int Run();

  const std::vector<std::unique_ptr<TestRun>>& runs() const { return runs_; }
  // Does the output say what every test did?
  bool shows_all() const { return options_.verbose || options_.json; }
  // The files that the tests wrote their coverage profiles to, in the order of the packages.
  std::vector<std::string> profiles() const;

 private:
  void Start(TestRun& run);
  // Reads what the workers have written; waits for at most a tenth of a second.
  void Poll();
  void ReadOutput(TestRun& run);
  void ReadControl(TestRun& run);
  void OnReport(TestRun& run, std::string_view line);
  void OnBuilt(TestRun& run);
  void Reap(TestRun& run);
  void Finish(TestRun& run);
  void FinishTest(TestRun& run);
  void KillIfLate(TestRun& run);
  // Text that belongs to the package on standard output: the test's own, and the lines about its result.
  void Emit(TestRun& run, std::string_view text);
  void EmitError(TestRun& run, std::string_view text);
  void OnEvent(TestRun& run, const TestEvent& event);
  void PrintRepeats(TestRun& run);
  // Prints what is ready in the order of the packages.
  void Print();
  void Write(std::FILE* stream, std::string_view text);
  std::string CoverageOf(const TestRun& run) const;
  std::string ProfilePath(const TestRun& run) const;
  // Is output printed as it comes?
  bool Streams() const;

  const TestOptions& options_;
  embed::TestBase& base_;  // each worker uses up its own copy
  std::vector<std::unique_ptr<TestRun>> runs_;
  size_t jobs_ = 1;      // processes at once
  size_t started_ = 0;
  size_t printed_ = 0;   // runs before this one are printed
  size_t active_ = 0;
  bool local_;           // no packages were named: the working directory is tested
  int exit_status_ = 0;
  std::string scratch_;  // a folder of our own for coverage profiles
  std::vector<std::string> errors_shown_;  // a package's errors are printed once
  TestProgress progress_;
};

}  // namespace golite::cli
