// This file implements the events of a test run and their form as JSON.
#include "cli/test_events.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <span>
#include <utility>

namespace golite::cli {
namespace {

constexpr char kMark = 0x16;
constexpr std::string_view kUpdates[] = {"=== RUN   ", "=== PAUSE ", "=== CONT  ", "=== NAME  ", "=== ATTR  "};
constexpr std::string_view kReports[] = {"--- PASS: ", "--- FAIL: ", "--- SKIP: ", "--- BENCH: "};

bool StartsWithAny(std::string_view line, std::span<const std::string_view> prefixes) {
  return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return line.starts_with(prefix); });
}

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

bool IsBenchmarkName(std::string_view name) {
  if (!name.starts_with("Benchmark")) return false;
  return name.size() == 9 || !(name[9] >= 'a' && name[9] <= 'z');
}

}  // namespace

void EventReader::Write(std::string_view text) {
  for (const char c : text) {
    // A mark in the middle of a line begins a line of its own.
    if (c == kMark && (!pending_.empty() || in_line_)) {
      if (!pending_.empty()) Output(pending_);
      pending_.clear();
      in_line_ = false;
    }
    pending_ += c;
    if (c == '\n') {
      const std::string line = std::exchange(pending_, {});
      if (std::exchange(in_line_, false)) {
        Output(line);
      } else {
        Line(line);
      }
    } else if (c == '\t' && !in_line_ && IsBenchmarkName(Trim(pending_))) {
      // The name of a benchmark is known long before its result.
      Output(std::exchange(pending_, {}));
      in_line_ = true;
    }
  }
}

void EventReader::Line(std::string_view line) {
  const bool marked = line.starts_with(kMark);
  std::string_view text = line;
  if (marked) text.remove_prefix(1);
  if (text == "PASS\n" || text == "FAIL\n" || text.starts_with("FAIL\t")) {
    FlushReports(0);
    Output(text);
    result_ = text == "PASS\n" ? "pass" : "fail";
    return;
  }
  if (text.starts_with("?   \t") && text.ends_with("\t[no test files]\n") && reports_.empty()) result_ = "skip";
  const bool may_tell = marked || !needs_mark_;
  if (may_tell && StartsWithAny(text, kUpdates)) return Update(text, marked);
  size_t indent = 0;
  std::string_view rest = text;
  bool report_marked = marked;
  while (rest.starts_with("    ")) {
    rest.remove_prefix(4);
    ++indent;
  }
  if (rest.starts_with(kMark)) {
    rest.remove_prefix(1);
    report_marked = true;
  }
  if ((report_marked || !needs_mark_) && StartsWithAny(rest, kReports)) {
    needs_mark_ = needs_mark_ || report_marked;
    std::string whole(text);
    std::erase(whole, kMark);
    return Result(whole, rest, indent);
  }
  // Output that is indented belongs to the test whose result stands above it.
  if (indent > 0 && indent <= reports_.size()) test_ = reports_[indent - 1].test;
  Output(text);
}

void EventReader::Result(std::string_view line, std::string_view rest, size_t indent) {
  const size_t colon = rest.find(':');
  TestEvent event;
  event.action = Lower(rest.substr(4, colon - 4));
  std::string_view name = Trim(rest.substr(colon + 1));
  if (const size_t open = name.find(" ("); open != name.npos) {
    const std::string_view time = name.substr(open + 2);
    double elapsed;
    if (time.ends_with("s)") && std::from_chars(time.data(), time.data() + time.size() - 2, elapsed).ec == std::errc()) {
      event.elapsed = elapsed;
    }
    name = name.substr(0, open);
  }
  if (reports_.size() < indent) return Output(line);  // nested deeper than can be
  FlushReports(indent);
  event.test = test_ = name;
  reports_.push_back(std::move(event));
  Output(line);
}

void EventReader::Update(std::string_view line, bool marked) {
  needs_mark_ = needs_mark_ || marked;
  TestEvent event;
  event.action = Lower(Trim(line.substr(4, 6)));
  std::string_view name = Trim(line.substr(10));
  FlushReports(0);
  if (event.action == "attr") {
    const size_t key = name.find(' ');
    if (key != name.npos) {
      const std::string_view rest = name.substr(key + 1);
      const size_t value = std::min(rest.find(' '), rest.size());
      event.key = rest.substr(0, value);
      event.value = value < rest.size() ? rest.substr(value + 1) : "";
      name = name.substr(0, key);
    }
  }
  event.test = test_ = name;
  if (event.action == "name") return;  // it only says whose output follows
  if (event.action == "pause") Output(line);
  const bool output_follows = event.action != "pause";
  sink_(event);
  if (output_follows) Output(line);
}

void EventReader::Output(std::string_view text) {
  TestEvent event;
  event.action = "output";
  event.test = test_;
  event.output = text;
  sink_(event);
}

void EventReader::FlushReports(size_t depth) {
  test_.clear();
  while (reports_.size() > depth) {
    const TestEvent event = std::move(reports_.back());
    reports_.pop_back();
    sink_(event);
  }
}

std::string EventReader::Close() {
  if (!pending_.empty()) {
    const std::string line = std::exchange(pending_, {});
    if (in_line_) {
      Output(line);
    } else {
      Line(line);
    }
  }
  // Results that nothing followed are left without an event, as test2json leaves them: the package's tells enough.
  return result_;
}

// ---------------------------------------------------------------------------------------------------------------- JSON

size_t RuneLength(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char c = byte(0);
  if (c < 0x80) return 1;
  const size_t size = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 0;
  if (size == 0 || c > 0xF4 || size > text.size()) return 0;
  for (size_t k = 1; k < size; ++k) {
    if ((byte(k) & 0xC0) != 0x80) return 0;
  }
  // Too long a form, a surrogate, or beyond U+10FFFF.
  if ((c == 0xE0 && byte(1) < 0xA0) || (c == 0xED && byte(1) > 0x9F) || (c == 0xF0 && byte(1) < 0x90) || (c == 0xF4 && byte(1) > 0x8F)) return 0;
  return size;
}

namespace {

// A string as encoding/json writes it.
void AppendQuoted(std::string& out, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\b') {
      out += "\\b";
    } else if (c == '\f') {
      out += "\\f";
    } else if (c < 0x20 || c == '<' || c == '>' || c == '&') {
      out += "\\u00";
      out += kHex[c >> 4];
      out += kHex[c & 15];
    } else if (c < 0x80) {
      out += static_cast<char>(c);
    } else {
      // Bytes that are no UTF-8 become the replacement character.
      const std::string_view rune = text.substr(i, RuneLength(text.substr(i)));
      if (rune.empty()) {
        out += "\\ufffd";
      } else if (rune == "\xE2\x80\xA8" || rune == "\xE2\x80\xA9") {
        out += rune.back() == '\xA8' ? "\\u2028" : "\\u2029";
      } else {
        out += rune;
      }
      if (!rune.empty()) i += rune.size() - 1;
    }
  }
  out += '"';
}

void AppendField(std::string& out, std::string_view name, std::string_view value) {
  if (out.size() > 1) out += ',';
  out.append("\"").append(name).append("\":");
  AppendQuoted(out, value);
}

}  // namespace

std::string EventJson(const TestEvent& event, std::string_view package, std::string_view time, std::string_view failed_build) {
  std::string out = "{";
  AppendField(out, "Time", time);
  AppendField(out, "Action", event.action);
  AppendField(out, "Package", package);
  if (!event.test.empty()) AppendField(out, "Test", event.test);
  if (event.elapsed >= 0) {
    // The shortest form, as encoding/json prints a float.
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, event.elapsed).ptr;
    out.append(",\"Elapsed\":").append(buffer, end);
  }
  if (event.action == "output") AppendField(out, "Output", event.output);
  if (!failed_build.empty()) AppendField(out, "FailedBuild", failed_build);
  if (event.action == "attr") {
    AppendField(out, "Key", event.key);
    AppendField(out, "Value", event.value);
  }
  return out + "}";
}

std::string BuildEventJson(std::string_view import_path, std::string_view action, std::string_view output) {
  std::string out = "{";
  AppendField(out, "ImportPath", import_path);
  AppendField(out, "Action", action);
  if (!output.empty()) AppendField(out, "Output", output);
  return out + "}";
}

std::string EventTime() {
  const auto now = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char buffer[64];
  const size_t n = std::strftime(buffer, sizeof buffer, "%Y-%m-%dT%H:%M:%S", &parts);
  const auto nanos = std::chrono::duration_cast<std::chrono::nanoseconds>(now.time_since_epoch()).count() % 1'000'000'000;
  std::snprintf(buffer + n, sizeof buffer - n, ".%09dZ", static_cast<int>(nanos));
  std::string out = buffer;
  // RFC3339Nano drops zeros at the end.
  const size_t last = out.find_last_not_of('0', out.size() - 2);
  out.erase(last + 1, out.size() - 2 - last);
  if (out[out.size() - 2] == '.') out.erase(out.size() - 2, 1);
  return out;
}

}  // namespace golite::cli
