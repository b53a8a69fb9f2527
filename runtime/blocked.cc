// This file implements what is known about goroutines that wait, and the reports of leaks and deadlocks.
#include "runtime/blocked.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "runtime/bubble.h"
#include "runtime/channel.h"
#include "runtime/heap.h"
#include "runtime/mutator.h"
#include "runtime/scheduler.h"
#include "runtime/trace.h"

namespace golite::runtime {
namespace {

// The structs of package sync, found from the address of the word that a goroutine waits at.
struct SyncWaitGroup {
  int32_t n, waiters;
  uint32_t sema, bubble;
  LockHolder adder;
};
struct SyncCond {
  void* locker[2];
  void *first, *last, *self;
  LockHolder maker, signaller;
};
struct SyncCondWaiter {
  uint32_t sema;
  const SyncCond* cond;
};

template <class T>
const T* OwnerOf(const void* address, size_t offset) {
  return reinterpret_cast<const T*>(static_cast<const char*>(address) - offset);
}

// The lock that g waits for; null when it waits for something else.
const SyncMutex* MutexOf(const Goroutine& g) {
  if (g.wait_reason != WaitReason::kSyncMutexLock) return nullptr;
  return OwnerOf<SyncMutex>(g.waiter.queue_owner, offsetof(SyncMutex, sema));
}
const SyncRWMutex* RWMutexOf(const Goroutine& g) {
  const void* at = g.waiter.queue_owner;
  if (g.wait_reason == WaitReason::kSyncRWMutexRLock) return OwnerOf<SyncRWMutex>(at, offsetof(SyncRWMutex, reader_sem));
  if (g.wait_reason == WaitReason::kSyncRWMutexLock) return OwnerOf<SyncRWMutex>(at, offsetof(SyncRWMutex, writer_sem));
  return nullptr;
}

// Calls f(object) for each channel or word whose users can wake g.
template <class F>
void ForEachTarget(const Goroutine& g, F&& f) {
  switch (g.wait_reason) {
    case WaitReason::kChanReceiveNil:
    case WaitReason::kChanSendNil:
    case WaitReason::kSelectNoCases: return;
    case WaitReason::kChanReceive:
    case WaitReason::kChanSend:
    case WaitReason::kSelect:
      if (g.select_waiters) {
        for (uint32_t i = 0; i < g.select_count; ++i) f(g.select_waiters[i].queue_owner);
        return;
      }
      // A select whose channels are all nil waits for none.
      if (g.wait_reason == WaitReason::kSelect) return;
      [[fallthrough]];
    default: f(g.waiter.queue_owner);
  }
}

// The name of the package variable that holds the address; empty when none does.
std::string GlobalAt(const Mutator& m, const void* address) {
  const vm::TypeDesc* globals = m.program.globals_type;
  const auto offset = static_cast<uint64_t>(static_cast<const std::byte*>(address) - m.globals);
  if (!globals || offset >= globals->size) return "";
  auto it = std::ranges::upper_bound(globals->fields, offset, {}, &vm::FieldDesc::offset);
  if (it == globals->fields.begin()) return "";
  --it;
  std::string name(it->pkg_path);
  return name + "." + std::string(it->name);
}

std::string ChannelText(Mutator& m, const void* object) {
  const auto* c = static_cast<const Channel*>(object);
  const std::string site = SiteText(m.program, reinterpret_cast<const vm::Instr*>(c->made_at));
  return site.empty() ? "a channel" : "a channel made " + site;
}

// " main.mu", or nothing.
std::string NamePart(const Mutator& m, const void* address) {
  std::string name = GlobalAt(m, address);
  return name.empty() ? name : " " + name;
}

std::string GoroutineName(uint64_t id) { return "goroutine " + std::to_string(id); }

// ", made by goroutine 1 at main.go:9". What is to be said of the goroutine follows its number.
std::string NotedPart(Mutator& m, const LockHolder& h, const char* verb, const char* remark = "") {
  if (h.id == 0) return "";
  const std::string text = std::string(", ") + verb + " by " + GoroutineName(h.id) + remark;
  const std::string site = SiteText(m.program, h.site);
  return site.empty() ? text : text + " " + site;
}

// ", locked by goroutine 3 at main.go:9"; says so when the goroutine will never unlock.
std::string HeldPart(Mutator& m, const LockHolder& h, const char* verb) {
  if (h.id == 0) return "";
  bool alive = false;
  m.scheduler.ForEachGoroutine([&](const Goroutine& g) { alive |= g.id == h.id; });
  return NotedPart(m, h, verb, alive ? "" : ", which has ended,");
}

std::string RWMutexText(Mutator& m, const SyncRWMutex& rw) {
  std::string text = "a sync.RWMutex" + NamePart(m, &rw);
  if (rw.has_writer()) return text + HeldPart(m, rw.w.holder, "locked");
  if (rw.readers == 0) return text;
  if (rw.w.holder.id == 0 || rw.readers > 1) text += " with " + std::to_string(rw.readers) + (rw.readers == 1 ? " reader" : " readers");
  return text + HeldPart(m, rw.w.holder, "locked for reading");
}

// "goroutines 3, 5 and 7".
std::string GoroutineList(const std::vector<uint64_t>& ids) {
  constexpr size_t kShown = 8;
  std::string text = ids.size() == 1 ? "goroutine " : "goroutines ";
  const size_t n = std::min(ids.size(), kShown);
  for (size_t i = 0; i < n; ++i) {
    if (i > 0) text += i + 1 == ids.size() ? " and " : ", ";
    text += std::to_string(ids[i]);
  }
  if (ids.size() > n) text += " and " + std::to_string(ids.size() - n) + " more";
  return text;
}

std::vector<uint64_t> IdsOf(std::span<const BlockedGoroutine> all, const std::vector<uint32_t>& indices) {
  std::vector<uint64_t> ids;
  for (uint32_t i : indices) ids.push_back(all[i].g->id);
  std::ranges::sort(ids);
  return ids;
}

// The index of the goroutine that keeps all[index] from its lock; -1 when that is unknown, or not among the blocked.
int64_t BlockedHolder(std::span<const BlockedGoroutine> all, uint32_t index) {
  const Goroutine& g = *all[index].g;
  const SyncMutex* mu = MutexOf(g);
  const SyncRWMutex* rw = RWMutexOf(g);
  auto keeps = [&](const BlockedGoroutine& b) {
    // A writer that waits keeps new readers out.
    if (rw && !rw->has_writer() && g.wait_reason == WaitReason::kSyncRWMutexRLock)
      return b.g->wait_reason == WaitReason::kSyncRWMutexLock && RWMutexOf(*b.g) == rw;
    return b.g->id == (mu ? mu->holder : rw->w.holder).id;
  };
  if (!mu && !rw) return -1;
  auto it = std::ranges::find_if(all, keeps);
  return it == all.end() ? -1 : it - all.begin();
}

// The goroutines that could let all[index] go on, had they not to wait themselves: the holder of its lock, or whoever
// can reach its channel.
std::vector<uint32_t> WaitsFor(std::span<const BlockedGoroutine> all, uint32_t index) {
  if (const int64_t holder = BlockedHolder(all, index); holder >= 0) return {static_cast<uint32_t>(holder)};
  return all[index].holders;
}

// A shortest cycle of waiting through all[start], as indices from there; empty when there is none.
std::vector<uint32_t> CycleThrough(std::span<const BlockedGoroutine> all, uint32_t start) {
  std::vector<int64_t> from(all.size(), -1);
  std::vector<uint32_t> queue{start};
  for (size_t at = 0; at < queue.size(); ++at) {
    for (uint32_t next : WaitsFor(all, queue[at])) {
      if (next == start) {
        std::vector<uint32_t> cycle;
        for (int64_t i = queue[at]; i != start; i = from[static_cast<size_t>(i)]) cycle.push_back(static_cast<uint32_t>(i));
        cycle.push_back(start);
        std::ranges::reverse(cycle);
        return cycle;
      }
      if (from[next] >= 0) continue;
      from[next] = queue[at];
      queue.push_back(next);
    }
  }
  return {};
}

// "goroutine 3 waits for goroutine 4, which waits for goroutine 3".
std::string CycleText(std::span<const BlockedGoroutine> all, const std::vector<uint32_t>& cycle) {
  if (cycle.size() == 1) return GoroutineName(all[cycle[0]].g->id) + " waits for itself";
  std::string text = GoroutineName(all[cycle[0]].g->id) + " waits for ";
  for (size_t i = 1; i < cycle.size(); ++i) text += GoroutineName(all[cycle[i]].g->id) + ", which waits for ";
  return text + GoroutineName(all[cycle[0]].g->id);
}

// Why nothing can wake all[index]: what follows "; " in its line.
std::string NobodyText(std::span<const BlockedGoroutine> all, uint32_t index) {
  const Goroutine& g = *all[index].g;
  size_t targets = 0;
  ForEachTarget(g, [&](const void*) { ++targets; });
  if (targets == 0) return "nothing can wake it";
  std::string text = std::string("no live goroutine holds ") + (targets > 1 ? "them" : "it");
  if (all[index].holders.empty()) return text;
  return text + ", only " + GoroutineList(IdsOf(all, all[index].holders)) + ", blocked as well";
}

// Why the clocks of bubbles do not move, a line for each: a sleeper would go on, were not others blocked in a way that
// counts as activity.
std::string BubbleText(std::span<const BlockedGoroutine> all) {
  std::map<uint32_t, std::vector<uint64_t>> active;  // by bubble
  for (const BlockedGoroutine& b : all) {
    const Bubble* bubble = b.g->bubble;
    if (bubble != nullptr && !b.g->bubble_idle && !bubble->timers.Empty()) active[bubble->id].push_back(b.g->id);
  }
  std::string text;
  for (const auto& [bubble, ids] : active) {
    text += "synctest bubble " + std::to_string(bubble) + ": its clock stands still, since " + GoroutineList(ids) +
            (ids.size() == 1 ? " is" : " are") + " not durably blocked\n";
  }
  return text;
}

// Numbers for places: those that a trace shows alike, since they lie in one line, have the same.
class Places {
 public:
  uint32_t Of(const FrameRef& frame) {
    auto [it, fresh] = by_pc_.try_emplace(frame.pc);
    if (!fresh) return it->second;
    std::vector<LogicalFrame> frames;
    AppendLogicalFrames(FunctionOfFrame(frame.fp), frame.pc, frames);
    std::string text;
    for (const LogicalFrame& f : frames) text += std::string(f.function) + "\n" + std::string(f.file) + ":" + std::to_string(f.line) + "\n";
    return it->second = by_text_.try_emplace(text, static_cast<uint32_t>(by_text_.size())).first->second;
  }

 private:
  std::unordered_map<const vm::Instr*, uint32_t> by_pc_;
  std::unordered_map<std::string, uint32_t> by_text_;
};

// A goroutine's trace and creation without its number: equal for goroutines that do the same.
struct Shape {
  WaitReason reason;
  const vm::Instr* created_at;
  uint64_t made_at;
  std::vector<uint32_t> places;
  auto operator<=>(const Shape&) const = default;
};

Shape ShapeOf(const Goroutine& g, Places& places) {
  Shape shape{g.wait_reason, g.created_at, 0, {}};
  if (g.wait_reason == WaitReason::kChanReceive || g.wait_reason == WaitReason::kChanSend)
    ForEachTarget(g, [&](const void* c) { shape.made_at = static_cast<const Channel*>(c)->made_at; });
  for (FrameWalker w(g); !w.Done(); w.Next()) shape.places.push_back(places.Of(w.frame()));
  return shape;
}

}  // namespace

uint32_t WaitGroupBubble(const Goroutine& g) {
  return OwnerOf<SyncWaitGroup>(g.waiter.queue_owner, offsetof(SyncWaitGroup, sema))->bubble;
}

const vm::Instr* CallerSite(const Slot* fp, const vm::Instr* pc) {
  constexpr int kMaxFrames = 4;
  for (int i = 0; i < kMaxFrames && FunctionOfFrame(fp)->is_std; ++i) {
    const auto* ret = reinterpret_cast<const vm::Instr*>(fp[-2]);
    if (ret[-1].a == 0) break;  // entered by the machine
    fp -= ret[-1].a;
    pc = ret;
  }
  return pc;
}

bool GoesOnAlone(const Goroutine& g) {
  if (g.state != GoroutineState::kWaiting) return true;
  switch (g.wait_reason) {
    case WaitReason::kChanReceive:
    case WaitReason::kChanReceiveNil:
    case WaitReason::kChanSend:
    case WaitReason::kChanSendNil:
    case WaitReason::kSelect:
    case WaitReason::kSelectNoCases:
    case WaitReason::kSemAcquire:
    case WaitReason::kSyncMutexLock:
    case WaitReason::kSyncRWMutexRLock:
    case WaitReason::kSyncRWMutexLock:
    case WaitReason::kSyncCondWait:
    case WaitReason::kSyncWaitGroupWait: return false;
    default: return true;
  }
}

bool WaitForTheSame(const Goroutine& g, const Goroutine& h) {
  bool same = false;
  ForEachTarget(g, [&](const void* a) { ForEachTarget(h, [&](const void* b) { same = same || a == b; }); });
  return same;
}

bool CanBeWoken(const Marker& marker, const Goroutine& g) {
  bool woken = false;
  ForEachTarget(g, [&](const void* target) { woken = woken || marker.IsMarked(target); });
  return woken;
}

std::string SiteText(const vm::Program& program, const vm::Instr* pc) {
  const vm::Function* fn = pc ? program.FunctionAt(pc - 1) : nullptr;
  if (!fn) return "";
  if (fn->is_std) return "in " + std::string(fn->name);
  std::vector<LogicalFrame> frames;
  AppendLogicalFrames(fn, pc, frames);
  // A library function that was inlined: its caller is of more use.
  const LogicalFrame* f = &frames.back();
  for (const LogicalFrame& candidate : frames) {
    if (candidate.file.starts_with("$GOROOT/")) continue;
    f = &candidate;
    break;
  }
  return "at " + std::string(f->file) + ":" + std::to_string(f->line);
}

std::string WaitText(Mutator& m, const Goroutine& g) {
  const void* at = g.waiter.queue_owner;
  switch (g.wait_reason) {
    case WaitReason::kChanReceiveNil: return "receive on a nil channel";
    case WaitReason::kChanSendNil: return "send on a nil channel";
    case WaitReason::kSelectNoCases: return "select without cases";
    case WaitReason::kChanReceive:
    case WaitReason::kChanSend: {
      std::string text = g.wait_reason == WaitReason::kChanSend ? "send on " : "receive on ";
      ForEachTarget(g, [&](const void* c) { text += ChannelText(m, c); });
      return text;
    }
    case WaitReason::kSelect: {
      std::string text;
      for (uint32_t i = 0; g.select_waiters && i < g.select_count; ++i) {
        const Waiter& w = g.select_waiters[i];
        text += text.empty() ? "" : " or ";
        text += (w.is_send ? "send on " : "receive on ") + ChannelText(m, w.queue_owner);
      }
      return text.empty() ? "select on nil channels" : "select: " + text;
    }
    case WaitReason::kSyncMutexLock: {
      const SyncMutex& mu = *MutexOf(g);
      return "lock of a sync.Mutex" + NamePart(m, &mu) + HeldPart(m, mu.holder, "locked");
    }
    case WaitReason::kSyncRWMutexRLock: {
      const SyncRWMutex& rw = *RWMutexOf(g);
      return "read lock of " + RWMutexText(m, rw) + (rw.has_writer() ? "" : ", which a writer waits for");
    }
    case WaitReason::kSyncRWMutexLock: return "lock of " + RWMutexText(m, *RWMutexOf(g));
    case WaitReason::kSyncWaitGroupWait: {
      const auto& wg = *OwnerOf<SyncWaitGroup>(at, offsetof(SyncWaitGroup, sema));
      return "Wait of a sync.WaitGroup" + NamePart(m, &wg) + " with counter " + std::to_string(wg.n) +
             NotedPart(m, wg.adder, "last added to");
    }
    case WaitReason::kSyncCondWait: {
      const SyncCond& c = *OwnerOf<SyncCondWaiter>(at, offsetof(SyncCondWaiter, sema))->cond;
      return "Wait of a sync.Cond" + NamePart(m, &c) + NotedPart(m, c.maker, "made") +
             (c.signaller.id == 0 ? ", never signalled" : NotedPart(m, c.signaller, "last signalled"));
    }
    default: return std::string(TextOf(g.wait_reason));
  }
}

std::string LeakText(Mutator& m, std::span<const BlockedGoroutine> all, uint32_t index) {
  std::string text;
  const Goroutine& g = *all[index].g;
  AppendGoroutine(text, m.scheduler, g, /*running=*/false);
  text += "blocked forever: " + WaitText(m, g) + "; " + NobodyText(all, index) + "\n";
  if (const auto cycle = CycleThrough(all, index); !cycle.empty()) text += "cycle: " + CycleText(all, cycle) + "\n";
  return text;
}

std::string LeakReport(Mutator& m, std::span<const BlockedGoroutine> all, std::span<const uint32_t> chosen) {
  constexpr size_t kMaxParagraphs = 20;
  std::vector<std::vector<uint32_t>> groups;
  std::map<Shape, size_t> group_of;
  Places places;
  for (uint32_t i : chosen) {
    auto [it, fresh] = group_of.try_emplace(ShapeOf(*all[i].g, places), groups.size());
    if (fresh) groups.emplace_back();
    groups[it->second].push_back(i);
  }
  std::string text = "leak: " + std::to_string(chosen.size()) + (chosen.size() == 1 ? " goroutine is" : " goroutines are") + " blocked forever\n";
  for (size_t n = 0; n < groups.size() && n < kMaxParagraphs; ++n) {
    std::vector<uint32_t>& group = groups[n];
    text += "\n" + LeakText(m, all, group[0]);
    if (group.size() == 1) continue;
    group.erase(group.begin());
    text += "so " + std::string(group.size() == 1 ? "is " : "are ") + GoroutineList(IdsOf(all, group)) + "\n";
  }
  if (groups.size() > kMaxParagraphs) text += "\n... and goroutines of " + std::to_string(groups.size() - kMaxParagraphs) + " other kinds\n";
  return text;
}

std::string DeadlockReport(Mutator& m, std::span<const BlockedGoroutine> all) {
  constexpr size_t kMaxLines = 50;
  std::string text;
  for (uint32_t i = 0; i < all.size() && i < kMaxLines; ++i) {
    text += "\t" + GoroutineName(all[i].g->id) + ": " + WaitText(m, *all[i].g);
    const bool lock = MutexOf(*all[i].g) || RWMutexOf(*all[i].g);
    if (!lock && !all[i].holders.empty()) text += ", which only " + GoroutineList(IdsOf(all, all[i].holders)) + " can reach as well";
    text += "\n";
  }
  if (all.size() > kMaxLines) text += "\t... and " + std::to_string(all.size() - kMaxLines) + " more\n";
  if (text.empty()) return text;
  text = "\nwaiting:\n" + text;
  std::vector<bool> told(all.size());
  for (uint32_t i = 0; i < all.size() && i < kMaxLines; ++i) {
    if (told[i]) continue;
    const auto cycle = CycleThrough(all, i);
    for (uint32_t member : cycle) told[member] = true;
    if (!cycle.empty()) text += "cycle: " + CycleText(all, cycle) + "\n";
  }
  return text + BubbleText(all);
}

}  // namespace golite::runtime
