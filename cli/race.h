// This file declares how the command line reports data races.
#pragma once

#include <cstdio>
#include <string>

#include "golite/golite.h"

namespace golite::cli {

// Reports races as GORACE and the options say, and decides the exit status.
class RaceReporter {
 public:
  // Sets vm.race, for a VM that the reporter must outlive.
  RaceReporter(VmOptions& vm, bool json);
  ~RaceReporter();
  RaceReporter(const RaceReporter&) = delete;
  RaceReporter& operator=(const RaceReporter&) = delete;

  // To be called when the run is over: says how many races there were; returns the exit status.
  int Finish(const RunResult& run);

 private:
  void Write(const std::string& text);

  bool json_ = false;
  int exit_code_ = 66;
  std::string log_path_;
  std::FILE* file_ = nullptr;
};

}  // namespace golite::cli
