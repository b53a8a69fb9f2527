// This file implements the natives of package runtime/debug.
#include "runtime/blocked.h"
#include "runtime/native.h"
#include "runtime/scheduler.h"

namespace golite::stdlib {
namespace {

using namespace runtime;

int64_t SetGcPercent(Mutator& m, int64_t percent) { return m.heap.SetGcPercent(static_cast<int>(percent)); }

void FreeOsMemory(Mutator& m) { m.heap.ReleaseToSystem(); }

int64_t SetMemoryLimit(Mutator& m, int64_t limit) {
  const uint64_t old = m.heap.soft_limit();
  if (limit >= 0) m.heap.SetSoftLimit(limit == INT64_MAX ? 0 : static_cast<uint64_t>(limit));
  return old == 0 ? INT64_MAX : static_cast<int64_t>(old);
}

void FindLeaks(Mutator& m) { m.heap.RequestLeakSearch(); }

int64_t LeakCount(Mutator& m) { return static_cast<int64_t>(m.scheduler.blocked_forever.size()); }

std::tuple<int64_t, GoString, std::string> LeakAt(Mutator& m, int64_t i) {
  const std::vector<BlockedGoroutine>& all = m.scheduler.blocked_forever;
  if (i < 0 || i >= static_cast<int64_t>(all.size())) return {};
  const Goroutine& g = *all[static_cast<size_t>(i)].g;
  return {static_cast<int64_t>(g.id), m.NewString(TextOf(g.wait_reason)), LeakText(m, all, static_cast<uint32_t>(i))};
}

constexpr Native kNatives[] = {
    Bind<&FindLeaks>("findLeaks"), Bind<&LeakCount>("leakCount"), Bind<&LeakAt>("leakAt"),
    Bind<&SetGcPercent>("setGCPercent"), Bind<&FreeOsMemory>("freeOSMemory"), Bind<&SetMemoryLimit>("setMemoryLimit"),
};

}  // namespace

extern constinit const NativePackage kPackage_runtime_debug = {"runtime/debug", kNatives};

}  // namespace golite::stdlib
