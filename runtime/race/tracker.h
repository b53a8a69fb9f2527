// This file defines Tracker, the race detector of one VM: what goroutines know of each other, who accessed which place
// last, and the races found. tracker.cc opens with an essay.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "runtime/goroutine.h"
#include "runtime/heap.h"
#include "runtime/race/address_table.h"
#include "runtime/race/clock.h"
#include "runtime/race/contexts.h"
#include "runtime/race/natives.h"
#include "runtime/race/report.h"
#include "runtime/race/shadow.h"

namespace golite::runtime {
class Scheduler;
struct Bubble;
struct Channel;
}  // namespace golite::runtime

namespace golite::runtime::race {

// What a synchronization object hands on: the clocks of those who released to it, joined.
struct SyncClock {
  Clock base;
  // Not 0: the owner of the slot has published this, and knew everything in base when it did. It belongs to the clock, too;
  // keeping it beside the trie until somebody else wants it saves copying the trie's path at every release.
  Epoch own;

  bool empty() const { return base.root == nullptr && own.tick == 0; }
};

class Tracker final : private HeapObserver {
 public:
  Tracker(Heap& heap, Scheduler& scheduler, const vm::Program& program);
  ~Tracker();
  Tracker(const Tracker&) = delete;
  Tracker& operator=(const Tracker&) = delete;

  // ---- accesses
  // Whether an access of 1, 2, 4 or 8 bytes inside one word needs no look: the same goroutine made an access at least as
  // strong since it last released anything.
  bool Covered(const Goroutine* g, uint64_t address, uint64_t size, bool write) const {
    if (solo_) return true;
    const uint64_t offset = address - base_;
    if (offset >= limit_) [[unlikely]] return false;
    return Covers(cells_[offset / 8], g->race_segment, ((1u << size) - 1) << (offset & 7), write ? kWriteBit : 0);
  }
  // The same for `words` whole words.
  bool CoveredWords(const Goroutine* g, uint64_t address, uint64_t words, bool write) const {
    if (solo_) return true;
    const uint64_t offset = address - base_;
    if (offset >= limit_ || offset % 8 != 0) [[unlikely]] return false;
    for (uint64_t i = 0; i < words; ++i)
      if (!Covers(cells_[offset / 8 + i], g->race_segment, 0xFF, write ? kWriteBit : 0)) return false;
    return true;
  }
  bool solo() const { return solo_; }
  // An access of the current goroutine, whose pc and fp are saved. `part` tells accesses of one instruction apart.
  void Access(Goroutine* g, uint64_t address, uint64_t bytes, AccessKind kind, uint32_t part = 0);

  // ---- goroutines
  // A goroutine starts: everything that `parent` did comes before it.
  void Started(Goroutine* g, Goroutine* parent);
  void Ended(Goroutine* g);
  // The goroutine the host runs the program on: it knows what the one before it did.
  void MainStarted(Goroutine* g);
  void MainEnded(Goroutine* g);
  // A goroutine of a timer, or for a finalizer or cleanup.
  void TimerFired(Goroutine* g, uint64_t timer, bool last);
  void StartedFor(Goroutine* g, const void* key);
  // The goroutine has found the others of its bubble blocked or ended: what they did comes before.
  void BubbleIdle(Goroutine* g);
  void BubbleEnded(const Bubble* bubble);
  // What the goroutine does until Enable neither counts as access nor orders anything.
  void Disable(Goroutine* g) {
    Thread& t = ThreadOf(g);
    ++t.disabled;
    t.lock = 0;
  }
  void Enable(Goroutine* g) { --ThreadOf(g).disabled; }

  // ---- synchronization, by the address of the object
  void Acquire(Goroutine* g, const void* object);
  void Release(Goroutine* g, const void* object);       // replaces what the object held
  void ReleaseMerge(Goroutine* g, const void* object);  // joins into it
  // Atomic operations on the place at the address.
  void AtomicLoad(Goroutine* g, const void* place, uint64_t bytes);
  void AtomicStore(Goroutine* g, const void* place, uint64_t bytes);
  void AtomicUpdate(Goroutine* g, const void* place, uint64_t bytes);
  // The same on clocks that the caller keeps.
  void Acquire(Goroutine* g, SyncClock& from);
  void Release(Goroutine* g, SyncClock& to);
  void ReleaseMerge(Goroutine* g, SyncClock& to);
  void Drop(SyncClock& clock);
  // ---- sync.Mutex, by the address of its state, which is 4 bytes: a use of it and an acquire, or a use and a release. The
  // first two do what they can in a few instructions: when a goroutine takes a lock again that it was the last to hold.
  bool Relocked(Goroutine* g, uint64_t mutex) {
    if (solo_) return true;
    Thread& t = ThreadOf(g);
    if (t.lock != mutex || t.held || g->race_segment != 0 || t.acted == t.tick) return false;
    // Nobody has learned of the last release: there is no need for it to have ended the tick.
    g->race_segment = t.lock_segment;
    --t.tick;
    t.held = true;
    return true;
  }
  bool UnlockedAgain(Goroutine* g, uint64_t mutex) {
    if (solo_) return true;
    Thread& t = ThreadOf(g);
    if (t.lock != mutex || !t.held || !Covers(cells_[(mutex - base_) / 8], g->race_segment, 0xFu << (mutex & 7), kAtomicWriteBits)) {
      return false;
    }
    // What the mutex was given at the last release is what it would be given now.
    t.lock_segment = g->race_segment;
    g->race_segment = 0;
    ++t.tick;
    t.held = false;
    return true;
  }
  void Locked(Goroutine* g, uint64_t mutex);
  void Unlocked(Goroutine* g, uint64_t mutex);

  // A clock that a goroutine started later will be given (of a timer, a finalizer): while there are any, even a program of
  // one goroutine is watched.
  // It will be said to be created where g, the current goroutine, is now.
  void AddPending(Goroutine* g, uint64_t key);
  void DropPending(uint64_t key);

  // ---- channels
  // The last send of a goroutine, which close has to come after.
  struct ChannelUse {
    uint32_t slot = 0, tick = 0, identity = 0, site = 0;
  };
  // Of a channel with several senders: a few of them, the others by slot.
  struct ChannelUses {
    std::vector<ChannelUse> few;
    std::unordered_map<uint32_t, ChannelUse> more;
  };
  struct ChannelClocks {
    std::unique_ptr<SyncClock[]> slots;  // of a buffered channel, by position in the buffer
    uint32_t count = 0;                  // of slots
    SyncClock closed;
    ChannelUse use;                      // the first sender's; tick 0: there is none
    std::unique_ptr<ChannelUses> others;
  };
  ChannelClocks& ClocksOf(Channel* c) {
    const CachedChannel& cached = channel_cache_[reinterpret_cast<uint64_t>(c) / 16 % kChannelCache];
    return cached.channel == c ? *cached.clocks : ClocksOfSlow(c);
  }
  // A send reads the channel itself, which close writes: they are misused together when nothing orders them. There is nothing
  // to remember of a channel whose type the program never closes.
  bool CanClose(const Channel* c) const;
  void ChannelSent(Goroutine* g, Channel* c);
  void ChannelClosed(Goroutine* g, Channel* c);
  // A send or receive through a buffer slot orders both ways.
  void ThroughSlot(Goroutine* g, SyncClock& slot);
  // Sender and receiver meet: afterwards both know what either knew.
  void Meet(Goroutine* a, Goroutine* b);

  // ---- reports
  const std::vector<Report>& reports() const { return reports_; }
  uint64_t report_count() const { return report_count_; }
  // Called with each report as it is found.
  std::function<void(const Report&)> on_report;
  const std::byte* globals = nullptr;  // the heap object that holds them
  uint64_t halt_after = 0;  // not 0: the run is asked to stop then

  // Memory whose objects nobody knows any more is used again: what was recorded of it is forgotten.
  void Reused(const void* start, uint64_t bytes) { MemoryReused(static_cast<const char*>(start), bytes); }
  size_t bytes() const;  // of memory it uses

  WatchedNatives natives;

 private:
  static constexpr uint64_t kAtomicWriteBits = kAtomicBit | kWriteBit;
  static bool Covers(uint64_t cell, uint64_t segment, uint64_t mask, uint64_t kind_bits) {
    const uint64_t need = segment | mask << kMaskShift | kind_bits;
    return (cell & (need | kSegmentMask | kAtomicBit | kTagMask)) == need;
  }

  // A goroutine, as far as it is running.
  struct Thread {
    Clock clock;
    Epoch loose;            // known as well: what its creator did, until it publishes
    uint32_t slot = 0;
    uint32_t tick = 0;      // of what it does now
    uint32_t born = 0;      // its first tick
    uint32_t identity = 0;
    uint32_t disabled = 0;
    uint32_t acted = 0;     // the tick of its last send
    Goroutine* g = nullptr;
    // Not 0: the mutex that the goroutine released last, when the tick before this one, of accesses under lock_segment, has
    // been published to nobody else. When it is `held` again, the tick goes on, and the mutex has what it would be given.
    uint64_t lock = 0;
    uint32_t lock_segment = 0;
    bool held = false;
  };
  // Who made an access: outlives the goroutine while some record names it.
  struct Identity {
    uint64_t goroutine = 0;
    uint32_t created_at = 0;  // site of the go statement, of what set the timer or the finalizer; 0 for main
    uint32_t creator_at = 0;  // the same of the goroutine that was there
    bool is_main = false;
    bool running = false;
    bool used = false;
    bool marked = false;
  };
  struct Segment {
    uint32_t slot = 0, tick = 0, identity = 0;  // slot and tick 0: free
  };
  // The place of a goroutine in clocks.
  struct SlotInfo {
    uint32_t last_tick = 0;   // the last tick anything happened in
    uint32_t thread = 0;      // of its owner, while that runs
    bool running = false;
    bool marked = false;
  };

  // What a goroutine that the runtime will start is given.
  struct Pending {
    SyncClock clock;
    uint32_t site = 0;  // where it was asked for
  };

  Thread& ThreadOf(const Goroutine* g) { return threads_[g->race_id]; }
  // Gives a goroutine that starts a thread, whose clock is empty.
  Thread& NewThread(Goroutine* g, const Thread* parent);
  // It starts with a clock, if there is one.
  void StartedWith(Goroutine* g, const SyncClock* clock, uint32_t site = 0);
  void StartedPending(Goroutine* g, uint64_t key);
  uint32_t Known(const Thread& t, uint32_t slot) const;
  bool Precedes(uint32_t segment, const Thread& t);
  void Learn(Thread& t, SyncClock& from);
  void PutOwn(SyncClock& clock);
  bool Published(const Thread& t, const SyncClock& clock) const {
    return clock.own.slot == t.slot && clock.own.tick >= t.born;
  }
  Epoch Publish(Thread& t);
  void FoldLoose(Thread& t);
  uint32_t SegmentOf(Goroutine* g);
  void ObjectsDied(const Marker& marker) override;
  void MemoryReused(const char* start, uint64_t bytes) override;
  void MemoryReleased(const char* start, uint64_t bytes) override;
  uint32_t NewSlot(const Thread* parent);
  void Rehome(Thread& t);
  void UpdateSolo();

  void AccessWord(Goroutine* g, uint64_t word, Record n);
  void GatherReads(uint64_t& cell);
  void Found(Goroutine* g, uint64_t address, Record previous, Record now);
  ChannelClocks& ClocksOfSlow(Channel* c);
  static constexpr size_t kFewUses = 8;
  template <class F>
  static void ForEachUse(const ChannelClocks& clocks, F&& f) {
    if (clocks.use.tick != 0) f(clocks.use);
    if (clocks.others == nullptr) return;
    for (const ChannelUse& use : clocks.others->few) f(use);
    for (const auto& [slot, use] : clocks.others->more) f(use);
  }
  uint32_t NewSegment(const Segment& segment);
  Party PartyOf(Record r);
  std::string Describe(uint32_t site, uint64_t address) const;
  void Collect();
  void MaybeCollect();

  Heap& heap_;
  Scheduler& scheduler_;
  const vm::Program& program_;
  bool closes_any_ = false;  // reflection may close channels of every type
  // Read by every instrumented instruction.
  bool solo_ = true;
  uint64_t base_ = 0, limit_ = 0;
  uint64_t* cells_ = nullptr;

  Shadow shadow_;
  ClockPool clocks_;
  Contexts contexts_;
  std::vector<Thread> threads_;           // by Goroutine::race_id; 0 unused
  std::vector<uint32_t> free_threads_;
  std::vector<Identity> identities_;
  std::vector<uint32_t> free_identities_;
  std::vector<Segment> segments_;
  std::vector<uint32_t> free_segments_;
  std::vector<SlotInfo> slots_;
  std::vector<uint32_t> free_slots_;      // nothing names them
  std::vector<uint32_t> ended_slots_;     // the goroutine is gone, records may name them; used from the back
  uint32_t live_ = 0;
  uint64_t new_segments_ = 0, collect_at_ = 0;
  size_t contexts_after_collection_ = 0;
  uint64_t generation_ = 1;               // changes whenever the answer of Precedes may
  struct OrderCache {
    uint64_t generation = 0;
    uint32_t thread = 0, segment = 0;
    bool ordered = false;
  };
  OrderCache order_cache_[16];

  AddressTable<SyncClock> objects_;
  AddressTable<std::unique_ptr<ChannelClocks>> channels_;
  struct CachedChannel {
    Channel* channel = nullptr;
    ChannelClocks* clocks = nullptr;
  };
  static constexpr uint64_t kChannelCache = 64;
  CachedChannel channel_cache_[kChannelCache];
  std::unordered_map<uint64_t, Pending> pending_;  // by timer, object or closure
  std::unordered_map<const Bubble*, SyncClock> bubbles_;  // what the goroutines of each did that have ended, or were found blocked
  SyncClock host_;

  std::vector<Report> reports_;
  uint64_t report_count_ = 0;
  std::unordered_set<uint64_t> reported_;  // pairs of sites
  std::set<std::pair<std::string, std::string>> reported_stacks_;
  std::unordered_set<uint32_t> reported_sites_;
};

}  // namespace golite::runtime::race
