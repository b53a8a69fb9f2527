// This file implements suites of plain scripts.
//
// A folder without _test files is a suite when one of its programs says what it must print: in an // Output: or
// // Error: comment that is the last thing in the file, or in a file of the same name that ends in .out. The results
// are printed as package testing prints them. Each script runs in a process of its own, several of them at once.
#include "cli/test_scripts.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "cli/options.h"
#include "cli/race.h"
#include "embed/expected_output.h"

namespace golite::cli {
namespace {

namespace fs = std::filesystem;

bool ReadFile(const std::string& path, std::string* text) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  *text = out.str();
  return file.good();
}

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::vector<std::string> Lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t newline = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, newline));
    text.remove_prefix(std::min(newline + 1, text.size()));
  }
  return lines;
}

// Reads what the comments at the end of a program expect. There may be one for the output and one for the error.
void ReadExpectations(std::string_view text, TestScript& script) {
  std::vector<embed::CommentGroup> comments = embed::CommentsOf(text);
  size_t end = text.size();
  while (!comments.empty()) {
    const embed::CommentGroup last = std::move(comments.back());
    comments.pop_back();
    if (!Trim(text.substr(last.end, end - last.end)).empty()) return;  // code follows
    end = last.begin;
    std::string lower(last.text.substr(0, 6));
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    if (lower == "error:" && !script.has_error) {
      script.has_error = true;
      script.error = Trim(std::string_view(last.text).substr(6));
    } else if (!script.has_output) {
      const std::string_view comment = text.substr(last.begin, last.end - last.begin);
      script.has_output = embed::FindExpectedOutput(comment, &script.output, &script.unordered);
      if (!script.has_output) return;
    } else {
      return;
    }
  }
}

// Is the file a program by itself?
bool IsProgram(std::string_view text) {
  bool package = false, main = false;
  for (const std::string& line : Lines(text)) {
    package |= Trim(line).starts_with("package main");
    main |= line.starts_with("func main(");
  }
  return package && main;
}

// The pattern of -run or -skip. Scripts have no subtests, so only what stands before the first slash counts.
class NamePattern {
 public:
  // Prints what is wrong with the pattern, as package testing does; ok() is false then.
  NamePattern(const char* flag, const std::string& pattern) : empty_(pattern.empty()) {
    const std::string first = pattern.substr(0, pattern.find('/'));
    try {
      regex_.assign(first, std::regex::ECMAScript);
    } catch (const std::regex_error& error) {
      std::printf("testing: invalid regexp for element 0 of -test.%s (\"%s\"): %s\n", flag, first.c_str(), error.what());
      ok_ = false;
    }
  }
  bool ok() const { return ok_; }
  bool empty() const { return empty_; }
  bool Matches(const std::string& name) const { return std::regex_search(name, regex_); }

 private:
  std::regex regex_;
  bool empty_;
  bool ok_ = true;
};

// A run of a script, in a process of its own.
struct ScriptRun {
  using Clock = std::chrono::steady_clock;

  const TestScript* script = nullptr;
  uint64_t seed = 0;
  pid_t pid = -1;
  int out_fd = -1, err_fd = -1;  // its standard output and error, which stay in memory
  Clock::time_point start;
  bool ended = false;            // what follows is known
  double seconds = 0;
  int wait_status = 0;
  std::string out, err;
};

std::string ReadBack(int fd) {
  std::string text(static_cast<size_t>(std::max<off_t>(0, ::lseek(fd, 0, SEEK_END))), '\0');
  const ssize_t n = ::pread(fd, text.data(), text.size(), 0);
  text.resize(n < 0 ? 0 : static_cast<size_t>(n));
  ::close(fd);
  return text;
}

void End(ScriptRun& run, int wait_status) {
  run.ended = true;
  run.wait_status = wait_status;
  run.seconds = std::chrono::duration<double>(ScriptRun::Clock::now() - run.start).count();
  run.out = ReadBack(run.out_fd);
  run.err = ReadBack(run.err_fd);
}

// Starts the process that compiles and runs the program.
void Start(ScriptRun& run, const TestOptions& options) {
  const TestScript& script = *run.script;
  run.out_fd = ::memfd_create("out", MFD_CLOEXEC);
  run.err_fd = ::memfd_create("err", MFD_CLOEXEC);
  run.start = ScriptRun::Clock::now();
  std::fflush(stdout);
  run.pid = ::fork();
  if (run.pid == 0) {
    ::dup2(run.out_fd, STDOUT_FILENO);
    ::dup2(run.err_fd, STDERR_FILENO);
    const std::string paths[] = {script.path};
    CompileResult result = Engine().Compile(paths, options.build.compile);
    if (!result.ok()) {
      std::fputs(embed::ShortenPaths(result.Report(), /*bare=*/false).c_str(), stderr);
      std::fflush(stderr);
      ::_exit(1);
    }
    VmOptions vm_options = options.vm;
    vm_options.capabilities = Capabilities::System();
    vm_options.seed = run.seed;
    vm_options.args = {script.path};
    (void)!::chdir(fs::path(script.path).parent_path().c_str());
    RaceReporter races(vm_options, /*json=*/false);
    Vm vm(result.program, vm_options);
    const RunResult ran = vm.Run();
    std::fflush(stdout);
    std::fputs(ran.report.c_str(), stderr);
    const int status = races.Finish(ran);
    std::fflush(stderr);
    ::_exit(status);
  }
  if (run.pid < 0) End(run, /*wait_status=*/1 << 8);
}

// Waits until one of the runs ends.
void AwaitOne(std::deque<ScriptRun>& runs) {
  int wait_status = 0;
  const pid_t pid = ::waitpid(-1, &wait_status, 0);
  for (ScriptRun& run : runs) {
    if (!run.ended && (run.pid == pid || (pid < 0 && errno == ECHILD))) End(run, pid < 0 ? 1 << 8 : wait_status);
  }
}

std::string Indent(std::string_view text) {
  std::string out;
  for (const std::string& line : Lines(text)) out += "    " + line + "\n";
  return out;
}

std::string Normal(std::string_view text, bool unordered) {
  if (!unordered) return std::string(Trim(text));
  std::vector<std::string> lines = Lines(Trim(text));
  std::ranges::sort(lines);
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : "\n") + line;
  return out;
}

// What is wrong with a run; empty when nothing is.
std::string Judge(const ScriptRun& result) {
  const TestScript& script = *result.script;
  std::string problem;
  const bool failed = result.wait_status != 0;
  if (script.has_output) {
    const std::string got = Normal(result.out, script.unordered), want = Normal(script.output, script.unordered);
    if (got != want) problem += "got:\n" + got + "\nwant:\n" + want + "\n";
  }
  if (!script.has_error) {
    if (failed) {
      const std::string status = WIFSIGNALED(result.wait_status) ? "signal " + std::to_string(WTERMSIG(result.wait_status))
                                                                 : "exit status " + std::to_string(WEXITSTATUS(result.wait_status));
      problem += result.err + status + "\n";
    }
    return problem;
  }
  if (!failed) return problem + "no error, want:\n" + script.error + "\n";
  // Each expected line must occur, in this order; traces and places in between do not matter.
  size_t at = 0;
  for (const std::string& line : Lines(script.error)) {
    const size_t found = result.err.find(Trim(line), at);
    if (found == std::string::npos) return problem + "got error:\n" + std::string(Trim(result.err)) + "\nwant error:\n" + script.error + "\n";
    at = found + Trim(line).size();
  }
  return problem;
}

void Report(int control, const std::string& line) {
  if (::write(control, line.data(), line.size()) < 0) std::fflush(stdout);  // without a parent nobody misses it
}

}  // namespace

std::vector<TestScript> FindTestScripts(const embed::TestTarget& target) {
  std::set<std::string> paths(target.files.begin(), target.files.end());
  std::error_code error;
  if (target.files.empty()) {
    for (fs::directory_iterator it(target.dir, error), end; !error && it != end; it.increment(error)) {
      const std::string name = it->path().filename().string();
      if (IsGoFile(name) && name[0] != '_' && name[0] != '.') paths.insert(it->path().string());
    }
  }
  std::vector<TestScript> scripts;
  for (const std::string& path : paths) {
    TestScript script;
    script.path = path;
    script.name = fs::path(path).stem().string();
    std::string text;
    if (!ReadFile(path, &text) || !IsProgram(text)) continue;
    ReadExpectations(text, script);
    const std::string out_path = fs::path(path).replace_extension(".out").string();
    if (!script.has_output && fs::exists(out_path, error)) script.has_output = ReadFile(out_path, &script.output);
    if (script.has_output || script.has_error) scripts.push_back(std::move(script));
  }
  return scripts;
}

int RunTestScripts(const std::vector<TestScript>& scripts, const TestOptions& options, int control) {
  const NamePattern run("run", options.run), skip("skip", options.skip);
  if (!run.ok() || !skip.ok()) {
    std::fflush(stdout);
    return 1;
  }
  if (options.list) {
    for (const TestScript& script : scripts) std::printf("%s\n", script.name.c_str());
    std::fflush(stdout);
    return 0;
  }
  const std::string mark = options.json ? "\x16" : "";
  std::deque<ScriptRun> waiting, running;
  for (int round = 0; round < options.count; ++round) {
    for (const TestScript& script : scripts) {
      if (!run.Matches(script.name) || (!skip.empty() && skip.Matches(script.name))) continue;
      ScriptRun& next = waiting.emplace_back();
      next.script = &script;
      next.seed = options.vm.seed + (options.vary_seed ? static_cast<uint64_t>(round) : 0);
    }
  }
  if (waiting.empty()) std::printf("testing: warning: no tests to run\n");
  // Results are printed in the order of the files, whatever ends first. After a failure that ends it all nothing may run.
  const size_t jobs = options.failfast ? 1 : options.script_jobs;
  bool ok = true;
  while (!waiting.empty() || !running.empty()) {
    while (!waiting.empty() && static_cast<size_t>(std::ranges::count(running, false, &ScriptRun::ended)) < jobs) {
      running.push_back(std::move(waiting.front()));
      waiting.pop_front();
      Start(running.back(), options);
    }
    if (!running.front().ended) AwaitOne(running);
    while (!running.empty() && running.front().ended) {
      const ScriptRun& ended = running.front();
      const std::string& name = ended.script->name;
      const std::string problem = Judge(ended);
      const char* verdict = problem.empty() ? "PASS" : "FAIL";
      if (options.verbose || options.json) std::printf("%s=== RUN   %s\n", mark.c_str(), name.c_str());
      if (!problem.empty() || options.verbose || options.json) {
        std::printf("%s--- %s: %s (%.2fs)\n%s", mark.c_str(), verdict, name.c_str(), ended.seconds, Indent(problem).c_str());
      }
      std::fflush(stdout);
      const std::string result = problem.empty() ? "pass " : "fail ", text = Indent(problem);
      Report(control, "run " + name + "\nlog " + result + name + " " + std::to_string(static_cast<int64_t>(ended.seconds * 1e9)) + " " +
                          std::to_string(text.size()) + "\n" + text + result + name + " " + std::to_string(ended.seed) + "\n");
      ok &= problem.empty();
      if (!problem.empty() && options.failfast) waiting.clear();
      running.pop_front();
    }
  }
  std::printf("%s\n", ok ? "PASS" : "FAIL");
  std::fflush(stdout);
  return ok ? 0 : 1;
}

}  // namespace golite::cli
