// This file runs the hostile scripts of this directory: each has to end in the way that its first line names, within the
// limits below, in one process; after each a healthy script runs in the next VM as if nothing had been.
//
// A .txtar file holds scripts about one subject, "-- name.go --" before each. A script starts with "// ends KIND ...": the
// endings of kKinds that are right, or "compile" for errors of the compiler. "@{N|text|}" stands for N copies of the text, in
// which $i is the number of the copy and $j the next. What a limit of fuel or time ends is run once more without these
// and stopped from another thread.
#include <gtest/gtest.h>
#include <pthread.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "golite/golite.h"

namespace golite {
namespace {

using Clock = std::chrono::steady_clock;

struct Script {
  std::string name;
  std::string text;
  std::vector<std::string> endings;
};

const std::map<std::string, RunKind> kKinds = {
    {"returns", RunKind::kReturned}, {"exit", RunKind::kExited},   {"panic", RunKind::kPanicked},
    {"fatal", RunKind::kFatal},      {"fuel", RunKind::kFuel},     {"time", RunKind::kTime},
    {"memory", RunKind::kMemory},    {"stack", RunKind::kStack},   {"goroutines", RunKind::kGoroutines},
    {"output", RunKind::kOutput},    {"denied", RunKind::kDenied}, {"stopped", RunKind::kStopped},
};

std::string NameOf(RunKind kind) {
  for (const auto& [name, k] : kKinds) {
    if (k == kind) return name;
  }
  return "an ending without name";
}

// The words after "// ends" in the first line.
std::vector<std::string> EndingsOf(const std::string& text) {
  std::istringstream line(text.substr(0, text.find('\n')));
  std::string word;
  std::vector<std::string> words;
  line >> word >> word;
  while (line >> word) words.push_back(word);
  return words;
}

void ReplaceAll(std::string& text, std::string_view from, const std::string& to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
}

// Writes out the copies.
std::string Expand(const std::string& text) {
  std::string out;
  size_t at = 0;
  for (size_t open; (open = text.find("@{", at)) != std::string::npos;) {
    const size_t bar = text.find('|', open), close = text.find("|}", bar + 1);
    out += text.substr(at, open - at);
    const int n = std::stoi(text.substr(open + 2, bar - open - 2));
    for (int i = 0; i < n; ++i) {
      std::string copy = text.substr(bar + 1, close - bar - 1);
      ReplaceAll(copy, "$i", std::to_string(i));
      ReplaceAll(copy, "$j", std::to_string(i + 1));
      out += copy;
    }
    at = close + 2;
  }
  return out + text.substr(at);
}

std::vector<Script> Scripts() {
  std::vector<Script> scripts;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(GOLITE_HOSTILE_DIR)) {
    if (entry.path().extension() == ".txtar") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  for (const auto& path : files) {
    std::ifstream in(path);
    std::string line;
    bool in_script = false;
    while (std::getline(in, line)) {
      if (line.starts_with("-- ") && line.ends_with(" --")) {
        scripts.push_back({path.stem().string() + "/" + line.substr(3, line.size() - 6), "", {}});
        in_script = true;
      } else if (in_script) {
        scripts.back().text += line + "\n";
      }
    }
  }
  for (Script& s : scripts) s.endings = EndingsOf(s.text);
  return scripts;
}

// Some megabytes for a script; what runs on is ended by its fuel.
VmOptions Limits() {
  VmOptions o;
  o.seed = 1;
  o.has_seed = true;
  o.capabilities.standard_output = WriteTo([](std::string_view) {});
  o.capabilities.standard_error = WriteTo([](std::string_view) {});
  o.max_heap_bytes = 64 << 20;
  o.max_stack_bytes = 8 << 20;
  o.max_goroutines = 20'000;
  o.max_output_bytes = 1 << 20;
  o.max_instructions = 500'000;
  o.max_run_ns = 300'000'000'000;  // a machine under load, or with sanitizers, takes its time
  return o;
}

constexpr char kHealthy[] = R"(package main

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"
)

type shape interface{ area() float64 }
type square struct{ side float64 }

func (s square) area() float64 { return s.side * s.side }

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func main() {
	words := strings.Fields("every VM is an island")
	sort.Strings(words)
	counts := map[string]int{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	results := make(chan int)
	for _, w := range words {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			counts[w] += len(w)
			mu.Unlock()
			results <- len(w)
		}()
	}
	go func() { wg.Wait(); close(results) }()
	sum := 0
	for r := range results {
		sum += r
	}
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		var s []int
		_ = s[sum]
	}()
	select {
	case <-time.After(time.Millisecond):
	}
	fmt.Println(words, counts, sum, fib(15), shape(square{3}).area(), errors.Is(fmt.Errorf("x: %w", errors.ErrUnsupported), errors.ErrUnsupported))
}
)";
constexpr char kHealthyOutput[] =
    "recovered: runtime error: index out of range [17] with length 0\n"
    "[VM an every is island] map[VM:2 an:2 every:5 is:2 island:6] 17 610 9 true\n";

Program Healthy() {
  static const Program* program = [] {
    const CompileResult result = Engine().CompileText("healthy.go", kHealthy);
    EXPECT_TRUE(result.ok()) << result.Report();
    return new Program(result.program);
  }();
  return *program;
}

void ExpectHealthyVm() {
  VmOptions options = Limits();
  std::string output;
  options.capabilities.standard_output = WriteTo([&](std::string_view text) { output += text; });
  Vm vm(Healthy(), options);
  const RunResult result = vm.Run();
  EXPECT_EQ(result.kind, RunKind::kReturned) << result.report;
  EXPECT_EQ(output, kHealthyOutput);
}

bool Expects(const Script& s, std::string_view ending) { return std::ranges::find(s.endings, ending) != s.endings.end(); }

// Another limit than fuel has to end a script that does not name fuel, so that gets more of it than it can use by then.
VmOptions LimitsOf(const Script& s) {
  VmOptions o = Limits();
  if (!Expects(s, "fuel")) o.max_instructions *= 200;
  return o;
}

void RunScript(const Script& script) {
  const auto begin = Clock::now();
  const CompileResult compiled = Engine().CompileText(script.name, Expand(script.text));
  if (!compiled.ok()) {
    EXPECT_TRUE(Expects(script, "compile")) << compiled.Report();
    EXPECT_LT(Clock::now() - begin, std::chrono::seconds(60));
    return;
  }
  ASSERT_FALSE(Expects(script, "compile") && script.endings.size() == 1) << "it compiles";
  RunKind kind;
  {
    Vm vm(compiled.program, LimitsOf(script));
    const RunResult result = vm.Run();
    kind = result.kind;
    EXPECT_TRUE(Expects(script, NameOf(kind))) << "it ends with " << NameOf(kind) << "\n" << result.report.substr(0, 2000);
    EXPECT_LT(result.report.size(), size_t{32} << 20);
    EXPECT_EQ(vm.Run().kind == kind || kind == RunKind::kReturned || kind == RunKind::kPanicked, true) << "it runs again";
  }
  ExpectHealthyVm();
}

int64_t CpuTime(clockid_t clock) {
  timespec t;
  clock_gettime(clock, &t);
  return int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

// Without a limit of fuel or time, in the middle of what it does.
void StopScript(const Script& script) {
  const CompileResult compiled = Engine().CompileText(script.name, script.text);
  ASSERT_TRUE(compiled.ok()) << compiled.Report();
  VmOptions options = Limits();
  options.max_instructions = 0;
  options.max_output_bytes = 0;
  options.max_goroutines = 0;
  // A deep stack ends by itself, but not that soon.
  options.max_heap_bytes = 256 << 20;
  options.max_stack_bytes = 256 << 20;
  Vm vm(compiled.program, options);
  RunResult result;
  std::atomic<bool> over = false, measured = false;
  int64_t cpu_at_end = 0;
  std::thread runner([&] {
    result = vm.Run();
    cpu_at_end = CpuTime(CLOCK_THREAD_CPUTIME_ID);
    over = true;
    // Its clock ends with it.
    while (!measured) std::this_thread::sleep_for(std::chrono::microseconds(100));
  });
  clockid_t clock;
  EXPECT_EQ(pthread_getcpuclockid(runner.native_handle(), &clock), 0);
  while (!over && CpuTime(clock) < 20'000'000) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  const bool was_over = over;
  const int64_t cpu_at_stop = was_over ? 0 : CpuTime(clock);
  vm.Stop();
  measured = true;
  runner.join();
  if (was_over) {
    EXPECT_GT(script.endings.size(), 1u) << "it ended on its own with " << NameOf(result.kind) << "\n" << result.report.substr(0, 2000);
    return;
  }
  if (result.kind != RunKind::kStopped) {
    // It reached a limit of its own before the request to stop reached it.
    EXPECT_GT(script.endings.size(), 1u) << result.report.substr(0, 2000);
    EXPECT_TRUE(Expects(script, NameOf(result.kind))) << "it ended with " << NameOf(result.kind) << "\n" << result.report.substr(0, 2000);
    return;
  }
  // Processor time, so that other processes do not matter; most take less than a millisecond.
  const int64_t latency_us = (cpu_at_end - cpu_at_stop) / 1000;
  EXPECT_LT(latency_us, 250'000);
  if (std::getenv("GOLITE_PRINT_LATENCY") != nullptr) std::printf("stopped in %6lld us: %s\n", static_cast<long long>(latency_us), script.name.c_str());
}

class HostileTest : public ::testing::Test {
 public:
  HostileTest(const Script& script, bool stop) : script_(script), stop_(stop) {}
  void TestBody() override {
    ASSERT_FALSE(script_.endings.empty()) << "the first line has to be // ends KIND";
    for (const std::string& e : script_.endings) ASSERT_TRUE(e == "compile" || kKinds.contains(e)) << "unknown ending " << e;
    if (stop_) StopScript(script_);
    else RunScript(script_);
  }

 private:
  Script script_;
  bool stop_;
};

}  // namespace
}  // namespace golite

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  using golite::HostileTest;
  for (const golite::Script& s : golite::Scripts()) {
    ::testing::RegisterTest("Hostile", s.name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                            [s]() -> ::testing::Test* { return new HostileTest(s, /*stop=*/false); });
    if (!golite::Expects(s, "fuel") && !golite::Expects(s, "time")) continue;
    ::testing::RegisterTest("HostileStop", s.name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                            [s]() -> ::testing::Test* { return new HostileTest(s, /*stop=*/true); });
  }
  return RUN_ALL_TESTS();
}
