// This file implements the natives of package time: the clocks, timers and zone files.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <tuple>

#include "runtime/native.h"
#include "runtime/scheduler.h"

namespace golite::stdlib {
namespace {

using runtime::Bind;
using runtime::Closure;
using runtime::GoSlice;
using runtime::Mutator;
using runtime::Native;
using runtime::Outcome;

std::tuple<int64_t, int32_t, int64_t> Now(Mutator& m) {
  const int64_t wall = m.scheduler.WallNow();
  return {wall / 1'000'000'000, static_cast<int32_t>(wall % 1'000'000'000), m.scheduler.Now()};
}

int64_t Monotonic(Mutator& m) { return m.scheduler.Now(); }

Outcome Sleep(Mutator& m, int64_t ns) { return m.scheduler.Sleep(ns); }

uint64_t StartTimer(Mutator& m, Closure* f, int64_t when, int64_t period) {
  return m.scheduler.StartTimer(reinterpret_cast<uint64_t>(f), when, period, /*system=*/false);
}

bool StopTimer(Mutator& m, uint64_t id) { return m.scheduler.StopTimer(id); }

std::pair<std::string, bool> LocalZone() {
  const char* tz = std::getenv("TZ");
  return tz == nullptr ? std::pair(std::string(), false) : std::pair(std::string(tz), true);
}

GoSlice<uint8_t> ReadZone(Mutator& m, std::string_view path) {
  std::FILE* file = std::fopen(std::string(path).c_str(), "rb");
  if (file == nullptr) return {};
  std::string text;
  char buffer[4096];
  while (size_t n = std::fread(buffer, 1, sizeof buffer, file)) text.append(buffer, n);
  std::fclose(file);
  return m.NewBytes(text);
}

constexpr Native kNatives[] = {
    Bind<&Now>("now"),           Bind<&Monotonic>("monotonic"), Bind<&Sleep>("Sleep"),       Bind<&StartTimer>("startTimer"),
    Bind<&StopTimer>("stopTimer"), Bind<&LocalZone>("localZone"), Bind<&ReadZone>("readZone"),
};

}  // namespace

extern constinit const runtime::NativePackage kPackage_time = {"time", kNatives};

}  // namespace golite::stdlib
