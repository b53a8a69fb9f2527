// This file implements the reports of data races on the command line. GORACE has the form of Go's: "name=value ...".
#include "cli/race.h"

#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <sstream>

namespace golite::cli {
namespace {

// Options of Go's detector that have nothing to say here: nothing is forgotten, and reports are told apart by their stacks.
bool IsMeaningless(const std::string& name) {
  return name == "history_size" || name == "suppress_equal_stacks" || name == "suppress_equal_addresses";
}

}  // namespace

RaceReporter::RaceReporter(VmOptions& vm, bool json) : json_(json) {
  RaceOptions& race = vm.race;
  const char* setting = std::getenv("GORACE");
  std::istringstream words(setting == nullptr ? "" : setting);
  for (std::string word; words >> word;) {
    const size_t eq = word.find('=');
    const std::string name = word.substr(0, eq), value = eq == std::string::npos ? "" : word.substr(eq + 1);
    int number = 0;
    if (name == "exitcode" || name == "halt_on_error" || name == "atexit_sleep_ms") {
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
      if (error != std::errc() || end != value.data() + value.size() || number < 0) {
        std::fprintf(stderr, "golite: GORACE option %s wants a number, not \"%s\"\n", name.c_str(), value.c_str());
        continue;
      }
    }
    if (name == "log_path") log_path_ = value;
    else if (name == "exitcode") exit_code_ = number;
    else if (name == "strip_path_prefix") race.strip_path_prefix = value;
    else if (name == "halt_on_error") race.halt_on_error = number != 0;
    else if (name == "atexit_sleep_ms") race.exit_sleep_ms = static_cast<uint64_t>(number);
    else if (!IsMeaningless(name)) std::fprintf(stderr, "golite: GORACE has no option %s\n", name.c_str());
  }
  race.show_sources = log_path_.empty() && isatty(STDERR_FILENO) != 0;
  race.on_report = [this, halt = race.halt_on_error](const RaceReport& r) {
    Write(json_ ? r.json + "\n" : r.text);
    // As in Go the process ends on the spot, not at the next safepoint.
    if (halt) std::_Exit(exit_code_);
  };
}

RaceReporter::~RaceReporter() {
  if (file_ != nullptr) std::fclose(file_);
}

void RaceReporter::Write(const std::string& text) {
  std::fflush(stdout);
  std::FILE* to = stderr;
  if (log_path_ == "stdout") {
    to = stdout;
  } else if (!log_path_.empty() && log_path_ != "stderr") {
    const std::string path = log_path_ + "." + std::to_string(getpid());
    if (file_ == nullptr) file_ = std::fopen(path.c_str(), "w");
    if (file_ != nullptr) to = file_;
    else std::fprintf(stderr, "golite: cannot write %s, which GORACE names\n", path.c_str());
  }
  std::fputs(text.c_str(), to);
  std::fflush(to);
}

int RaceReporter::Finish(const RunResult& run) {
  if (run.races == 0) return run.status;
  if (!json_) Write("Found " + std::to_string(run.races) + " data race(s)\n");
  return run.status == 0 || run.kind == RunKind::kStopped ? exit_code_ : run.status;
}

}  // namespace golite::cli
