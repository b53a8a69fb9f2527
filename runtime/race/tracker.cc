// This file implements the race detector.
//
// The rule. Two accesses race when they touch the same bytes, at least one writes, at least one is not atomic, and neither
// happens before the other. Happens-before is program order plus the edges of synchronization; the detector follows it with
// vector clocks (Fidge and Mattern; for races, DJIT+ of Pozniansky and Schuster), kept cheap as in FastTrack (Flanagan and
// Freund, 2009): an access is named by an epoch, one goroutine's tick, and not by a whole clock.
//
// Goroutines. A goroutine has a slot, its place in clocks, and a tick that advances whenever it has published something: an
// unlock, a send, a go statement. What it knows is a clock: for each slot the last tick that came before. An access in tick t
// of slot s happened before whatever goroutine g does now if g knows s at t or later. Clocks are tries that share their parts
// (clock.h), and two facts spare most joins. A goroutine publishes all it knows, so (1) whoever knows the publisher's epoch
// gains nothing from the clock, and (2) a clock that knows what a goroutine published after it last learned something holds
// everything that goroutine knows: it replaces the goroutine's clock instead of being joined to it.
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

#include "runtime/channel.h"
#include "runtime/scheduler.h"
#include "support/check.h"
#include "vm/program.h"

namespace golite::runtime::race {
namespace {

constexpr uint64_t kMinCollect = 1u << 18;  // new segments or contexts between collections
constexpr size_t kManyReads = 32;  // by goroutines that nothing orders
constexpr uint32_t kLastTick = UINT32_MAX - 2;
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
}

Tracker::~Tracker() { heap_.SetObserver(nullptr); }

// ---------------------------------------------------------------- clocks of goroutines

uint32_t Tracker::Known(const Thread& t, uint32_t slot) const {
  uint32_t tick = ClockPool::TickOf(t.clock, slot);
  for (const Epoch& e : t.loose)
    if (e.slot == slot) tick = std::max(tick, e.tick);
  return tick;
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
  for (Epoch& e : t.loose) {
    clocks_.Raise(t.clock, e);
    e = {};
  }
}

// Ends the tick, unless nothing happened in it. The result names everything that the goroutine did and knows so far.
Epoch Tracker::Publish(Thread& t) {
  if (!t.dirty && t.g->race_segment == 0) return {t.slot, t.tick - 1};
  const Epoch e{t.slot, t.tick};
  slots_[t.slot].last_tick = t.tick;
  t.dirty = false;
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
  FoldLoose(t);
  const Epoch old{t.slot, t.tick};
  slots_[t.slot].running = false;
  t.slot = NewSlot(nullptr);
  t.tick = slots_[t.slot].last_tick + 1;
  t.loose[0] = old;
  t.learned = t.tick;
  t.dirty = true;
}

void Tracker::Learn(Thread& t, const SyncClock& from) {
  if (from.empty()) return;
  if (from.single && (from.loose[1].slot == t.slot || Known(t, from.loose[1].slot) >= from.loose[1].tick)) return;
  ++generation_;
  uint32_t of_me = ClockPool::TickOf(from.base, t.slot);
  for (const Epoch& e : from.loose)
    if (e.slot == t.slot) of_me = std::max(of_me, e.tick);
  if (of_me >= t.learned && of_me != 0) {
    Clock replaced = t.clock;
    t.clock = clocks_.Share(from.base);
    clocks_.Drop(replaced);
    t.loose[0] = from.loose[0];
    t.loose[1] = from.loose[1];
  } else {
    FoldLoose(t);
    clocks_.Join(t.clock, from.base);
    t.loose[0] = from.loose[0];
    t.loose[1] = from.loose[1];
  }
  t.dirty = true;
  t.learned = t.tick;
  // Accesses from here on are made with more knowledge, but in the same tick: the segment stays.
  if (live_ == 1) UpdateSolo();
}

void Tracker::Acquire(Goroutine* g, const SyncClock& from) {
  if (Thread& t = ThreadOf(g); t.disabled == 0) Learn(t, from);
}

void Tracker::Release(Goroutine* g, SyncClock& to) {
  Thread& t = ThreadOf(g);
  if (t.disabled != 0) return;
  if (t.loose[0].tick != 0 && t.loose[1].tick != 0) FoldLoose(t);
  const Epoch e = Publish(t);
  Clock replaced = to.base;
  to.base = clocks_.Share(t.clock);
  clocks_.Drop(replaced);
  clocks_.Drop(to.joined);
  to.loose[0] = t.loose[0].tick != 0 ? t.loose[0] : t.loose[1];
  to.loose[1] = e;
  to.single = true;
}

void Tracker::ReleaseMerge(Goroutine* g, SyncClock& to) {
  Thread& t = ThreadOf(g);
  if (t.disabled != 0) return;
  if (to.empty() ||
      (to.single && (to.loose[1].slot == t.slot || Known(t, to.loose[1].slot) >= to.loose[1].tick))) {
    return Release(g, to);
  }
  const Epoch e = Publish(t);
  for (Epoch& loose : to.loose) {
    clocks_.Raise(to.base, loose);
    loose = {};
  }
  to.single = false;
  if (t.clock.root != nullptr && to.joined.root != t.clock.root) {
    clocks_.Join(to.base, t.clock);
    if (to.base.root == t.clock.root) {
      // The goroutine knew all of it: the clock is what it publishes.
      clocks_.Drop(to.joined);
      to.loose[0] = t.loose[0];
      to.loose[1] = e;
      if (t.loose[1].tick != 0) clocks_.Raise(to.base, t.loose[1]);
      to.single = true;
      return;
    }
    clocks_.Drop(to.joined);
    to.joined = clocks_.Share(t.clock);
  }
  for (const Epoch& loose : t.loose) clocks_.Raise(to.base, loose);
  clocks_.Raise(to.base, e);
}

void Tracker::Drop(SyncClock& clock) {
  clocks_.Drop(clock.base);
  clocks_.Drop(clock.joined);
  clock = {};
}

void Tracker::Acquire(Goroutine* g, const void* object) {
  if (auto it = objects_.find(object); it != objects_.end()) Acquire(g, it->second);
}
void Tracker::Release(Goroutine* g, const void* object) { Release(g, objects_[object]); }
void Tracker::ReleaseMerge(Goroutine* g, const void* object) { ReleaseMerge(g, objects_[object]); }

void Tracker::Forget(const void* object) {
  if (auto it = objects_.find(object); it != objects_.end()) {
    Drop(it->second);
    objects_.erase(it);
  }
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

void Tracker::AddPending(Goroutine* g, uint64_t key) {
  ReleaseMerge(g, pending_[key]);
  UpdateSolo();
}

SyncClock* Tracker::FindPending(uint64_t key) {
  auto it = pending_.find(key);
  return it == pending_.end() ? nullptr : &it->second;
}

void Tracker::DropPending(uint64_t key) {
  if (auto it = pending_.find(key); it != pending_.end()) {
    Drop(it->second);
    pending_.erase(it);
  }
}

// ---------------------------------------------------------------- channels

Tracker::ChannelClocks& Tracker::ClocksOfSlow(Channel* c) {
  std::unique_ptr<ChannelClocks>& clocks = channels_[c];
  if (clocks == nullptr) {
    clocks = std::make_unique<ChannelClocks>();
    clocks->slots.resize(static_cast<size_t>(c->cap));
  }
  channel_cache_[reinterpret_cast<uint64_t>(c) / 16 % kChannelCache] = {c, clocks.get()};
  return *clocks;
}

// Sends are too frequent for a record each: the channel keeps the last one of each goroutine, and close looks at them.
void Tracker::ChannelSent(Goroutine* g, Channel* c) {
  if (solo_) return;
  Thread& t = ThreadOf(g);
  if (t.disabled != 0) return;
  t.dirty = true;
  t.acted = t.tick;
  const ChannelUse use{t.slot, t.tick, t.identity, contexts_.SiteOf(*g, 0)};
  ChannelClocks& clocks = ClocksOf(c);
  std::vector<ChannelUse>& uses = clocks.uses;
  size_t i = 0;
  // Who comes after an earlier sender takes its place: a close that comes after this send comes after that one.
  while (i < uses.size() && uses[i].slot != t.slot && Known(t, uses[i].slot) < uses[i].tick) ++i;
  if (i < uses.size()) uses[i] = use;
  else if (i < kFewUses) uses.push_back(use);
  else clocks.more_uses[t.slot] = use;
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
  auto only = [](const Thread& t, uint32_t slot) {
    return (t.loose[0].tick == 0 || t.loose[0].slot == slot) && (t.loose[1].tick == 0 || t.loose[1].slot == slot);
  };
  if (x.clock.root == y.clock.root && only(x, y.slot) && only(y, x.slot) && (x.disabled | y.disabled) == 0) {
    // Neither knows anything that the other does not, but for what they did themselves.
    const Epoch ex = Publish(x), ey = Publish(y);
    x.loose[0] = ey;
    y.loose[0] = ex;
    x.loose[1] = y.loose[1] = {};
    x.dirty = y.dirty = true;
    x.learned = x.tick;
    y.learned = y.tick;
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

void Tracker::Started(Goroutine* g, Goroutine* parent, const SyncClock* from) {
  MaybeCollect();
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
  Thread* p = parent != nullptr ? &ThreadOf(parent) : nullptr;
  t.slot = NewSlot(p);
  t.tick = t.learned = slots_[t.slot].last_tick + 1;
  t.dirty = true;
  t.disabled = t.acted = 0;
  t.identity = identity;
  t.g = g;
  t.clock = {};
  t.loose[0] = t.loose[1] = {};
  g->race_id = id;
  g->race_segment = 0;
  ++live_;
  ++generation_;
  if (p != nullptr) {
    identities_[identity].created_at = contexts_.SiteOf(*parent, 0);
    if (p->loose[0].tick != 0 && p->loose[1].tick != 0) FoldLoose(*p);
    const Epoch e = Publish(*p);
    t.clock = clocks_.Share(p->clock);
    t.loose[0] = p->loose[0].tick != 0 ? p->loose[0] : p->loose[1];
    t.loose[1] = e;
  } else if (from != nullptr) {
    t.clock = clocks_.Share(from->base);
    t.loose[0] = from->loose[0];
    t.loose[1] = from->loose[1];
  }
  UpdateSolo();
}

void Tracker::Ended(Goroutine* g) {
  if (g->bubble != nullptr) AddPending(g, reinterpret_cast<uint64_t>(g->bubble));
  Thread& t = ThreadOf(g);
  if (g->race_segment != 0 || t.acted == t.tick) slots_[t.slot].last_tick = t.tick;
  slots_[t.slot].running = false;
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
  const uint64_t key = reinterpret_cast<uint64_t>(g->bubble);
  scheduler_.ForEachGoroutine([&](Goroutine& other) {
    if (other.bubble == g->bubble && &other != g && other.race_id != 0) AddPending(&other, key);
  });
  if (const SyncClock* known = FindPending(key)) Acquire(g, *known);
}

void Tracker::MainStarted(Goroutine* g) { Started(g, nullptr, &host_); }

void Tracker::MainEnded(Goroutine* g) {
  ReleaseMerge(g, host_);
  Ended(g);
}

void Tracker::TimerFired(Goroutine* g, uint64_t timer, bool last) {
  Started(g, nullptr, FindPending(timer));
  if (last) DropPending(timer);
}

void Tracker::StartedFor(Goroutine* g, const void* key) {
  Started(g, nullptr, FindPending(reinterpret_cast<uint64_t>(key)));
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
    if (!atomic && Covers(cells_[word / 8], g->race_segment, mask, write)) continue;
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

// Functions of the library that only tell the tracker what happens.
bool IsHook(std::string_view function) {
  return function.starts_with("internal/race.") || function.starts_with("sync.race") || function.starts_with("sync/atomic.race");
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
  for (auto it = objects_.begin(); it != objects_.end();) {
    if (marker.IsMarked(it->first)) {
      ++it;
      continue;
    }
    Drop(it->second);
    it = objects_.erase(it);
  }
  for (auto it = channels_.begin(); it != channels_.end();) {
    if (marker.IsMarked(it->first)) {
      ++it;
      continue;
    }
    for (SyncClock& slot : it->second->slots) Drop(slot);
    Drop(it->second->closed);
    it = channels_.erase(it);
  }
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
  if (new_segments_ + contexts + ended_slots_.size() >= collect_at_) [[unlikely]] Collect();
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
    contexts_.MarkFrames(*t.g);
  }
  for (uint32_t site : reported_sites_) contexts_.Mark(site);
  for (auto& [channel, clocks] : channels_) {
    ForEachUse(*clocks, [&](const ChannelUse& use) {
      contexts_.Mark(use.site);
      identities_[use.identity].marked = true;
      slots_[use.slot].marked = true;
    });
  }
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
  for (auto& [object, clock] : objects_) clock.single = false;
  for (auto& [channel, clocks] : channels_) {
    for (SyncClock& slot : clocks->slots) slot.single = false;
    clocks->closed.single = false;
  }
  for (auto& [key, clock] : pending_) clock.single = false;
  host_.single = false;
  ++generation_;
  new_segments_ = 0;
  contexts_after_collection_ = contexts_.live();
  collect_at_ = std::max({kMinCollect, live + contexts_.live() + ended_slots_.size(), shadow_.touched_words() / 16});
  collect_at_ += ended_slots_.size();
}

size_t Tracker::bytes() const {
  return shadow_.bytes() + clocks_.bytes() + contexts_.bytes() + segments_.capacity() * sizeof(Segment) +
         threads_.capacity() * sizeof(Thread) + identities_.capacity() * sizeof(Identity);
}

}  // namespace golite::runtime::race
