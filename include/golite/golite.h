// The public API of Golite: compile Go programs and run them in virtual machines.
//
// An Engine compiles sources to a Program, which is immutable and may be shared between threads. A Vm runs one Program
// with a heap, goroutines and a clock of its own; it belongs to one thread at a time. Nothing here throws.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace golite {

// The version of this library, "major.minor.patch".
std::string_view Version();

// One error of a compilation.
struct SourceError {
  std::string file;   // as it was named by the caller; empty when the error belongs to no place
  uint32_t line = 0;  // from 1; 0 when unknown
  uint32_t column = 0;  // in bytes from 1; 0 when unknown
  std::string message;
};

struct CompileOptions {
  // The language version such as "go1.21". Empty: the go line of go.mod, else the newest.
  std::string lang;
  // Build tags that hold in addition to linux, amd64, gc, unix, golite and the release tags.
  std::vector<std::string> tags;
  // Compiles for race mode; the tag "race" holds.
  bool race = false;
  // Only checks: no Program is made.
  bool check_only = false;
  // With check_only: likely mistakes in the named package are errors, too, worded as `go vet` words them.
  bool vet = false;
  // CompileText only: the text may be statements or declarations without package clause; it becomes the body of main,
  // and library packages that it uses are imported.
  bool one_liner = false;
};

// What a report of errors looks like.
struct ReportOptions {
  size_t max_errors = 10;  // then "too many errors"; 0 shows all
  bool snippets = false;   // draw the source line and a caret
  bool color = false;      // terminal colours in snippets
};

// A compiled program. A cheap handle to immutable data; copies share it. Thread-safe.
class Program {
 public:
  Program() = default;
  explicit operator bool() const { return impl_ != nullptr; }

  struct Impl;
  explicit Program(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  const Impl& impl() const { return *impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

// The outcome of a compilation: a program, or errors. With CompileOptions::check_only, neither means that all is well.
struct CompileResult {
  Program program;
  std::vector<SourceError> errors;  // sorted by place, without repetition

  bool ok() const { return errors.empty(); }
  // The errors as text, one `file:line:col: message` each. 
  std::string Report(const ReportOptions& options = {}) const;

  struct Sources;
  std::shared_ptr<Sources> sources;  // what Report works from
};

// Compiles. Not thread-safe; use one per thread.
class Engine {
 public:
  // Compiles a package: Go files, or one directory, or an import path inside the module of the working directory.
  CompileResult Compile(std::span<const std::string> paths, const CompileOptions& options = {}) const;
  // Compiles one file whose text is given; `name` appears in messages.
  CompileResult CompileText(std::string_view name, std::string_view text, const CompileOptions& options = {}) const;
};

struct VmOptions {
  // os.Args. The first is the program's name.
  std::vector<std::string> args;
  // Seeds every choice: time slices, select, map order, math/rand. A run with the same seed is the same run.
  uint64_t seed = 0;
  bool has_seed = false;  // without: a seed is drawn from the system
  // The clock jumps ahead whenever every goroutine sleeps.
  bool virtual_time = false;
  // Collect at every allocation (to find bugs in natives).
  bool gc_stress = false;
  // One line on standard error per collection.
  bool gc_trace = false;
  uint64_t max_heap_bytes = 0;         // 0: no limit
  uint64_t max_stack_bytes = 1000000000;  // of one goroutine
  uint64_t max_goroutines = 0;         // 0: no limit
  uint64_t max_instructions = 0;       // in units of fuel (back edges and calls); 0: no limit
};

enum class RunKind {
  kReturned,     // main returned
  kExited,       // os.Exit
  kPanicked,     // a panic nobody recovered
  kFatal,        // deadlock, stack overflow, out of memory, misuse that Go calls fatal
  kLimit,        // a limit of VmOptions was reached
  kStopped,      // Stop was called
};

struct RunResult {
  RunKind kind = RunKind::kReturned;
  int status = 0;      // what a process would exit with
  std::string report;  // what was or would be printed on standard error: panic, traces
  uint64_t seed = 0;   // repeats this run
};

// A machine that runs one program once. Every member belongs to one thread at a time, but for Stop.
class Vm {
 public:
  explicit Vm(Program program, VmOptions options = {});
  ~Vm();
  Vm(const Vm&) = delete;
  Vm& operator=(const Vm&) = delete;

  // Runs all package initialisation and main, until main returns or the program ends otherwise.
  RunResult Run();
  // Ends the run from any thread, at the next back edge or call.
  void Stop();

  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace golite
