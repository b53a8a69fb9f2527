// This file implements running the tests of many packages at once.
//
// Each package has a process of its own, forked from this one: a test may change its working directory, its environment
// and its limits, leave the process with os.Exit, or run out of memory, and no other package notices. A fork costs a
// fraction of a millisecond, and the child starts with everything this process has loaded; nothing is written to disk.
// The parent has one thread, which only waits for pipes.
#include "cli/test_runner.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <thread>
#include <utility>

namespace golite::cli {
namespace {

constexpr std::string_view kNoTestsToRun = "testing: warning: no tests to run\n";

std::string Seconds(double seconds) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.3fs", seconds);
  return buffer;
}

// "11m0s", as Go prints a duration of whole seconds.
std::string DurationText(std::chrono::nanoseconds duration) {
  const auto seconds = std::chrono::duration_cast<std::chrono::milliseconds>(duration).count() / 1000.0;
  std::string out;
  const auto whole = static_cast<int64_t>(seconds);
  if (whole >= 3600) out += std::to_string(whole / 3600) + "h";
  if (whole >= 60) out += std::to_string(whole / 60 % 60) + "m";
  char rest[32];
  const auto end = std::to_chars(rest, rest + sizeof rest, seconds - static_cast<double>(whole / 60 * 60)).ptr;
  return out.append(rest, end) + "s";
}

// How a process ended, in the words of package os.
std::string ExitText(int wait_status) {
  if (WIFSIGNALED(wait_status)) {
    std::string name = ::strsignal(WTERMSIG(wait_status));
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
    return "signal: " + name;
  }
  return "exit status " + std::to_string(WEXITSTATUS(wait_status));
}

bool ReadSome(int fd, std::string& text) {
  char buffer[1 << 16];
  const ssize_t n = ::read(fd, buffer, sizeof buffer);
  if (n > 0) text.append(buffer, static_cast<size_t>(n));
  return n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN));
}

void Close(int& fd) {
  if (fd >= 0) ::close(fd);
  fd = -1;
}

}  // namespace

// ------------------------------------------------------------------------------------------------------------ progress

TestProgress::TestProgress(size_t packages) : packages_(packages), enabled_(isatty(STDERR_FILENO) != 0 && isatty(STDOUT_FILENO) != 0) {}

void TestProgress::Clear() {
  if (!drawn_) return;
  std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
}

void TestProgress::Draw() {
  const auto now = std::chrono::steady_clock::now();
  if (!enabled_ || (drawn_ && now - last_ < std::chrono::milliseconds(50))) return;
  last_ = now;
  std::fflush(stdout);
  std::fprintf(stderr, "\r\x1b[K%zu/%zu packages, %zu running, %zu tests done, %zu failed", packages_done, packages_, running,
               tests_done, tests_failed);
  std::fflush(stderr);
  drawn_ = true;
}

// -------------------------------------------------------------------------------------------------------------- runner

TestRunner::TestRunner(const TestOptions& options, embed::TestBase& base, std::vector<embed::TestTarget> targets,
                       std::span<const std::string> setup_errors)
    : options_(options), base_(base), local_(options.packages.empty()), progress_(targets.size()) {
  for (size_t i = 0; i < targets.size(); ++i) {
    runs_.push_back(std::make_unique<TestRun>());
    TestRun& run = *runs_.back();
    if (!setup_errors[i].empty()) run.build_errors.emplace_back(targets[i].import_path, setup_errors[i]);
    run.target = std::move(targets[i]);
  }
  std::ranges::stable_partition(runs_, [](const auto& run) { return !run->build_errors.empty(); });
}

TestRunner::~TestRunner() {
  std::error_code error;
  if (!scratch_.empty()) std::filesystem::remove_all(scratch_, error);
}

bool TestRunner::Streams() const {
  return local_ || options_.bench || (options_.shows_passes() && (runs_.size() == 1 || options_.jobs == 1)) || options_.json;
}

int TestRunner::Run() {
  if (options_.cover && (!options_.cover_profile.empty() || !options_.cover_html.empty())) {
    std::string path = (std::filesystem::temp_directory_path() / "golite-testXXXXXX").string();
    if (::mkdtemp(path.data()) == nullptr) {
      std::fprintf(stderr, "golite: %s: %s\n", path.c_str(), std::strerror(errno));
      return 1;
    }
    scratch_ = path;
  }
  // Benchmarks must not disturb each other.
  const size_t cores = std::max(1u, std::thread::hardware_concurrency());
  jobs_ = options_.bench ? 1 : options_.jobs != 0 ? options_.jobs : cores;
  while (printed_ < runs_.size()) {
    while (active_ < jobs_ && started_ < runs_.size()) Start(*runs_[started_++]);
    Poll();
    for (size_t i = printed_; i < started_; ++i) {
      TestRun& run = *runs_[i];
      KillIfLate(run);
      Reap(run);
    }
    Print();
    progress_.running = active_;
    progress_.Draw();
  }
  progress_.Clear();
  if (!local_ && exit_status_ != 0 && !options_.json) Write(stdout, "FAIL\n");
  return exit_status_;
}

void TestRunner::Start(TestRun& run) {
  if (options_.json || !options_.junit.empty()) {
    run.events = std::make_unique<EventReader>([this, &run](const TestEvent& event) { OnEvent(run, event); });
  }
  if (!run.build_errors.empty()) {  // there is nothing to start
    run.status = "setup-failed";
    OnBuilt(run);
    Finish(run);
    run.finished = true;
    return;
  }
  int output[2], control[2];
  if (::pipe2(output, O_CLOEXEC) != 0 || ::pipe2(control, O_CLOEXEC) != 0) {
    run.status = "ready";
    run.finished = true;
    run.ok = false;
    EmitError(run, std::string("golite: pipe: ") + std::strerror(errno) + "\n");
    exit_status_ = std::max(exit_status_, 1);
    return;
  }
  progress_.Clear();
  std::fflush(stdout);
  std::fflush(stderr);
  run.start = TestRun::Clock::now();
  run.pid = ::fork();
  if (run.pid == 0) {
    ::close(output[0]);
    ::close(control[0]);
    ::dup2(output[1], STDOUT_FILENO);
    ::dup2(output[1], STDERR_FILENO);
    if (const int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC); null >= 0) ::dup2(null, STDIN_FILENO);
    TestOptions options = options_;
    options.script_jobs = std::max<size_t>(1, jobs_ / runs_.size());
    for (std::string& arg : options.test_args) {
      if (!scratch_.empty() && arg.starts_with("-test.coverprofile=")) arg = "-test.coverprofile=" + ProfilePath(run);
    }
    RunTestWorker(base_, run.target, options, control[1]);
  }
  ::close(output[1]);
  ::close(control[1]);
  run.output = output[0];
  run.control = control[0];
  ++active_;
  if (run.pid < 0) {
    run.reaped = true;
    run.wait_status = 1 << 8;
    EmitError(run, std::string("golite: fork: ") + std::strerror(errno) + "\n");
  }
}

std::string TestRunner::ProfilePath(const TestRun& run) const {
  const auto it = std::ranges::find(runs_, &run, &std::unique_ptr<TestRun>::get);
  return scratch_ + "/" + std::to_string(it - runs_.begin()) + ".out";
}

std::vector<std::string> TestRunner::profiles() const {
  std::vector<std::string> paths;
  for (const auto& run : runs_) paths.push_back(ProfilePath(*run));
  return paths;
}

void TestRunner::Poll() {
  std::vector<pollfd> fds;
  std::vector<TestRun*> owners;
  for (size_t i = printed_; i < started_; ++i) {
    TestRun& run = *runs_[i];
    for (const int fd : {run.control, run.output}) {
      if (fd < 0) continue;
      fds.push_back({fd, POLLIN, 0});
      owners.push_back(&run);
    }
  }
  if (fds.empty()) return;
  ::poll(fds.data(), fds.size(), /*milliseconds=*/100);
  for (size_t i = 0; i < fds.size(); ++i) {
    if (fds[i].revents == 0) continue;
    if (fds[i].fd == owners[i]->control) {
      ReadControl(*owners[i]);
    } else {
      ReadOutput(*owners[i]);
    }
  }
}

void TestRunner::ReadOutput(TestRun& run) {
  std::string text;
  if (!ReadSome(run.output, text)) Close(run.output);
  if (text.empty()) return;
  if ((!local_ && !options_.bench) || !options_.junit.empty()) run.captured += text;
  if (Streams()) Emit(run, text);
}

void TestRunner::ReadControl(TestRun& run) {
  if (!ReadSome(run.control, run.control_text)) Close(run.control);
  std::string& text = run.control_text;
  while (true) {
    if (run.take_text != nullptr) {
      if (text.size() < run.text_wanted) return;
      std::exchange(run.take_text, nullptr)(text.substr(0, run.text_wanted));
      text.erase(0, run.text_wanted);
    }
    const size_t newline = text.find('\n');
    if (newline == text.npos) return;
    const std::string line = text.substr(0, newline);
    text.erase(0, newline + 1);
    OnReport(run, line);
  }
}

void TestRun::Add(std::string_view name, bool is_subtest) {
  Result& result = results.emplace_back();
  result.name = name;
  result.is_subtest = is_subtest;
  result.start = Clock::now();
}

TestRun::Result* TestRun::FindRunning(std::string_view name) {
  // From behind, since what ends has begun not long ago.
  for (size_t i = results.size(); i-- > 0;) {
    if (results[i].name == name && results[i].verdict.empty()) return &results[i];
  }
  return nullptr;
}

void TestRunner::OnReport(TestRun& run, std::string_view line) {
  std::string_view rest = line;
  auto word = [&rest] {
    const std::string_view first = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(first.size() + 1, rest.size()));
    return first;
  };
  auto number = [&word](auto& n) {
    const std::string_view digits = word();
    std::from_chars(digits.data(), digits.data() + digits.size(), n);
  };
  const std::string_view verb = word();
  if (verb == "errors") {
    number(run.text_wanted);
    run.take_text = [&run, package = std::string(rest)](std::string text) { run.build_errors.emplace_back(package, std::move(text)); };
  } else if (verb == "case") {
    run.Add(rest, /*is_subtest=*/true);
  } else if (verb == "log") {
    const std::string verdict(word()), name(word());
    int64_t nanoseconds = 0;
    number(nanoseconds);
    number(run.text_wanted);
    run.take_text = [&run, verdict, name, nanoseconds](std::string text) {
      TestRun::Result* result = run.FindRunning(name);
      if (result == nullptr) return;
      result->has_log = true;
      result->log = std::move(text);
      result->seconds = static_cast<double>(nanoseconds) / 1e9;
      if (result->is_subtest) result->verdict = verdict;  // that of the others is yet to come, with a seed
    };
  } else if (verb == "status") {
    run.status = word();
    run.start = TestRun::Clock::now();
    if (!rest.empty()) {
      int64_t nanoseconds = 0;
      number(nanoseconds);
      run.start = TestRun::Clock::time_point(TestRun::Clock::duration(nanoseconds));
    }
    OnBuilt(run);
  } else if (verb == "run") {
    run.Add(rest, /*is_subtest=*/false);
  } else if (verb == "pass" || verb == "fail" || verb == "skip") {
    TestRun::Result* result = run.FindRunning(word());
    if (result == nullptr) return;
    result->verdict = verb;
    result->seed = rest;
    if (!result->has_log) result->seconds = std::chrono::duration<double>(TestRun::Clock::now() - result->start).count();
    ++progress_.tests_done;
    if (verb == "fail") ++progress_.tests_failed;
  }
}

// The build is done: prints what is wrong with it.
void TestRunner::OnBuilt(TestRun& run) {
  for (const auto& [package, text] : run.build_errors) {
    if (options_.json) {
      std::string events = BuildEventJson(package, "build-output", "# " + package + "\n") + "\n";
      for (size_t i = 0; i < text.size();) {
        const size_t end = std::min(text.find('\n', i), text.size() - 1) + 1;
        events += BuildEventJson(package, "build-output", text.substr(i, end - i)) + "\n";
        i = end;
      }
      Write(stdout, events + BuildEventJson(package, "build-fail", "") + "\n");
      continue;
    }
    // Packages that import a broken one fail for the same reason.
    const std::string shown = package.substr(0, package.find(' ')) + "\n" + text;
    if (std::ranges::find(errors_shown_, shown) != errors_shown_.end()) continue;
    errors_shown_.push_back(shown);
    EmitError(run, "# " + package + "\n" + text);
  }
  if (run.events != nullptr && run.status != "excluded") {
    TestEvent start;
    start.action = "start";
    OnEvent(run, start);
  }
}

void TestRunner::KillIfLate(TestRun& run) {
  // The test program ends itself after the timeout; this is for one that cannot.
  if (run.pid < 0 || run.killed || run.status != "ready" || options_.timeout <= std::chrono::nanoseconds(0)) return;
  if (TestRun::Clock::now() - run.start < options_.timeout + std::chrono::minutes(1)) return;
  run.killed = true;
  ::kill(run.pid, SIGKILL);
}

void TestRunner::Reap(TestRun& run) {
  if (run.finished || run.control >= 0) return;
  if (!run.reaped) {
    const pid_t ended = ::waitpid(run.pid, &run.wait_status, WNOHANG);
    if (ended == 0 || (ended < 0 && errno == EINTR)) return;
    run.end = TestRun::Clock::now();
    run.reaped = true;
    run.pid = -1;
  }
  // Processes that the test left behind may keep its output open; they are not waited for without end.
  if (run.output >= 0 && TestRun::Clock::now() - run.end < std::chrono::seconds(5)) return;
  Close(run.output);
  --active_;
  Finish(run);
  run.finished = true;
}

void TestRunner::Finish(TestRun& run) {
  ++progress_.packages_done;
  const std::string& package = run.target.import_path;
  if (run.status == "ready") {
    FinishTest(run);
  } else if (run.status == "no-tests") {
    Emit(run, "?   \t" + package + "\t[no test files]\n");
  } else if (run.status == "setup-failed" || run.status == "build-failed") {
    run.ok = false;
    exit_status_ = std::max(exit_status_, run.status == "build-failed" ? 2 : 1);
    // As go test has it: of a package without tests, the errors are all that is printed.
    const bool has_tests = run.status == "setup-failed" || embed::HasTestFiles(run.target);
    if (has_tests) Emit(run, "FAIL\t" + package + (run.status == "build-failed" ? " [build failed]\n" : " [setup failed]\n"));
  } else if (run.status.empty()) {
    // The worker died while it compiled, which is a bug of ours.
    run.ok = false;
    exit_status_ = std::max(exit_status_, 1);
    if (!Streams()) Emit(run, run.captured);
    Emit(run, "golite: the build ended with " + ExitText(run.wait_status) + "\nFAIL\t" + package + " [build failed]\n");
  }
  if (run.events != nullptr && run.status != "excluded") {
    if (run.status == "ready") run.events->Exited(run.ok);
    TestEvent result;
    result.action = run.events->Close();
    const bool ran = run.status == "ready";
    result.elapsed = ran ? std::round(run.seconds() * 1000) / 1000 : 0;
    if (!result.action.empty()) OnEvent(run, result);
  }
  if (!run.ok) PrintRepeats(run);
}

void TestRunner::FinishTest(TestRun& run) {
  if (run.killed) Emit(run, "*** Test killed: ran too long (" + DurationText(options_.timeout + std::chrono::minutes(1)) + ").\n");
  run.ok = run.wait_status == 0;
  const std::string& out = run.captured;
  const std::string tail = "\t" + run.target.import_path + "\t" + Seconds(run.seconds());
  const bool streams = Streams();
  if (run.ok) {
    std::string note;
    if (out.starts_with(kNoTestsToRun) || out.find("\n" + std::string(kNoTestsToRun)) != out.npos) note = " [no tests to run]";
    if (!streams && options_.shows_passes()) Emit(run, out);
    if (!out.empty() && !out.ends_with('\n') && (streams || options_.shows_passes())) Emit(run, "\n");
    Emit(run, "ok  " + tail + CoverageOf(run) + note + "\n");
    return;
  }
  exit_status_ = std::max(exit_status_, 1);
  if (!streams) Emit(run, out);
  if (out.empty()) {
    Emit(run, ExitText(run.wait_status) + "\n");
  } else if (!out.ends_with('\n')) {
    Emit(run, "\n");
  }
  Emit(run, "FAIL" + tail + "\n");
}

std::string TestRunner::CoverageOf(const TestRun& run) const {
  if (!options_.cover) return {};
  const size_t at = run.captured.find("coverage: ");
  if (at == std::string::npos) return {};
  return "\t" + run.captured.substr(at, run.captured.find('\n', at) - at);
}

// ---------------------------------------------------------------------------------------------------------- printing

void TestRunner::Emit(TestRun& run, std::string_view text) {
  if (run.events != nullptr) run.events->Write(text);
  if (options_.json) return;
  run.pending_out += text;
}

void TestRunner::EmitError(TestRun& run, std::string_view text) { run.pending_err += text; }

void TestRunner::OnEvent(TestRun& run, const TestEvent& event) {
  if (!options_.junit.empty()) run.log.push_back(event);
  if (!options_.json) return;
  const bool failed_build = event.action == "fail" && event.test.empty() && run.status == "build-failed";
  const std::string failed = failed_build && !run.build_errors.empty() ? run.build_errors[0].first : "";
  Write(stdout, EventJson(event, run.target.import_path, EventTime(), failed) + "\n");
}

// Says how each failed test is run again. Standard output is what go test prints; this is on standard error.
void TestRunner::PrintRepeats(TestRun& run) {
  auto print = [&](const std::string& test, const std::string& seed) {
    std::string command = "golite test";
    for (const std::string& flag : options_.repeat_flags) command += " " + flag;
    command += " -run '^" + test + "$' -seed=" + seed;
    if (run.target.files.empty()) {
      command += " " + run.target.import_path;
    } else {
      for (const std::string& file : run.target.files) command += " " + embed::ShortenPaths(file, /*bare=*/true);
    }
    EmitError(run, "repeat: " + command + "\n");
  };
  std::vector<std::string> printed;
  for (const TestRun::Result& result : run.results) {
    // What has no verdict was running when the program died.
    if (result.is_subtest || (result.verdict != "fail" && !result.verdict.empty())) continue;
    if (std::ranges::find(printed, result.name) != printed.end()) continue;
    printed.push_back(result.name);
    print(result.name, result.seed.empty() ? std::to_string(options_.vm.seed) : result.seed);
  }
}

void TestRunner::Print() {
  while (printed_ < started_) {
    TestRun& run = *runs_[printed_];
    if (!run.finished && !Streams()) return;
    Write(stderr, std::exchange(run.pending_err, {}));
    Write(stdout, std::exchange(run.pending_out, {}));
    if (!run.finished) return;
    ++printed_;
  }
}

void TestRunner::Write(std::FILE* stream, std::string_view text) {
  if (text.empty()) return;
  progress_.Clear();
  std::fwrite(text.data(), 1, text.size(), stream);
  std::fflush(stream);
}

}  // namespace golite::cli
