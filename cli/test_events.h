// This file declares the events of a test run, and how they are found in the output of a test program.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace golite::cli {

// What `go doc test2json` calls a TestEvent; the package and the time are added by whoever writes it.
struct TestEvent {
  std::string action;  // run, pause, cont, pass, fail, skip, bench, attr, output, start
  std::string test;
  double elapsed = -1;  // seconds; negative when there is none
  std::string output;
  std::string key, value;  // of attr
};

// Turns the output of one test program into events. Each line is an event, told apart as test2json does: by its form,
// and once the program has marked such lines with a ^V, by the mark.
class EventReader {
 public:
  explicit EventReader(std::function<void(const TestEvent&)> sink) : sink_(std::move(sink)) {}

  void Write(std::string_view text);
  // The program ended; what it printed last does not count against that.
  void Exited(bool ok) { result_ = ok ? "pass" : "fail"; }
  // Emits what is pending. Returns the result of the package: pass, fail, skip, or nothing when none was seen.
  std::string Close();

 private:
  void Line(std::string_view line);
  void Result(std::string_view line, std::string_view rest, size_t indent);
  void Update(std::string_view line, bool marked);
  void Output(std::string_view text);
  // Emits the results of tests at this depth and below.
  void FlushReports(size_t depth);

  std::function<void(const TestEvent&)> sink_;
  std::string pending_;            // the beginning of a line
  bool in_line_ = false;           // the start of this line has been emitted
  bool needs_mark_ = false;        // the program marks its lines
  std::string test_;               // whose output comes
  std::vector<TestEvent> reports_;  // results of a test and its subtests, outermost first; their output may follow
  std::string result_;
};

// How long the UTF-8 sequence at the start of text is; 0 if it is none. Requires: text is not empty.
size_t RuneLength(std::string_view text);

// The event as a line of JSON in test2json's form, without the newline. `time` is RFC 3339.
std::string EventJson(const TestEvent& event, std::string_view package, std::string_view time, std::string_view failed_build);
std::string BuildEventJson(std::string_view import_path, std::string_view action, std::string_view output);
// The time now as JSON events have it.
std::string EventTime();

}  // namespace golite::cli
