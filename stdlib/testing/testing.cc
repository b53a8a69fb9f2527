// This file implements the natives of package testing: what it would need package os and others for.
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <fstream>
#include <memory>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "runtime/chooser.h"
#include "runtime/fresh_slice.h"
#include "runtime/scheduler.h"
#include "runtime/services.h"
#include "stdlib/math/rand/seeded_source.h"
#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

using runtime::Closure;
using runtime::WaitReason;

using golite::FileStatus;
using runtime::Capability;

// "mkdir /tmp/x: file exists"; empty without an error.
std::string Problem(std::string_view call, std::string_view path, int64_t error) {
  if (error == 0) return "";
  return std::string(call).append(" ").append(path).append(": ").append(runtime::ErrorText(error));
}

// ---- files and the environment

constexpr int64_t kNoFiles = runtime::DeniedNumber(Capability::kFiles);
constexpr int64_t kNoEnvironment = runtime::DeniedNumber(Capability::kEnvironment);

int64_t Nanotime() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

// The number in the name need not be random: directories with the same name that another suite left are passed over.
std::pair<std::string, std::string> MakeTempDir(Mutator& m, std::string_view pattern) {
  std::string base = "/tmp";
  if (const auto* environment = m.services.environment())
    if (const auto at = environment->find("TMPDIR"); at != environment->end() && !at->second.empty()) base = at->second;
  base.append("/").append(pattern);
  if (m.services.files() == nullptr) return {"", Problem("mkdir", base, kNoFiles)};
  for (int tries = 0;; ++tries) {
    const std::string name = base + std::to_string(Nanotime() % 10'000'000'000);
    const int64_t error = -m.services.files()->MakeDirectory(m.services.Absolute(name), 0700);
    if (error == 0) return {name, ""};
    if (error != EEXIST || tries == 10'000) return {"", Problem("mkdir", name, error)};
  }
}

std::string MakeDir(Mutator& m, std::string_view path) {
  if (m.services.files() == nullptr) return Problem("mkdir", path, kNoFiles);
  return Problem("mkdir", path, -m.services.files()->MakeDirectory(m.services.Absolute(path), 0777));
}

// Removes a file or a tree; the first error stays.
std::string RemoveTree(golite::FileSystem& files, const std::string& path) {
  FileStatus status;
  if (const int64_t error = -files.Status(path, /*follow_links=*/false, status); error != 0)
    return error == ENOENT ? "" : Problem("lstat", path, error);
  if ((status.mode & S_IFMT) != S_IFDIR) return Problem("unlinkat", path, -files.RemoveFile(path));
  std::vector<std::string> names;
  std::string problem = Problem("open", path, -std::min<int64_t>(files.List(path, names), 0));
  for (const std::string& name : names) {
    std::string inner = RemoveTree(files, path + "/" + name);
    if (problem.empty()) problem = std::move(inner);
  }
  return problem.empty() ? Problem("unlinkat", path, -files.RemoveDirectory(path)) : problem;
}

std::string RemoveAll(Mutator& m, std::string_view path) {
  if (m.services.files() == nullptr) return Problem("unlinkat", path, kNoFiles);
  return RemoveTree(*m.services.files(), m.services.Absolute(path));
}

std::string WorkingDir(Mutator& m) {
  return m.services.directory();
}

std::string ChangeDir(Mutator& m, std::string_view path) {
  return Problem("chdir", path, m.services.ChangeDirectory(path));
}

std::pair<std::string, bool> LookupEnv(Mutator& m, std::string_view key) {
  const auto* environment = m.services.environment();
  if (environment == nullptr) return {"", false};
  const auto at = environment->find(std::string(key));
  return at == environment->end() ? std::pair(std::string(), false) : std::pair(at->second, true);
}

std::string SetEnv(Mutator& m, std::string_view key, std::string_view value) {
  auto* environment = m.services.environment();
  if (environment == nullptr) return "setenv: " + runtime::ErrorText(kNoEnvironment);
  const bool has_nul = key.find('\0') != key.npos || value.find('\0') != value.npos;
  if (key.empty() || key.find('=') != key.npos || has_nul) return "setenv: invalid argument";
  (*environment)[std::string(key)] = value;
  return "";
}

void UnsetEnv(Mutator& m, std::string_view key) {
  if (auto* environment = m.services.environment()) environment->erase(std::string(key));
}

// ---- the process

Outcome Exit(Mutator& m, int64_t code) {
  m.scheduler.exit_code = static_cast<int>(code);
  return Outcome::kExit;
}

GoSlice<GoString> Args(Mutator& m) {
  GoSlice<GoString> slice = m.NewStringSlice(static_cast<int64_t>(m.args.size()));
  for (size_t i = 0; i < m.args.size(); ++i) slice[static_cast<int64_t>(i)] = m.NewString(m.args[i]);
  return slice;
}

std::string CpuName() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (!line.starts_with("model name")) continue;
    const size_t colon = line.find(": ");
    return colon == line.npos ? "" : line.substr(colon + 2);
  }
  return "";
}

// Standard output while an example runs.
struct CapturedOutput : golite::File {
  std::string text;
  int64_t Write(std::span<const std::byte> bytes) override {
    text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return static_cast<int64_t>(bytes.size());
  }
};

struct Capture : runtime::PackageState {
  std::shared_ptr<CapturedOutput> output;
  std::shared_ptr<golite::File> saved;
};

void CaptureStdout(Mutator& m) {
  auto& c = m.State<Capture>();
  c.output = std::make_shared<CapturedOutput>();
  c.saved = m.services.Exchange(STDOUT_FILENO, c.output);
}

std::string ReleaseStdout(Mutator& m) {
  auto& c = m.State<Capture>();
  m.services.Exchange(STDOUT_FILENO, std::move(c.saved));
  return std::move(c.output->text);
}

// Tells the command that runs the suite what happens. A line that is not taken at once is lost: it is for display
// alone.
void Event(Mutator& m, int64_t number, std::string_view line) {
  m.services.Find(number)->Write(std::as_bytes(std::span(line)));
}

// ---- the scheduler

Outcome SemAcquire(Mutator& m, uint32_t* addr) {
  return m.scheduler.SemAcquire(addr, WaitReason::kSemAcquire);
}
void SemRelease(Mutator& m, uint32_t* addr) {
  m.scheduler.SemRelease(addr, /*handoff=*/false);
}

void StartAlarm(Mutator& m, Closure* f, int64_t after) {
  m.scheduler.StartAlarm(reinterpret_cast<uint64_t>(f), after);
}
void StopAlarm(Mutator& m) {
  m.scheduler.StopAlarm();
}
void DumpAll(Mutator& m) {
  m.scheduler.dump_all = true;
}

Outcome Reseed(Mutator& m, uint64_t seed) {
  m.chooser().Reseed(seed);
  m.State<runtime::FreshSlice>().wanted = true;
  return Outcome::kInterrupt;
}

int64_t GoroutinesWith(Mutator& m, uint64_t tag) {
  int64_t n = 0;
  m.scheduler.ForEachGoroutine([&](runtime::Goroutine& g) { n += g.tag == tag; });
  return n;
}

// ---- math/rand's Shuffle of lists of the given sizes, one after the other: where each element comes from

GoSlice<int64_t> Shuffled(Mutator& m, int64_t seed, GoSlice<int64_t> sizes) {
  SeededSource source;
  Seed(&source, seed);
  const auto next32 = [&] { return static_cast<uint32_t>((Next(&source) & ~uint64_t{0} >> 1) >> 31); };
  std::vector<int64_t> order;
  for (const int64_t size : sizes) {
    const size_t begin = order.size();
    order.resize(begin + static_cast<size_t>(size));
    std::iota(order.begin() + static_cast<ptrdiff_t>(begin), order.end(), 0);
    for (int64_t i = size - 1; i > 0; --i) {
      const auto n = static_cast<uint32_t>(i + 1);
      uint64_t product = uint64_t{next32()} * n;
      if (static_cast<uint32_t>(product) < n) {
        const uint32_t threshold = -n % n;
        while (static_cast<uint32_t>(product) < threshold) product = uint64_t{next32()} * n;
      }
      std::swap(order[begin + static_cast<size_t>(i)], order[begin + (product >> 32)]);
    }
  }
  GoSlice<int64_t> result = m.NewScalarSlice<int64_t>(static_cast<int64_t>(order.size()));
  std::copy(order.begin(), order.end(), result.begin());
  return result;
}

constexpr Native kNatives[] = {
    Bind<&MakeTempDir>("makeTempDir"),
    Bind<&MakeDir>("makeDir"),
    Bind<&RemoveAll>("removeAll"),
    Bind<&WorkingDir>("workingDir"),
    Bind<&ChangeDir>("changeDir"),
    Bind<&LookupEnv>("lookupEnv"),
    Bind<&SetEnv>("setEnv"),
    Bind<&UnsetEnv>("unsetEnv"),
    Bind<&Exit>("exit"),
    Bind<&Args>("args"),
    Bind<&Nanotime>("nanotime"),
    Bind<&CpuName>("cpuName"),
    Bind<&CaptureStdout>("captureStdout"),
    Bind<&ReleaseStdout>("releaseStdout"),
    Bind<&SemAcquire>("semacquire"),
    Bind<&SemRelease>("semrelease"),
    Bind<&StartAlarm>("startAlarm"),
    Bind<&StopAlarm>("stopAlarm"),
    Bind<&DumpAll>("dumpAll"),
    Bind<&Event>("event"),
    Bind<&Shuffled>("shuffled"),
    Bind<&Reseed>("reseed"),
    Bind<&GoroutinesWith>("goroutinesWith"),
};

}  // namespace

extern constinit const NativePackage kPackage_testing = {"testing", kNatives};

}  // namespace golite::stdlib
