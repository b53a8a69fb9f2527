// This file implements the natives of package internal/leak.
#include "runtime/blocked.h"
#include "runtime/native.h"
#include "runtime/scheduler.h"

namespace golite::stdlib {
namespace {

using namespace runtime;

uint64_t Tag(Mutator& m) { return m.scheduler.current()->tag; }
void SetTag(Mutator& m, uint64_t tag) { m.scheduler.current()->tag = static_cast<uint32_t>(tag); }

void Find(Mutator& m) { m.heap.RequestLeakSearch(); }
int64_t Count(Mutator& m) { return static_cast<int64_t>(m.scheduler.blocked_forever.size()); }

std::tuple<uint64_t, uint64_t, GoString, std::string> At(Mutator& m, int64_t i) {
  const std::vector<BlockedGoroutine>& all = m.scheduler.blocked_forever;
  if (i < 0 || i >= static_cast<int64_t>(all.size())) return {};
  const Goroutine& g = *all[static_cast<size_t>(i)].g;
  return {g.id, g.tag, m.NewString(TextOf(g.wait_reason)), LeakText(m, all, static_cast<uint32_t>(i))};
}

std::pair<int64_t, std::string> Report(Mutator& m, uint64_t tag) {
  std::vector<uint32_t> chosen;
  const std::vector<BlockedGoroutine>& all = m.scheduler.blocked_forever;
  for (uint32_t i = 0; i < all.size(); ++i)
    if (all[i].g->tag == tag) chosen.push_back(i);
  if (chosen.empty()) return {};
  return {static_cast<int64_t>(chosen.size()), LeakReport(m, all, chosen)};
}

Outcome Settle(Mutator& m, int64_t limit) { return m.scheduler.Settle(limit); }

constexpr Native kNatives[] = {
    Bind<&Tag>("Tag"), Bind<&SetTag>("SetTag"), Bind<&Find>("find"), Bind<&Count>("count"), Bind<&At>("at"),
    Bind<&Report>("report"), Bind<&Settle>("Settle"),
};

}  // namespace

extern constinit const NativePackage kPackage_internal_leak = {"internal/leak", kNatives};

}  // namespace golite::stdlib
