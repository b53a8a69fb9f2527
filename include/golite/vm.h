// This file defines Vm, a machine that runs one program, and how a run ends.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "golite/options.h"
#include "golite/program.h"

namespace golite {

enum class RunKind : uint8_t {
  kReturned,  // main returned
  kExited,    // os.Exit
  kPanicked,  // a panic nobody recovered
  kFatal,     // deadlock, stack overflow, out of memory, misuse that Go calls fatal
  kLimit,     // a limit of VmOptions was reached
  kStopped,   // Stop was called
};

struct RunResult {
  RunKind kind = RunKind::kReturned;
  int status = 0;      // what a process would exit with
  std::string report;  // what was or would be printed on standard error: panic, traces
  uint64_t seed = 0;   // repeats this run
};

// A machine that runs one program, with a heap, goroutines and a clock of its own. Every member belongs to one thread
// at a time, but for Stop.
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
