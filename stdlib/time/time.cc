// This file implements the natives of package time: the clocks, timers and zone files.
#include <fcntl.h>

#include <memory>
#include <string>
#include <tuple>

#include "runtime/channel.h"
#include "runtime/native.h"
#include "runtime/panic.h"
#include "runtime/race/tracker.h"
#include "runtime/scheduler.h"
#include "runtime/services.h"
#include "stdlib/time/layout.h"

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
  // The monotonic clock of a bubble has nothing to do with that outside, and times of both may meet.
  const int64_t monotonic = m.scheduler.current()->bubble != nullptr ? 0 : m.scheduler.Now() + 1;
  return {wall / 1'000'000'000, static_cast<int32_t>(wall % 1'000'000'000), monotonic};
}

int64_t Monotonic(Mutator& m) { return m.scheduler.Now(); }

Outcome Sleep(Mutator& m, int64_t ns) { return m.scheduler.Sleep(ns); }

Outcome StartTimer(Mutator& m, Closure* f, int64_t when, int64_t period, uint64_t& id) {
  id = m.scheduler.StartTimer(reinterpret_cast<uint64_t>(f), when, period, /*system=*/false);
  if (id == 0) return runtime::OutOfMemory(m);
  if (m.race != nullptr) m.race->AddPending(m.scheduler.current(), id);
  m.scheduler.FireIfDue(id);
  return Outcome::kDone;
}

Outcome StopTimer(Mutator& m, uint64_t id, bool resets, bool& armed) {
  if (m.scheduler.IsForeignTimer(id)) {
    return runtime::Fatal(m, resets ? "reset of synctest timer from outside bubble" : "stop of synctest timer from outside bubble");
  }
  armed = m.scheduler.StopTimer(id);
  if (m.race != nullptr) m.race->DropPending(id);
  return Outcome::kDone;
}

bool HideBuffer(Mutator& m, runtime::Channel* c) {
  if (m.program.async_timers) return false;
  c->timer = 1;
  return true;
}

// The zone of the environment, if the VM has one.
std::pair<std::string, bool> LocalZone(Mutator& m) {
  const auto* environment = m.services.environment();
  if (environment == nullptr) return {};
  const auto tz = environment->find("TZ");
  return tz == environment->end() ? std::pair(std::string(), false) : std::pair(tz->second, true);
}

std::pair<GoSlice<uint8_t>, std::string> ReadZone(Mutator& m, std::string_view path) {
  constexpr size_t kMaxBytes = 1 << 20;
  if (m.services.files() == nullptr) return {{}, runtime::DeniedText(runtime::Capability::kFiles)};
  std::shared_ptr<File> file;
  if (m.services.files()->Open(m.services.Absolute(path), O_RDONLY, 0, file) < 0) return {};
  std::string text;
  std::byte buffer[4096];
  for (int64_t n; text.size() < kMaxBytes && (n = file->Read(buffer)) > 0;)
    text.append(reinterpret_cast<const char*>(buffer), static_cast<size_t>(n));
  return {m.NewBytes(text), ""};
}

constexpr Native kNatives[] = {
    Bind<&Now>("now"),           Bind<&Monotonic>("monotonic"), Bind<&Sleep>("Sleep"),       Bind<&StartTimer>("startTimer"),
    Bind<&StopTimer>("stopTimer"), Bind<&HideBuffer>("hideBuffer"), Bind<&LocalZone>("localZone"), Bind<&ReadZone>("readZone"),
    Bind<&NextElement>("nextElement"),
};

}  // namespace

extern constinit const runtime::NativePackage kPackage_time = {"time", kNatives};

}  // namespace golite::stdlib
