// This file implements the natives of package runtime/debug.
#include "runtime/native.h"

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

constexpr Native kNatives[] = {
    Bind<&SetGcPercent>("setGCPercent"), Bind<&FreeOsMemory>("freeOSMemory"), Bind<&SetMemoryLimit>("setMemoryLimit"),
};

}  // namespace

extern constinit const NativePackage kPackage_runtime_debug = {"runtime/debug", kNatives};

}  // namespace golite::stdlib
