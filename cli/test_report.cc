// This file implements the files that `golite test` writes besides its output.
#include "cli/test_report.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>
#include <tuple>

namespace golite::cli {
namespace {

bool WriteFile(const std::string& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (file.good()) return true;
  std::fprintf(stderr, "golite: open %s: %s\n", path.c_str(), std::strerror(errno));
  return false;
}

bool ReadFile(const std::string& path, std::string* text) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return false;
  std::ostringstream out;
  out << file.rdbuf();
  *text = out.str();
  return true;
}

// Text for XML and HTML. Characters that XML cannot hold are replaced.
std::string Escape(std::string_view text) {
  static constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const size_t length = RuneLength(text.substr(i));
    const std::string_view rune = text.substr(i, std::max<size_t>(length, 1));
    i += rune.size();
    const char c = rune[0];
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (length == 0 || (length == 1 && c < 0x20 && c != '\n' && c != '\t' && c != '\r') || rune == "\xEF\xBF\xBE" ||
               rune == "\xEF\xBF\xBF") {
      out += kReplacement;
    } else {
      out += rune;
    }
  }
  return out;
}

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string Seconds(double seconds) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.3f", std::max(seconds, 0.0));
  return buffer;
}

}  // namespace

// --------------------------------------------------------------------------------------------------------------- JUnit

namespace {

struct TestCase {
  std::string name;
  std::string verdict;  // pass, fail, skip
  double seconds = 0;
  std::string output;
};

// Cases by name; of several runs of one test (-count) the last is meant.
class CaseList {
 public:
  TestCase& Add(const std::string& name) {
    last_[name] = cases_.size();
    return cases_.emplace_back(TestCase{name, {}, 0, {}});
  }
  TestCase& Find(const std::string& name) {
    const auto it = last_.find(name);
    return it == last_.end() ? Add(name) : cases_[it->second];
  }
  bool Has(const std::string& name) const { return last_.contains(name); }
  std::vector<TestCase> Take() { return std::move(cases_); }

 private:
  std::vector<TestCase> cases_;
  std::map<std::string, size_t> last_;
};

// Adds what the events say: everything with -v, else the failures.
void AddEvents(const TestRun& run, CaseList& cases) {
  for (const TestEvent& event : run.log) {
    if (event.test.empty()) continue;
    TestCase& test = event.action == "run" ? cases.Add(event.test) : cases.Find(event.test);
    if (event.action == "output") {
      test.output += event.output;
    } else if (event.action == "pass" || event.action == "fail" || event.action == "skip") {
      test.verdict = event.action;
      if (event.elapsed >= 0) test.seconds = event.elapsed;
    }
  }
}

// Did the program end before it could say how its tests ended?
bool Died(const TestRun& run) {
  const std::string text = "\n" + run.captured;
  return text.find("\nFAIL\n") == text.npos && text.find("\nPASS\n") == text.npos;
}

// What a program whose tests failed printed and no test logged; that nobody knows whose it is, without -v.
std::string LooseOutput(const TestRun& run) {
  std::string text;
  for (const TestEvent& event : run.log) {
    const std::string& line = event.output;
    if (event.action != "output" || !event.test.empty()) continue;
    if (line == "FAIL\n" || line.starts_with("FAIL\t") || line.starts_with("exit status ")) continue;
    text += line;
  }
  return text;
}

// What is known about the tests of a package. With -v the output says it all. Without, tests that pass print nothing: they
// are known from the reports of the worker, which also say what each test logged.
std::vector<TestCase> CasesOf(const TestRun& run, bool shows_all) {
  CaseList cases, printed;
  AddEvents(run, shows_all ? cases : printed);
  const bool died = Died(run);
  for (const TestRun::Result& result : run.results) {
    if (shows_all && cases.Has(result.name)) continue;
    TestCase& test = cases.Add(result.name);
    test.verdict = result.verdict;
    test.seconds = result.seconds;
    if (result.has_log) {
      test.output = result.log;
      if (result.verdict == "fail") {
        char head[64];
        std::snprintf(head, sizeof head, " (%.2fs)\n", result.seconds);
        test.output = "--- FAIL: " + result.name + head + result.log;
      }
    }
    // What ended the program stands behind the reports of the tests it ended.
    if (printed.Has(result.name) && (!result.has_log || died)) test.output = printed.Find(result.name).output;
  }
  std::vector<TestCase> list = cases.Take();
  for (TestCase& test : list) {
    if (!test.verdict.empty()) continue;
    // It was running when the program died.
    test.verdict = "fail";
    if (test.output.empty()) test.output = run.captured;
  }
  return list;
}

}  // namespace

bool WriteJunit(const std::string& path, const TestRunner& runner) {
  std::string suites;
  size_t all_tests = 0, all_failures = 0, all_errors = 0, all_skipped = 0;
  double all_seconds = 0;
  for (const auto& run : runner.runs()) {
    if (run->status == "excluded") continue;
    std::string body;
    size_t failures = 0, errors = 0, skipped = 0;
    std::vector<TestCase> cases = CasesOf(*run, runner.shows_all());
    const std::string package = Escape(run->target.import_path);
    for (const TestCase& test : cases) {
      body += "    <testcase classname=\"" + package + "\" name=\"" + Escape(test.name) + "\" time=\"" + Seconds(test.seconds) + "\"";
      if (test.verdict == "fail") {
        ++failures;
        body += ">\n      <failure message=\"Failed\" type=\"\">" + Escape(test.output) + "</failure>\n    </testcase>\n";
      } else if (test.verdict == "skip") {
        ++skipped;
        body += ">\n      <skipped message=\"" + Escape(Trim(test.output)) + "\"></skipped>\n    </testcase>\n";
      } else {
        body += "></testcase>\n";
      }
    }
    // A package that failed without a failing test: it was not built, or its main function ended it.
    if (!run->ok && failures == 0) {
      ++errors;
      std::string text;
      for (const auto& [name, message] : run->build_errors) text += "# " + name + "\n" + message;
      if (text.empty()) text = run->captured;
      cases.emplace_back();
      const std::string what = run->status == "ready" ? "TestMain" : "[" + (run->status == "setup-failed" ? std::string("setup failed") : "build failed") + "]";
      body += "    <testcase classname=\"" + package + "\" name=\"" + what + "\" time=\"0.000\">\n      <error message=\"Failed\" type=\"\">" +
              Escape(text) + "</error>\n    </testcase>\n";
    }
    if (const std::string loose = failures != 0 && !runner.shows_all() && !Died(*run) ? LooseOutput(*run) : ""; !loose.empty()) {
      body += "    <system-out>" + Escape(loose) + "</system-out>\n";
    }
    const double seconds = run->status == "ready" ? run->seconds() : 0;
    suites += "  <testsuite name=\"" + package + "\" tests=\"" + std::to_string(cases.size()) + "\" failures=\"" + std::to_string(failures) +
              "\" errors=\"" + std::to_string(errors) + "\" skipped=\"" + std::to_string(skipped) + "\" time=\"" + Seconds(seconds) + "\">\n" +
              body + "  </testsuite>\n";
    all_tests += cases.size(), all_failures += failures, all_errors += errors, all_skipped += skipped, all_seconds += seconds;
  }
  return WriteFile(path, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"" + std::to_string(all_tests) + "\" failures=\"" +
                             std::to_string(all_failures) + "\" errors=\"" + std::to_string(all_errors) + "\" skipped=\"" +
                             std::to_string(all_skipped) + "\" time=\"" + Seconds(all_seconds) + "\">\n" + suites + "</testsuites>\n");
}

// ------------------------------------------------------------------------------------------------------------ coverage

bool WriteCoverProfile(const std::string& path, const std::string& mode, std::span<const std::string> profiles) {
  const std::string head = "mode: " + mode + "\n";
  std::string out = head;
  for (const std::string& profile : profiles) {
    std::string text;
    if (ReadFile(profile, &text) && text.starts_with(head)) out += text.substr(head.size());
  }
  return WriteFile(path, out);
}

namespace {

struct Block {
  unsigned start_line = 0, start_column = 0, end_line = 0, end_column = 0, statements = 0;
  unsigned long long count = 0;
};

// The blocks of each file, sorted by place. A block that several packages have run is counted for all of them.
std::map<std::string, std::vector<Block>> ParseProfiles(std::span<const std::string> profiles) {
  std::map<std::string, std::map<std::tuple<unsigned, unsigned, unsigned, unsigned>, Block>> files;
  for (const std::string& profile : profiles) {
    std::ifstream in(profile);
    for (std::string line; std::getline(in, line);) {
      Block b;
      const size_t colon = line.rfind(':');
      if (colon == line.npos || std::sscanf(line.c_str() + colon + 1, "%u.%u,%u.%u %u %llu", &b.start_line, &b.start_column, &b.end_line,
                                            &b.end_column, &b.statements, &b.count) != 6) continue;
      auto [it, added] = files[line.substr(0, colon)].try_emplace({b.start_line, b.start_column, b.end_line, b.end_column}, b);
      if (!added) it->second.count += b.count;
    }
  }
  std::map<std::string, std::vector<Block>> sorted;
  for (auto& [name, blocks] : files) {
    for (auto& [place, block] : blocks) sorted[name].push_back(block);
  }
  return sorted;
}

// Where the file of a profile lies.
std::string FindSource(const std::string& name, std::span<const embed::TestTarget> targets) {
  if (name.starts_with('/')) return name;
  const std::string package = name.substr(0, name.rfind('/')), file = name.substr(name.rfind('/') + 1);
  const auto it = std::ranges::find(targets, package, &embed::TestTarget::import_path);
  if (it != targets.end()) return it->dir + "/" + file;
  const std::string args[] = {package};
  const embed::FoundTargets found = embed::FindTestTargets(args, {});
  return found.targets.empty() ? file : found.targets[0].dir + "/" + file;
}

// The source as HTML: what has run and what has not are spans of their own.
std::string Annotate(std::string_view source, const std::vector<Block>& blocks) {
  struct Edge {
    unsigned line, column;
    bool begin;
    const Block* block;
  };
  std::vector<Edge> edges;
  for (const Block& b : blocks) {
    if (b.statements == 0) continue;
    edges.push_back({b.start_line, b.start_column, true, &b});
    edges.push_back({b.end_line, b.end_column, false, &b});
  }
  std::ranges::stable_sort(edges, {}, [](const Edge& e) { return std::tuple(e.line, e.column, e.begin); });
  std::string out;
  size_t at = 0, next = 0;
  for (unsigned line = 1; at < source.size(); ++line) {
    const size_t end = std::min(source.find('\n', at), source.size());
    char number[40];
    std::snprintf(number, sizeof number, "<i>%5u</i>  ", line);
    out += number;
    size_t from = at;
    for (; next < edges.size() && edges[next].line == line; ++next) {
      const Edge& edge = edges[next];
      const size_t to = std::clamp(at + edge.column - 1, from, end);
      out += Escape(source.substr(from, to - from));
      from = to;
      if (edge.begin) {
        out += edge.block->count == 0 ? "<span class=\"no\" title=\"0\">" : "<span class=\"yes\" title=\"" + std::to_string(edge.block->count) + "\">";
      } else {
        out += "</span>";
      }
    }
    out += Escape(source.substr(from, end - from)) + "\n";
    at = end + 1;
  }
  return out;
}

constexpr std::string_view kPageStart = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Coverage</title>
<style>
body { font-family: sans-serif; margin: 2em; background: #fff; color: #222; }
table { border-collapse: collapse; margin-bottom: 2em; }
td, th { padding: .2em 1em .2em 0; text-align: left; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
pre { background: #f7f7f7; padding: 1em; overflow-x: auto; line-height: 1.35; }
pre i { color: #999; font-style: normal; }
.yes { color: #05691d; background: #e3f5e6; }
.no { color: #a80000; background: #fde4e4; }
</style>
</head>
<body>
<h1>Coverage</h1>
)";

}  // namespace

bool WriteCoverHtml(const std::string& path, const std::string& mode, std::span<const std::string> profiles,
                    std::span<const embed::TestTarget> targets) {
  std::string table, sources;
  size_t index = 0, all = 0, all_run = 0;
  bool ok = true;
  auto percent = [](size_t run, size_t total) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.1f%%", total == 0 ? 0.0 : 100.0 * static_cast<double>(run) / static_cast<double>(total));
    return std::string(buffer);
  };
  for (const auto& [name, blocks] : ParseProfiles(profiles)) {
    size_t total = 0, run = 0;
    for (const Block& b : blocks) {
      total += b.statements;
      if (b.count != 0) run += b.statements;
    }
    all += total, all_run += run;
    std::string text;
    if (!ReadFile(FindSource(name, targets), &text)) {
      std::fprintf(stderr, "golite: open %s: %s\n", name.c_str(), std::strerror(errno));
      ok = false;
      continue;
    }
    const std::string id = "file" + std::to_string(index++);
    table += "<tr><td><a href=\"#" + id + "\">" + Escape(name) + "</a></td><td class=\"n\">" + percent(run, total) + "</td><td class=\"n\">" +
             std::to_string(run) + " / " + std::to_string(total) + "</td></tr>\n";
    sources += "<h2 id=\"" + id + "\">" + Escape(name) + " <small>" + percent(run, total) + "</small></h2>\n<pre>" + Annotate(text, blocks) + "</pre>\n";
  }
  std::string page(kPageStart);
  page += "<p><span class=\"yes\">has run</span> <span class=\"no\">has not run</span> (mode " + mode + ")</p>\n<table>\n" +
          "<tr><th>file</th><th>statements</th><th></th></tr>\n" + table + "<tr><th>all</th><td class=\"n\">" + percent(all_run, all) +
          "</td><td class=\"n\">" + std::to_string(all_run) + " / " + std::to_string(all) + "</td></tr>\n</table>\n" + sources + "</body>\n</html>\n";
  return WriteFile(path, page) && ok;
}

}  // namespace golite::cli
