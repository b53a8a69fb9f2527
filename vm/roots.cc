// This file implements what the collector learns from the machine: the roots in goroutines, and, in a leak search, which
// goroutines can still be woken (runtime/blocked.h has the idea).
#include <algorithm>
#include <numeric>

#include "runtime/blocked.h"
#include "vm/machine.h"

namespace golite::vm {

// The results and parameters of a native in its call window.
void Machine::MarkWindow(runtime::Marker& marker, uint32_t native_index, const Slot* window) {
  const NativeDecl& native = program.natives[native_index];
  const Slot* params = marker.MarkSlots(native.type->results, window);
  // A receiver is not part of the signature; whatever it is, it may be marked as a pointer.
  uint32_t slots = 0;
  for (const TypeDesc* t : native.type->params) slots += t->big ? 1 : t->slots;
  for (uint32_t i = slots; i < native.param_slots; ++i) marker.Mark(*params++);
  marker.MarkSlots(native.type->params, params);
}

void Machine::MarkGoroutine(runtime::Marker& marker, Goroutine& g) {
  const Slot* above = nullptr;  // the frame header above the frame: slots from there on belong to the callee
  if (g.native_index >= 0) {
    const Slot* window = g.At(g.native_window);
    above = window - kFrameHeader;
    MarkWindow(marker, static_cast<uint32_t>(g.native_index), window);
  }
  for (const runtime::ScriptCall* c = g.calls; c; c = c->link)
    MarkWindow(marker, static_cast<uint32_t>(c->native_index), g.At(c->native_window));
  uint32_t frames = 0;
  for (runtime::FrameWalker w(g); !w.Done(); w.Next()) {
    if (++frames % 4096 == 0 && marker.GiveUp()) return;
    Slot* fp = w.frame().fp;
    const Function* fn = w.frame().fn;
    uint32_t limit = fn->frame_slots;
    if (above && above >= fp) limit = std::min(limit, static_cast<uint32_t>(above - fp));
    // The type word beside an interface's data may be left over from another value that shared its slot, so it is not
    // asked: a data word that is no pointer marks nothing, or keeps an object a little longer.
    const auto mark = [&](std::span<const SlotRange> ranges) {
      for (const SlotRange& r : ranges)
        for (uint32_t i = r.begin, end = std::min<uint32_t>(r.end, limit); i < end; ++i) marker.Mark(fp[i]);
    };
    const Liveness::Slots* slots = liveness_.At(*fn, w.frame().pc);
    if (slots == nullptr) {
      mark(fn->slots);
    } else {
      mark(slots->live);
      for (const SlotRange& r : slots->dead) {
        for (uint32_t i = r.begin, end = std::min<uint32_t>(r.end, limit); i < end; ++i)
          if (fp[i] != 0) fp[i] = 0;
      }
    }
    above = fp - kFrameHeader;
  }
  for (const runtime::DeferRecord* d = g.defers; d; d = d->next) marker.Mark(d->closure);
  for (const runtime::PanicRecord* p = g.panics; p; p = p->link) marker.MarkIface(p->value);
}

void Machine::MarkRoots(runtime::Marker& marker) {
  blocked_.clear();
  uint32_t seen = 0;
  bool over = false;
  scheduler.ForEachGoroutine([&](Goroutine& g) {
    over = over || (++seen % 1024 == 0 && marker.GiveUp());
    if (over) return;
    if (marker.leak_search() && (deadlocked_ || !runtime::GoesOnAlone(g))) blocked_.push_back(&g);
    else MarkGoroutine(marker, g);
  });
  scheduler.ForEachTimerClosure([&](Slot closure, bool alarm) {
    if (!alarm || !marker.leak_search()) marker.Mark(closure);
  });
  for (const runtime::Heap::DueCall& d : finalizers_due) {
    marker.Mark(d.fn);
    marker.Mark(d.object);
  }
  marker.MarkIface(scheduler.pending_panic);
}

bool Machine::MarkWakeable(runtime::Marker& marker) {
  if (deadlocked_) return false;
  // One goroutine often leads to the next, in the order of their creation or against it: both directions are tried in
  // turn, so that a chain takes one pass.
  bool found = false;
  for (bool more = true; more && !blocked_.empty(); found |= more) {
    more = false;
    std::ranges::reverse(blocked_);
    std::erase_if(blocked_, [&](Goroutine* g) {
      if (!runtime::CanBeWoken(marker, *g)) return false;
      MarkGoroutine(marker, *g);
      marker.Drain();
      return more = true;
    });
  }
  return found;
}

void Machine::MarkLeaked(runtime::Marker& marker) {
  std::ranges::sort(blocked_, {}, &Goroutine::id);
  std::vector<runtime::BlockedGoroutine>& forever = scheduler.blocked_forever;
  forever.clear();
  for (Goroutine* g : blocked_)
    if (!g->is_system) forever.push_back({g, runtime::CanBeWoken(marker, *g), {}});
  // Who reaches what others wait for: everything that leads there is unmarked, so it is enough to look at what each
  // goroutine adds. The work grows with the square of their number, and a report of more than that helps nobody.
  constexpr size_t kMaxRelated = 64;
  if (forever.size() <= kMaxRelated) {
    const std::vector<uint64_t> marks = marker.Save();
    for (uint32_t i = 0; i < forever.size(); ++i) {
      MarkGoroutine(marker, *forever[i].g);
      marker.Drain();
      for (uint32_t j = 0; j < forever.size(); ++j) {
        const bool reached = !forever[j].reachable && runtime::CanBeWoken(marker, *forever[j].g);
        if (i != j && reached && !runtime::WaitForTheSame(*forever[i].g, *forever[j].g)) forever[j].holders.push_back(i);
      }
      marker.Restore(marks);
    }
  }
  for (Goroutine* g : blocked_) MarkGoroutine(marker, *g);
  scheduler.ForEachTimerClosure([&](Slot closure, bool) { marker.Mark(closure); });
}

bool Machine::HasBlockedGoroutine() {
  bool blocked = false;
  if (scheduler.goroutine_count() > 0)
    scheduler.ForEachGoroutine([&](const Goroutine& g) { blocked = blocked || (!g.is_system && !runtime::GoesOnAlone(g)); });
  return blocked;
}

void Machine::FindLeaksAtEnd() {
  if (!options.find_leaks || result.kind != RunResult::Kind::kReturned || !HasBlockedGoroutine()) return;
  mutator.heap.CollectWithLeakSearch();
  result.leaks = scheduler.blocked_forever.size();
  if (result.leaks == 0) return;
  std::vector<uint32_t> all(result.leaks);
  std::iota(all.begin(), all.end(), 0);
  result.leak_report = runtime::LeakReport(mutator, scheduler.blocked_forever, all);
  for (const runtime::BlockedGoroutine& b : scheduler.blocked_forever) {
    result.leaked.push_back(runtime::TraceOf(scheduler, *b.g, /*running=*/false, /*max_frames=*/100));
    result.leaked.back().state = runtime::WaitText(mutator, *b.g);
  }
}

std::string Machine::DeadlockReport() {
  deadlocked_ = true;
  mutator.heap.CollectWithLeakSearch();
  deadlocked_ = false;
  return runtime::DeadlockReport(mutator, scheduler.blocked_forever);
}

}  // namespace golite::vm
