// This file implements the race detector.
//
// The rule. Two accesses race when they touch the same bytes, at least one writes, at least one is not atomic, and neither
// happens before the other. Happens-before is program order plus the edges of synchronization; the detector follows it with
// vector clocks (Fidge and Mattern; for races, DJIT+ of Pozniansky and Schuster), kept cheap as in FastTrack (Flanagan and
// Freund, 2009): an access is named by an epoch, one goroutine's tick, and not by a whole clock.
//
// Goroutines. A goroutine has a slot, its place in clocks, and a tick. What it knows is a clock: for each slot the last tick
// that came before. An access in tick t of slot s happened before whatever goroutine g does now if g knows s at t or later. A
// tick ends when the goroutine publishes something (an unlock, a send, a go statement), but only if accesses were recorded
// in it: a number that names no access is never asked for. So goroutines that only pass on what others made tell each other
// nothing new, their clocks soon are one and the same (clock.h), and synchronizing compares two pointers.
//
// What it publishes is its clock and its own epoch. A synchronization object holds the two side by side while nobody but the
// publisher has asked for them: most locks are only ever taken by one goroutine, and share its clock until then.
//
// Locks. A goroutine that takes a mutex again that it was the last to hold, and whose epoch nobody else has learned from
// it or from another object, may as well not have released it. The tick that ended then goes on: the accesses under the
// lock find their records where they left them, and neither locking nor unlocking changes anything but the thread. If
// another goroutine unlocks a mutex meanwhile that this one holds, and without knowing of that, the two sections count as one.
//
// Places. A cell of shadow memory (shadow.h) holds the accesses of one heap word that may still race. A record is 8 bytes: the
// segment, which stands for a goroutine and a tick; the site, which stands for a whole stack (contexts.h); the bytes of the word
// that were touched; read or write, plain or atomic. So bytes and fields never mix, and nothing is evicted: a record goes only
// when a later, ordered access conflicts with all that it could conflict with. A cell with one record is that record; lists
// come with reads by several goroutines and with different bytes. The usual case, an access by the goroutine whose record is
// there already, is one comparison in the interpreter (Tracker::Covered).
//
// One goroutine. While only one goroutine exists, and it knows all that ended ones did, and nothing is pending that would
// start another with an older clock, whatever it does happens before everything to come. Nothing is recorded then.
//
// Numbers. Segments, sites, slots and identities of goroutines are numbers that are used again once no record names them:
// when many new ones were made, a collection marks what cells, frames and reports name and frees the rest. A slot whose last
// tick the creator of a new goroutine knows is taken over at once: its new owner comes after everything the old one did.
#include "runtime/race/tracker.h"

#include <algorithm>
#include <cctype>

#include "runtime/channel.h"
#include "runtime/scheduler.h"
#include "support/check.h"
#include "vm/program.h"

namespace golite::runtime::race {
namespace {

constexpr uint64_t kMinCollect = 1u << 18;  // new segments or contexts between collections
constexpr size_t kManyReads = 32;  // by goroutines that nothing orders
constexpr uint32_t kLastTick = INT32_MAX - 2;
constexpr uint32_t kMaxSegment = (1u << kSiteShift) - 1;

}  // namespace

Tracker::Tracker(Heap& heap, Scheduler& scheduler, const vm::Program& program)
    : heap_(heap), scheduler_(scheduler), program_(program), threads_(1), identities_(1), segments_(1), slots_(1) {
  const auto [base, bytes] = heap.Range();
  GOLITE_CHECK(shadow_.Reserve(bytes), "no address space for race mode");
  base_ = base;
  limit_ = bytes;
  cells_ = shadow_.cells();
  heap.SetObserver(this);
  collect_at_ = kMinCollect;
  closes_any_ = std::ranges::any_of(program.natives, [](const vm::NativeDecl& n) { return n.name == "reflect.chanClose"; });
}

Tracker::~Tracker() { heap_.SetObserver(nullptr); }

// ---------------------------------------------------------------- clocks of goroutines

uint32_t Tracker::Known(const Thread& t, uint32_t slot) const {
  const uint32_t tick = ClockPool::TickOf(t.clock, slot);
  return t.loose.slot == slot ? std::max(tick, t.loose.tick) : tick;
}

// Whether the accesses of a segment happened before what t does now.
bool Tracker::Precedes(uint32_t segment, const Thread& t) {
  const Segment& s = segments_[segment];
  if (s.slot == t.slot) return true;
  OrderCache& cached = order_cache_[segment & 15];
  const uint32_t thread = static_cast<uint32_t>(&t - threads_.data());
  if (cached.segment == segment && cached.thread == thread && cached.generation == generation_) return cached.ordered;
  const bool ordered = Known(t, s.slot) >= s.tick;
  cached = {generation_, thread, segment, ordered};
  return ordered;
}

void Tracker::FoldLoose(Thread& t) {
  if (t.loose.tick == 0) return;
  clocks_.Raise(t.clock, t.loose);
  t.loose = {};
}

// Ends the tick, if there are accesses in it. The result names everything that the goroutine did so far.
Epoch Tracker::Publish(Thread& t) {
  t.lock = 0;
  FoldLoose(t);
  if (t.g->race_segment == 0 && t.acted != t.tick) return {t.slot, t.tick == t.born ? 0 : t.tick - 1};
  const Epoch e{t.slot, t.tick};
  slots_[t.slot].last_tick = t.tick;
  t.g->race_segment = 0;
  if (t.tick == kLastTick) {
    Rehome(t);
  } else {
    ++t.tick;
  }
  return e;
}

// The ticks of a slot are used up: the goroutine goes on with another slot, and knows the old one.
void Tracker::Rehome(Thread& t) {
  const Epoch old{t.slot, t.tick};
  slots_[t.slot].running = false;
  slots_[t.slot].thread = 0;
  t.slot = NewSlot(nullptr);
  slots_[t.slot].thread = t.g->race_id;
  t.tick = t.born = slots_[t.slot].last_tick + 1;
  clocks_.Raise(t.clock, old);
}

// What the clock's owner has published becomes part of its trie.
void Tracker::PutOwn(SyncClock& clock) {
  threads_[slots_[clock.own.slot].thread].lock = 0;
  clocks_.Raise(clock.base, clock.own);
  clock.own = {};
}

void Tracker::Learn(Thread& t, SyncClock& from) {
  if (Published(t, from)) return;
  // The first who learns of it puts it where all others find it.
  if (Known(t, from.own.slot) < from.own.tick) PutOwn(from);
  if (!clocks_.Join(t.clock, from.base)) return;
  t.lock = 0;
  ++generation_;
  // Accesses from here on are made with more knowledge, but in the same tick: the segment stays.
  if (live_ == 1) UpdateSolo();
}

void Tracker::Acquire(Goroutine* g, SyncClock& from) {
  if (Thread& t = ThreadOf(g); t.disabled == 0) Learn(t, from);
}

void Tracker::Release(Goroutine* g, SyncClock& to) {
  Thread& t = ThreadOf(g);
  if (t.disabled != 0) return;
  to.own = Publish(t);
  clocks_.Assign(to.base, t.clock);
}

void Tracker::ReleaseMerge(Goroutine* g, SyncClock& to) {
  Thread& t = ThreadOf(g);
  if (t.disabled != 0) return;
  if (to.empty() || Published(t, to)) return Release(g, to);
  const Epoch e = Publish(t);
  if (Known(t, to.own.slot) < to.own.tick) PutOwn(to);
  to.own = {};
  clocks_.Join(to.base, t.clock);
  if (to.base.root == t.clock.root) {
    to.own = e;  // it knew all that was there
  } else {
    clocks_.Raise(to.base, e);
  }
}

void Tracker::Drop(SyncClock& clock) {
  clocks_.Drop(clock.base);
  clock = {};
}

void Tracker::Acquire(Goroutine* g, const void* object) {
  if (solo_ || object == nullptr) return;
  if (SyncClock* clock = objects_.Find(object)) Acquire(g, *clock);
}
void Tracker::Release(Goroutine* g, const void* object) {
  if (object != nullptr && !solo_) Release(g, objects_[object]);
}
void Tracker::ReleaseMerge(Goroutine* g, const void* object) {
  if (object != nullptr && !solo_) ReleaseMerge(g, objects_[object]);
}

// What it observes comes before the operation itself, and so does what came before that: first the edge, then the access.
void Tracker::AtomicLoad(Goroutine* g, const void* place, uint64_t bytes) {
  Acquire(g, place);
  Access(g, reinterpret_cast<uint64_t>(place), bytes, AccessKind::kAtomicRead);
}

void Tracker::AtomicStore(Goroutine* g, const void* place, uint64_t bytes) {
  Access(g, reinterpret_cast<uint64_t>(place), bytes, AccessKind::kAtomicWrite);
  Release(g, place);
}

void Tracker::AtomicUpdate(Goroutine* g, const void* place, uint64_t bytes) {
  Acquire(g, place);
  Access(g, reinterpret_cast<uint64_t>(place), bytes, AccessKind::kAtomicWrite);
  ReleaseMerge(g, place);
}

void Tracker::Locked(Goroutine* g, uint64_t mutex) {
  // What nobody has used nobody has released.
  const uint64_t offset = mutex - base_;
  if (offset >= limit_ || cells_[offset / 8] != 0) Acquire(g, reinterpret_cast<const void*>(mutex));
  Access(g, mutex, 4, AccessKind::kAtomicWrite);
}

void Tracker::Unlocked(Goroutine* g, uint64_t mutex) {
  Access(g, mutex, 4, AccessKind::kAtomicWrite);
  Thread& t = ThreadOf(g);
  const uint32_t segment = g->race_segment, tick = t.tick;
  SyncClock& clock = objects_[reinterpret_cast<const void*>(mutex)];
  ReleaseMerge(g, clock);
  if (segment == 0 || t.disabled != 0 || clock.own.slot != t.slot || clock.own.tick != tick) return;
  t.lock = mutex;
  t.lock_segment = segment;
  t.held = false;
}

void Tracker::AddPending(Goroutine* g, uint64_t key) {
  Pending& pending = pending_[key];
  ReleaseMerge(g, pending.clock);
  pending.site = contexts_.SiteOf(*g, 0);
  UpdateSolo();
}

void Tracker::DropPending(uint64_t key) {
  if (auto it = pending_.find(key); it != pending_.end()) {
    Drop(it->second.clock);
    pending_.erase(it);
  }
}

// ---------------------------------------------------------------- channels

Tracker::ChannelClocks& Tracker::ClocksOfSlow(Channel* c) {
  std::unique_ptr<ChannelClocks>& clocks = channels_[c];
  if (clocks == nullptr) {
    clocks = std::make_unique<ChannelClocks>();
    clocks->count = static_cast<uint32_t>(c->cap);
    if (c->cap != 0) clocks->slots = std::make_unique<SyncClock[]>(static_cast<size_t>(c->cap));
  }
  channel_cache_[reinterpret_cast<uint64_t>(c) / 16 % kChannelCache] = {c, clocks.get()};
  return *clocks;
}

bool Tracker::CanClose(const Channel* c) const { return c->type->elem->closed_in_channels || closes_any_; }

// Sends are too frequent for a record each: the channel keeps the last one of each goroutine, and close looks at them.
void Tracker::ChannelSent(Goroutine* g, Channel* c) {
  if (solo_ || !CanClose(c)) return;
  Thread& t = ThreadOf(g);
  if (t.disabled != 0) return;
  t.acted = t.tick;
  const ChannelUse use{t.slot, t.tick, t.identity, contexts_.SiteOf(*g, 0)};
  ChannelClocks& clocks = ClocksOf(c);
  // Who comes after an earlier sender takes its place: a close that comes after this send comes after that one.
  auto follows = [&](const ChannelUse& u) { return u.slot == t.slot || Known(t, u.slot) >= u.tick; };
  if (follows(clocks.use)) {
    clocks.use = use;
  } else {
    if (clocks.others == nullptr) clocks.others = std::make_unique<ChannelUses>();
    std::vector<ChannelUse>& few = clocks.others->few;
    const auto it = std::ranges::find_if(few, follows);
    if (it != few.end()) *it = use;
    else if (few.size() < kFewUses) few.push_back(use);
    else clocks.others->more[t.slot] = use;
  }
  const uint64_t address = reinterpret_cast<uint64_t>(&c->cap);
  if (address - base_ < limit_ && cells_[(address - base_) / 8] != 0) Access(g, address, sizeof c->cap, AccessKind::kRead);
}

void Tracker::ChannelClosed(Goroutine* g, Channel* c) {
  const uint64_t address = reinterpret_cast<uint64_t>(&c->cap);
  const Thread& t = ThreadOf(g);
  if (solo_ || t.disabled != 0) return;
  bool found = false;
  ForEachUse(ClocksOf(c), [&](const ChannelUse& use) {
    if (found || use.slot == t.slot || Known(t, use.slot) >= use.tick) return;
    found = true;
    const uint32_t before = NewSegment({use.slot, use.tick, use.identity});
    Found(g, address, MakeRecord(before, use.site, 0xFF, AccessKind::kRead),
          MakeRecord(SegmentOf(g), contexts_.SiteOf(*g, 0), 0xFF, AccessKind::kWrite));
  });
  Access(g, address, sizeof c->cap, AccessKind::kWrite);
}

void Tracker::ThroughSlot(Goroutine* g, SyncClock& slot) {
  Acquire(g, slot);
  Release(g, slot);
}

void Tracker::Meet(Goroutine* a, Goroutine* b) {
  Thread &x = ThreadOf(a), &y = ThreadOf(b);
  if ((x.disabled | y.disabled) == 0) {
    const Epoch ex = Publish(x), ey = Publish(y);
    if (x.clock.root == y.clock.root) {
      // Neither knows anything that the other does not, but for what they did themselves.
      if (ClockPool::Knows(x.clock, ex) && ClockPool::Knows(x.clock, ey)) return;
    } else {
      clocks_.Join(x.clock, y.clock);
    }
    clocks_.Drop(y.clock);
    clocks_.Raise(x.clock, ex);
    clocks_.Raise(x.clock, ey);
    y.clock = clocks_.Share(x.clock);
    ++generation_;
    return;
  }
  SyncClock between;
  Release(a, between);
  Acquire(b, between);
  Release(b, between);
  Acquire(a, between);
  Drop(between);
}

// ---------------------------------------------------------------- goroutines

// A slot for a goroutine that `parent` starts (null: nobody).
uint32_t Tracker::NewSlot(const Thread* parent) {
  uint32_t slot = 0;
  if (!free_slots_.empty()) {
    slot = free_slots_.back();
    free_slots_.pop_back();
  } else if (parent != nullptr) {
    // Slots of goroutines that ended long ago are likelier to be known: look at both ends.
    for (size_t i = 0; i < std::min<size_t>(ended_slots_.size(), 4) && slot == 0; ++i) {
      const size_t at = i % 2 == 0 ? ended_slots_.size() - 1 - i / 2 : i / 2;
      const uint32_t s = ended_slots_[at];
      if (slots_[s].last_tick >= kLastTick || Known(*parent, s) < slots_[s].last_tick) continue;
      slot = s;
      ended_slots_[at] = ended_slots_.back();
      ended_slots_.pop_back();
    }
  }
  if (slot == 0) {
    slot = static_cast<uint32_t>(slots_.size());
    slots_.emplace_back();
  }
  slots_[slot].running = true;
  return slot;
}

Tracker::Thread& Tracker::NewThread(Goroutine* g, const Thread* parent) {
  uint32_t id;
  if (!free_threads_.empty()) {
    id = free_threads_.back();
    free_threads_.pop_back();
  } else {
    id = static_cast<uint32_t>(threads_.size());
    threads_.emplace_back();
  }
  uint32_t identity;
  if (!free_identities_.empty()) {
    identity = free_identities_.back();
    free_identities_.pop_back();
  } else {
    identity = static_cast<uint32_t>(identities_.size());
    identities_.emplace_back();
  }
  identities_[identity] = {.goroutine = g->id, .is_main = g->is_main, .running = true, .used = true};
  Thread& t = threads_[id];
  t.slot = NewSlot(parent);
  t.tick = t.born = slots_[t.slot].last_tick + 1;
  slots_[t.slot].thread = id;
  t.disabled = t.acted = 0;
  t.lock = 0;
  t.identity = identity;
  t.g = g;
  t.clock = {};
  t.loose = {};
  g->race_id = id;
  g->race_segment = 0;
  ++live_;
  ++generation_;
  return t;
}

void Tracker::Started(Goroutine* g, Goroutine* parent) {
  MaybeCollect();
  if (threads_.size() == threads_.capacity()) threads_.reserve(2 * threads_.size());  // p stays where it is
  Thread& p = ThreadOf(parent);
  Thread& t = NewThread(g, &p);
  identities_[t.identity].created_at = contexts_.SiteOf(*parent, 0);
  identities_[t.identity].creator_at = identities_[p.identity].created_at;
  t.loose = Publish(p);
  t.clock = clocks_.Share(p.clock);
  UpdateSolo();
}

void Tracker::StartedWith(Goroutine* g, const SyncClock* clock, uint32_t site) {
  MaybeCollect();
  Thread& t = NewThread(g, /*parent=*/nullptr);
  identities_[t.identity].created_at = site;
  if (clock != nullptr) {
    t.clock = clocks_.Share(clock->base);
    t.loose = clock->own;
  }
  UpdateSolo();
}

void Tracker::StartedPending(Goroutine* g, uint64_t key) {
  auto it = pending_.find(key);
  if (it == pending_.end()) return StartedWith(g, nullptr);
  StartedWith(g, &it->second.clock, it->second.site);
}

void Tracker::Ended(Goroutine* g) {
  if (g->bubble != nullptr) ReleaseMerge(g, bubbles_[g->bubble]);
  Thread& t = ThreadOf(g);
  if (g->race_segment != 0 || t.acted == t.tick) slots_[t.slot].last_tick = t.tick;
  slots_[t.slot].running = false;
  slots_[t.slot].thread = 0;
  ended_slots_.push_back(t.slot);
  identities_[t.identity].running = false;
  clocks_.Drop(t.clock);
  t.g = nullptr;
  free_threads_.push_back(g->race_id);
  g->race_id = 0;
  g->race_segment = 0;
  --live_;
  if (live_ == 1) UpdateSolo();
}

void Tracker::BubbleIdle(Goroutine* g) {
  SyncClock& known = bubbles_[g->bubble];
  scheduler_.ForEachGoroutine([&](Goroutine& other) {
    if (other.bubble == g->bubble && &other != g && other.race_id != 0) ReleaseMerge(&other, known);
  });
  Acquire(g, known);
}

void Tracker::BubbleEnded(const Bubble* bubble) {
  if (auto it = bubbles_.find(bubble); it != bubbles_.end()) {
    Drop(it->second);
    bubbles_.erase(it);
  }
}

void Tracker::MainStarted(Goroutine* g) { StartedWith(g, &host_); }

void Tracker::MainEnded(Goroutine* g) {
  ReleaseMerge(g, host_);
  Ended(g);
}

void Tracker::TimerFired(Goroutine* g, uint64_t timer, bool last) {
  StartedPending(g, timer);
  if (last) DropPending(timer);
}

void Tracker::StartedFor(Goroutine* g, const void* key) {
  StartedPending(g, reinterpret_cast<uint64_t>(key));
  // Nothing else refers to an object that is finalized: it changes hands as memory does that is used again.
  if (const Heap::ObjectRef object = heap_.FindObject(key); object.start != nullptr)
    MemoryReused(static_cast<const char*>(object.start), object.size);
  DropPending(reinterpret_cast<uint64_t>(key));
}

// See "One goroutine" above.
void Tracker::UpdateSolo() {
  solo_ = false;
  if (live_ != 1 || !pending_.empty()) return;
  const Thread* only = nullptr;
  for (const Thread& t : threads_) {
    if (t.g != nullptr) only = &t;
    if (only != nullptr) break;
  }
  if (only == nullptr) return;
  while (!ended_slots_.empty()) {
    const uint32_t s = ended_slots_.back();
    if (Known(*only, s) < slots_[s].last_tick) return;
    // Whatever its owner did comes before everything to come.
    ended_slots_.pop_back();
    if (slots_[s].last_tick < kLastTick) free_slots_.push_back(s);
  }
  solo_ = true;
}

// ---------------------------------------------------------------- accesses

uint32_t Tracker::SegmentOf(Goroutine* g) {
  if (g->race_segment != 0) return g->race_segment;
  const Thread& t = ThreadOf(g);
  return g->race_segment = NewSegment({t.slot, t.tick, t.identity});
}

uint32_t Tracker::NewSegment(const Segment& segment) {
  uint32_t id;
  if (!free_segments_.empty()) {
    id = free_segments_.back();
    free_segments_.pop_back();
  } else {
    id = static_cast<uint32_t>(segments_.size());
    GOLITE_CHECK(id <= kMaxSegment, "race mode: more than 67 million segments of goroutines are named by live memory");
    segments_.emplace_back();
  }
  segments_[id] = segment;
  ++new_segments_;
  ++generation_;
  return id;
}

void Tracker::Access(Goroutine* g, uint64_t address, uint64_t bytes, AccessKind kind, uint32_t part) {
  if (solo_ || bytes == 0 || g->race_id == 0) return;
  const uint64_t offset = address - base_;
  if (offset >= limit_ || ThreadOf(g).disabled != 0) return;
  MaybeCollect();
  const uint64_t end = std::min(offset + bytes, limit_);
  uint32_t segment = 0, site = 0;
  for (uint64_t at = offset; at < end;) {
    const uint64_t word = at & ~uint64_t{7};
    const uint64_t stop = std::min(end, word + 8);
    const uint32_t mask = ((1u << (stop - at)) - 1) << (at - word);
    const bool write = (static_cast<uint32_t>(kind) & 1) != 0, atomic = kind >= AccessKind::kAtomicRead;
    at = stop;
    if (!atomic && Covers(cells_[word / 8], g->race_segment, mask, write ? kWriteBit : 0)) continue;
    if (site == 0) {
      segment = SegmentOf(g);
      site = contexts_.SiteOf(*g, part);
    }
    AccessWord(g, word, MakeRecord(segment, site, mask, kind));
  }
}

void Tracker::AccessWord(Goroutine* g, uint64_t word, Record n) {
  uint64_t& cell = cells_[word / 8];
  if (cell == 0) {
    shadow_.Touch(word);
    cell = n;
    return;
  }
  if (!IsWrite(n) && shadow_.AppendRead(cell, n)) return;
  const Thread& t = ThreadOf(g);
  const std::span<Record> records = shadow_.RecordsOf(cell);
  const uint32_t segment = SegmentIn(n), mask = MaskIn(n);
  Record raced = 0, merged = 0;
  size_t kept = 0;
  for (size_t i = 0; i < records.size(); ++i) {
    Record o = records[i];
    const uint32_t common = MaskIn(o) & mask;
    if (common != 0) {
      const bool same = SegmentIn(o) == segment;
      // The segment's own record says as much already, and whoever came since has been compared with it.
      if (same && common == mask && CoversKind(o, n)) {
        for (size_t k = i; k < records.size(); ++k) records[kept++] = records[k];
        if (kept != records.size()) shadow_.Set(cell, kept, 0);
        return;
      }
      const bool conflict = Conflict(o, n);
      const bool ordered = same || Precedes(SegmentIn(o), t);
      if (conflict && !ordered && (raced == 0 || (IsWrite(o) && !IsWrite(raced)))) raced = o;
      if ((ordered || conflict) && CoversKind(n, o)) o = WithMask(o, MaskIn(o) & ~mask);
    }
    if (MaskIn(o) == 0) continue;
    if (merged == 0 && WithMask(o, 0) == WithMask(n, 0)) {
      o = merged = WithMask(o, MaskIn(o) | mask);
    }
    records[kept++] = o;
  }
  shadow_.Set(cell, kept, merged == 0 ? n : 0);
  if (!IsWrite(n) && kept >= kManyReads) GatherReads(cell);
  if (raced != 0) {
    const uint32_t common = MaskIn(raced) & mask;
    Found(g, base_ + word + static_cast<uint64_t>(std::countr_zero(common)), raced, n);
  }
}

// Of a place that many goroutines read, comparing each read with all others would take the square of their number. Reads
// do not race with each other, so they are appended unseen, and gathered here when there are twice as many: of the equal
// reads of one goroutine the last one stays, which comes after the others.
void Tracker::GatherReads(uint64_t& cell) {
  const std::span<Record> records = shadow_.RecordsOf(cell);
  if (std::ranges::any_of(records, IsWrite)) return;
  std::unordered_set<uint64_t> seen;
  size_t from = records.size();
  for (size_t i = records.size(); i-- > 0;) {
    const Record r = records[i];
    const uint64_t reader = uint64_t{segments_[SegmentIn(r)].slot} << 16 | MaskIn(r) << 1 | uint64_t{IsAtomic(r)};
    if (seen.insert(reader).second) records[--from] = r;
  }
  std::copy(records.begin() + static_cast<ptrdiff_t>(from), records.end(), records.begin());
  shadow_.Set(cell, records.size() - from, 0);
  if (records.size() - from > 1) shadow_.ExpectReads(cell);
}

// ---------------------------------------------------------------- reports

namespace {

// Functions of the library that only tell the tracker what happens, and those that all atomic operations come down to.
bool IsHook(std::string_view function) {
  constexpr std::string_view kAtomic = "sync/atomic.";
  if (function.starts_with(kAtomic)) return function.size() > kAtomic.size() && std::islower(function[kAtomic.size()]) != 0;
  return function.starts_with("internal/race.") || function.starts_with("sync.race");
}

std::vector<StackFrame> FramesOf(const Contexts& contexts, uint32_t site) {
  std::vector<StackFrame> frames;
  for (const LogicalFrame& f : contexts.Expand(site)) {
    if (frames.empty() && IsHook(f.function)) continue;
    const uint64_t word = (f.pc & ((uint64_t{1} << kPcDepthShift) - 1) & ~uint64_t{7});
    const uint64_t offset = f.fn == nullptr ? 0 : word - reinterpret_cast<uint64_t>(f.fn->code);
    frames.push_back({std::string(f.function), std::string(f.file), f.line, offset});
  }
  return frames;
}

bool IsAnnounced(vm::Op op) {
  return op == vm::Op::kRaceRead || op == vm::Op::kRaceWrite || op == vm::Op::kRaceReadN || op == vm::Op::kRaceWriteN ||
         op == vm::Op::kRaceAppend;
}

std::string RemedyFor(const Report& r) {
  auto top = [](const Party& p, std::string_view name) { return !p.stack.empty() && p.stack[0].function == name; };
  if (top(r.now, "sync.(*WaitGroup).Add") || top(r.previous, "sync.(*WaitGroup).Add"))
    return "call Add before the go statement, so that Wait comes after it";
  if (r.what == "channel") return "close the channel only after every send, for example after a sync.WaitGroup has waited for the senders";
  if (r.what == "map") return "hold one sync.Mutex around every use of the map, or use a sync.Map";
  if (r.now.atomic != r.previous.atomic) return "use sync/atomic for both accesses";
  if (r.what.starts_with("element")) return "hold one sync.Mutex around both, or give each goroutine elements of its own";
  if (r.now.is_main != r.previous.is_main && r.now.running && r.previous.running)
    return "let one wait for the other with a channel or a sync.WaitGroup, or hold one sync.Mutex around both";
  return "hold one sync.Mutex around both, or let one wait for the other with a channel";
}

std::string KeyOf(const std::vector<StackFrame>& stack) {
  std::string key;
  for (const StackFrame& f : stack) key += f.function + " " + f.file + ":" + std::to_string(f.line) + "\n";
  return key;
}

}  // namespace

Party Tracker::PartyOf(Record r) {
  const Identity& who = identities_[segments_[SegmentIn(r)].identity];
  Party p;
  p.write = IsWrite(r);
  p.atomic = IsAtomic(r);
  p.goroutine = who.goroutine;
  p.is_main = who.is_main;
  p.running = who.running;
  p.stack = FramesOf(contexts_, SiteIn(r));
  p.created_at = FramesOf(contexts_, who.created_at);
  // A goroutine of the library's own that a timer led to: where that was set tells more.
  if (std::ranges::all_of(p.created_at, [](const StackFrame& f) { return f.file.starts_with("$GOROOT/"); })) {
    for (StackFrame& f : FramesOf(contexts_, who.creator_at)) p.created_at.push_back(std::move(f));
  }
  return p;
}

// What the access at a site touches, as the compiler noted it beside the instruction.
std::string Tracker::Describe(uint32_t site, uint64_t address) const {
  if (site == 0) return "";
  const ContextNode& node = contexts_.node(site);
  const vm::Function* fn = node.fn;
  const uint32_t pc = node.place / 4;
  uint32_t note = 0;
  auto row = std::ranges::lower_bound(fn->notes, pc, {}, &vm::NoteRow::pc);
  if (row != fn->notes.end() && row->pc == pc) {
    note = row->note;
  } else if (pc >= 2 && IsAnnounced(fn->code[pc - 2].opcode())) {
    const vm::Ext ext = fn->code[pc - 1].ext();
    note = uint32_t{ext.count} | uint32_t{ext.extra} << 16;
  } else if (pc >= 1 && fn->code[pc - 1].opcode() == vm::Op::kRaceChanClose) {
    return "channel";
  } else if (pc >= 2 && fn->code[pc - 2].opcode() == vm::Op::kRaceChanSend) {
    return "channel";
  }
  const vm::RaceNote& n = program_.race_notes[note];
  if (n.kind == vm::RaceNote::Kind::kPlain || n.size == 0) return std::string(n.text);
  const Heap::ObjectRef object = heap_.FindObject(reinterpret_cast<const void*>(address));
  uint64_t first = reinterpret_cast<uint64_t>(object.start);
  if (object.start != nullptr && object.start == globals) {
    for (const auto& field : program_.globals_type->fields)
      if (const uint64_t at = reinterpret_cast<uint64_t>(globals) + field.offset; at <= address) first = at;
  } else if (object.start == nullptr || n.text == "array") {
    // An array may stand anywhere in its object.
    return "element of " + std::string(n.text);
  }
  const uint64_t index = (address - first) / n.size;
  return "element " + std::to_string(index) + " of " + std::string(n.text);
}

void Tracker::Found(Goroutine*, uint64_t address, Record previous, Record now) {
  if (halt_after != 0 && report_count_ >= halt_after) return;  // until the run has stopped
  if (!reported_.insert(uint64_t{SiteIn(previous)} << 32 | SiteIn(now)).second) return;
  reported_sites_.insert(SiteIn(previous));
  reported_sites_.insert(SiteIn(now));
  Report r;
  r.now = PartyOf(now);
  r.previous = PartyOf(previous);
  // x++ reads and writes at one line: the stacks are the same, and so is the race.
  if (!reported_stacks_.insert(std::minmax(KeyOf(r.now.stack), KeyOf(r.previous.stack))).second) return;
  r.now.address = r.previous.address = address;
  r.what = Describe(SiteIn(now), address);
  if (r.what.empty()) r.what = Describe(SiteIn(previous), address);
  r.remedy = RemedyFor(r);
  ++report_count_;
  if (on_report) on_report(r);
  reports_.push_back(std::move(r));
  if (halt_after != 0 && report_count_ >= halt_after) scheduler_.RequestStop();
}

// ---------------------------------------------------------------- collections

void Tracker::ObjectsDied(const Marker& marker) {
  for (Thread& t : threads_) t.lock = 0;
  objects_.EraseIf([&](const void* object, SyncClock& clock) {
    if (marker.IsMarked(object)) return false;
    Drop(clock);
    return true;
  });
  channels_.EraseIf([&](const void* channel, std::unique_ptr<ChannelClocks>& clocks) {
    if (marker.IsMarked(channel)) return false;
    for (uint32_t i = 0; i < clocks->count; ++i) Drop(clocks->slots[i]);
    Drop(clocks->closed);
    return true;
  });
  std::ranges::fill(channel_cache_, CachedChannel{});
}

void Tracker::MemoryReused(const char* start, uint64_t bytes) {
  shadow_.Clear(reinterpret_cast<uint64_t>(start) - base_, bytes);
}

void Tracker::MemoryReleased(const char* start, uint64_t bytes) {
  shadow_.Release(reinterpret_cast<uint64_t>(start) - base_, bytes);
}

void Tracker::MaybeCollect() {
  const uint64_t contexts = contexts_.live() - std::min(contexts_.live(), contexts_after_collection_);
  if (new_segments_ + contexts + ended_slots_.size() >= std::max<uint64_t>(collect_at_, live_)) [[unlikely]] Collect();
}

// Frees the numbers that nothing names any more.
void Tracker::Collect() {
  std::vector<bool> segments(segments_.size());
  contexts_.StartMarking();
  shadow_.ForEach([&](uint64_t& cell) {
    for (Record r : shadow_.RecordsOf(cell)) {
      segments[SegmentIn(r)] = true;
      contexts_.Mark(SiteIn(r));
    }
  });
  for (Identity& i : identities_) i.marked = false;
  for (SlotInfo& s : slots_) s.marked = s.running;
  for (const Thread& t : threads_) {
    if (t.g == nullptr) continue;
    identities_[t.identity].marked = true;
    if (t.g->race_segment != 0) segments[t.g->race_segment] = true;
    if (t.lock != 0) segments[t.lock_segment] = true;
    contexts_.MarkFrames(*t.g);
  }
  for (uint32_t site : reported_sites_) contexts_.Mark(site);
  for (const auto& [key, pending] : pending_) contexts_.Mark(pending.site);
  channels_.ForEach([&](const void*, const std::unique_ptr<ChannelClocks>& clocks) {
    ForEachUse(*clocks, [&](const ChannelUse& use) {
      contexts_.Mark(use.site);
      identities_[use.identity].marked = true;
      slots_[use.slot].marked = true;
    });
  });
  uint64_t live = 0;
  for (uint32_t s = 1; s < segments_.size(); ++s) {
    if (segments[s]) {
      ++live;
      identities_[segments_[s].identity].marked = true;
      slots_[segments_[s].slot].marked = true;
    } else if (segments_[s].slot != 0) {
      segments_[s] = {};
      free_segments_.push_back(s);
    }
  }
  for (uint32_t i = 1; i < identities_.size(); ++i) {
    if (identities_[i].marked) {
      contexts_.Mark(identities_[i].created_at);
      contexts_.Mark(identities_[i].creator_at);
    } else if (identities_[i].used) {
      identities_[i] = {};
      free_identities_.push_back(i);
    }
  }
  contexts_.Sweep();
  // A slot that no record names starts afresh, but a clock that names it does not speak for its new owner.
  std::erase_if(ended_slots_, [&](uint32_t s) {
    if (slots_[s].marked) return false;
    if (slots_[s].last_tick < kLastTick) free_slots_.push_back(s);
    return true;
  });
  ++generation_;
  new_segments_ = 0;
  contexts_after_collection_ = contexts_.live();
  collect_at_ = std::max({kMinCollect, live + contexts_.live() + ended_slots_.size(), shadow_.touched_words() / 16});
  collect_at_ += ended_slots_.size();
}

size_t Tracker::bytes() const {
  return shadow_.bytes() + clocks_.bytes() + contexts_.bytes() + objects_.bytes() + channels_.bytes() + segments_.capacity() * sizeof(Segment) +
         threads_.capacity() * sizeof(Thread) + identities_.capacity() * sizeof(Identity);
}

}  // namespace golite::runtime::race
