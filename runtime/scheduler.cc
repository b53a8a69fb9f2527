// This file implements the scheduler.
#include "runtime/scheduler.h"

#include <sys/mman.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <new>

#include "runtime/blocked.h"
#include "runtime/bubble.h"
#include "support/check.h"

namespace golite::runtime {
namespace {

// Sizes of pooled stacks in slots. A goroutine starts with the smallest that holds its first frame and some more.
constexpr uint32_t kStackSizes[] = {20, 24, 28, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024};
constexpr uint32_t kLargestPooled = 1024;

constexpr int64_t kHour = 3'600'000'000'000;
constexpr size_t kFirstChunk = 32 << 10, kHugePage = 2 << 20;

int ClassOf(uint64_t slots) {
  int c = 0;
  while (kStackSizes[c] < slots) ++c;
  return c;
}

// Stacks beyond the pooled sizes. The largest are mappings of their own, with addresses for as much as the stack may become:
// they grow where they are, since to move a mapping takes long when it is large. A page before the stack says how many bytes
// the mapping has.
constexpr size_t kMappedStack = 1 << 20, kPage = 4096;
constexpr size_t kMostReserved = size_t{4} << 30;

bool IsMapped(uint64_t slots) { return slots * sizeof(Slot) >= kMappedStack; }
size_t WholePages(size_t bytes) { return (bytes + kPage - 1) & ~(kPage - 1); }
size_t MappingSize(uint64_t slots) { return kPage + WholePages(slots * sizeof(Slot)); }
char* MappingOf(Slot* stack) { return reinterpret_cast<char*>(stack) - kPage; }
size_t& ReservedOf(Slot* stack) { return *reinterpret_cast<size_t*>(MappingOf(stack)); }

// Deep recursion touches every page once. They are made some at a time, which takes a fraction of what a fault for each does;
// as huge pages they would be quicker still, but one of those may take milliseconds. What fails here happens by faults.
void MakePages(char* begin, char* end) {
#ifdef MADV_POPULATE_WRITE
  madvise(begin, static_cast<size_t>(end - begin), MADV_POPULATE_WRITE);
#endif
}

void* Map(size_t bytes, int protection) {
  void* p = mmap(nullptr, bytes, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return p == MAP_FAILED ? nullptr : p;
}

Slot* NewLargeStack(uint64_t slots, size_t limit) {
  if (!IsMapped(slots)) return static_cast<Slot*>(std::malloc(slots * sizeof(Slot)));
  const size_t bytes = MappingSize(slots);
  size_t reserved = limit <= kMostReserved ? std::max(bytes, kPage + WholePages(limit)) : bytes;
  void* p = Map(reserved, PROT_NONE);
  if (p != nullptr && mprotect(p, bytes, PROT_READ | PROT_WRITE) != 0) {
    munmap(p, reserved);
    p = nullptr;
  }
  if (p == nullptr) {
    reserved = bytes;
    p = Map(bytes, PROT_READ | PROT_WRITE);
    if (p == nullptr) return nullptr;
  }
  auto* stack = reinterpret_cast<Slot*>(static_cast<char*>(p) + kPage);
  ReservedOf(stack) = reserved;
  return stack;
}

void FreeLargeStack(Slot* stack, uint64_t slots) {
  if (IsMapped(slots)) munmap(MappingOf(stack), ReservedOf(stack));
  else std::free(stack);
}

// Null, and the stack is as it was, when there is no memory.
Slot* GrowLargeStack(Slot* stack, uint64_t old_slots, uint64_t slots, size_t limit) {
  if (!IsMapped(slots)) return static_cast<Slot*>(std::realloc(stack, slots * sizeof(Slot)));
  const size_t bytes = MappingSize(slots);
  if (!IsMapped(old_slots)) {
    Slot* moved = NewLargeStack(slots, limit);
    if (moved == nullptr) return nullptr;
    std::memcpy(moved, stack, old_slots * sizeof(Slot));
    FreeLargeStack(stack, old_slots);
    return moved;
  }
  if (bytes <= ReservedOf(stack)) {
    if (mprotect(MappingOf(stack), bytes, PROT_READ | PROT_WRITE) != 0) return nullptr;
    MakePages(MappingOf(stack) + MappingSize(old_slots), MappingOf(stack) + bytes);
    return stack;
  }
  void* p = mremap(MappingOf(stack), ReservedOf(stack), bytes, MREMAP_MAYMOVE);
  if (p == MAP_FAILED) return nullptr;
  stack = reinterpret_cast<Slot*>(static_cast<char*>(p) + kPage);
  ReservedOf(stack) = bytes;
  return stack;
}

// Then it grows by a fixed step: that costs as much as the pages that it is for.
constexpr uint64_t kGrowthInPlace = (size_t{1} << 20) / sizeof(Slot);
bool CanGrowInPlace(Slot* stack, uint64_t slots) {
  return IsMapped(slots) && MappingSize(slots + kGrowthInPlace) <= ReservedOf(stack);
}

int64_t ReadClock(clockid_t clock) {
  timespec t;
  clock_gettime(clock, &t);
  return int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

}  // namespace

int64_t SteadyNow() { return ReadClock(CLOCK_MONOTONIC); }

Scheduler::Scheduler(const vm::Program& program, const SchedulerOptions& options)
    : program_(program), options_(options), chooser_(options.seed) {
  if (options.event_hash) {
    events_ = std::make_unique<EventHash>();
    chooser_.SetHash(events_.get());
    fast_picks_ = 0;
  }
  static_assert(std::size(kStackSizes) == kStackClasses);
  // Virtual time starts at midnight UTC 2000-01-01, as in testing/synctest.
  virtual_wall_ = 946'684'800'000'000'000;
}

Scheduler::~Scheduler() {
  if (inbox_) inbox_->Close();
  for (Slab& slab : slabs_) {
    for (uint32_t i = 0; i < slab.used; ++i) {
      Goroutine& g = slab.items[i];
      for (PanicRecord* p = g.panics; p;) {
        PanicRecord* next = p->link;
        FreePanic(p);
        p = next;
      }
      const auto slots = static_cast<uint64_t>(g.stack_end - g.stack);
      if (g.stack && slots > kLargestPooled) FreeLargeStack(g.stack, slots);
    }
  }
  while (PanicRecord* p = free_panics_) {
    free_panics_ = p->link;
    delete p;
  }
}

void Scheduler::NoteSlow(Event event, uint64_t a, uint64_t b) { events_->Note(event, a, b); }

// ---------------------------------------------------------------- memory

Scheduler::ChunkMemory::~ChunkMemory() {
  for (void* chunk : chunks_) std::free(chunk);
}

void* Scheduler::ChunkMemory::Take(size_t bytes) {
  bytes = (bytes + 15) & ~size_t{15};
  if (static_cast<size_t>(end_ - at_) < bytes) {
    // Chunks double, so that a small program stays small.
    const size_t size = std::min(std::max(kFirstChunk, total_), kHugePage);
    void* chunk = std::aligned_alloc(size, size);
    GOLITE_CHECK(chunk && bytes <= size, "no memory for goroutines");
    if (size == kHugePage) madvise(chunk, size, MADV_HUGEPAGE);
    chunks_.push_back(chunk);
    total_ += size;
    at_ = static_cast<char*>(chunk);
    end_ = at_ + size;
  }
  void* piece = at_;
  at_ += bytes;
  return piece;
}

// ---------------------------------------------------------------- stacks

Slot* Scheduler::NewStack(uint64_t& slots) {
  if (slots > kLargestPooled) {
    Slot* stack = NewLargeStack(slots, options_.max_stack_bytes);
    if (stack != nullptr) large_stack_bytes_ += slots * sizeof(Slot);
    return stack;
  }
  int c = ClassOf(slots);
  slots = kStackSizes[c];
  if (Slot* s = free_stacks_[c]) {
    free_stacks_[c] = reinterpret_cast<Slot*>(s[0]);
    return s;
  }
  return static_cast<Slot*>(memory_.Take(slots * sizeof(Slot)));
}

void Scheduler::FreeStack(Slot* base, uint64_t slots) {
  if (slots > kLargestPooled) {
    large_stack_bytes_ -= slots * sizeof(Slot);
    FreeLargeStack(base, slots);
    return;
  }
  int c = ClassOf(slots);
  base[0] = reinterpret_cast<Slot>(free_stacks_[c]);
  free_stacks_[c] = base;
}

bool Scheduler::GrowStack(Goroutine* g, const Slot* top, uint64_t slots) {
  const uint64_t old_slots = static_cast<uint64_t>(g->stack_end - g->stack);
  const uint64_t needed = static_cast<uint64_t>(top - g->stack) + slots;
  const uint64_t limit = options_.max_stack_bytes / sizeof(Slot);
  if (needed > limit) return false;
  uint64_t new_slots = std::max(old_slots + old_slots / 2, needed + 8);
  if (new_slots > kLargestPooled) {
    const uint64_t more = CanGrowInPlace(g->stack, old_slots) ? old_slots + kGrowthInPlace : 2 * old_slots;
    new_slots = std::min(std::max(more, needed + 8), std::max(limit, needed));
  }
  // Towards the limit it grows by half of what is left, so that it does not grow with every call.
  const uint64_t left = MemoryLeft() / sizeof(Slot), least = needed - old_slots;
  if (left < least) return false;
  new_slots = std::min(new_slots, needed + (left - least) / 2);
  const ptrdiff_t fp = g->fp - g->stack;
  Slot* moved;
  if (old_slots > kLargestPooled) {
    moved = GrowLargeStack(g->stack, old_slots, new_slots, options_.max_stack_bytes);
    if (!moved) return false;
    large_stack_bytes_ += (new_slots - old_slots) * sizeof(Slot);
  } else {
    moved = NewStack(new_slots);
    if (!moved) return false;
    std::memcpy(moved, g->stack, old_slots * sizeof(Slot));
    FreeStack(g->stack, old_slots);
  }
  g->stack = moved;
  g->stack_end = moved + new_slots;
  g->fp = moved + fp;
  return true;
}

// ---------------------------------------------------------------- goroutines

Goroutine* Scheduler::NewGoroutine() {
  if (slabs_.empty() || slabs_.back().used == kSlabSize) {
    slabs_.push_back({static_cast<Goroutine*>(memory_.Take(kSlabSize * sizeof(Goroutine))), 0});
  }
  Slab& slab = slabs_.back();
  return new (&slab.items[slab.used++]) Goroutine;
}

void Scheduler::GiveStack(Goroutine* g, uint64_t slots) {
  if (g->stack) FreeStack(g->stack, static_cast<uint64_t>(g->stack_end - g->stack));
  g->stack = NewStack(slots);
  GOLITE_CHECK(g->stack, "no memory for a goroutine's stack");
  g->stack_end = g->stack + slots;
}

bool Scheduler::MaySpawn() {
  if (options_.max_goroutines != 0 && live_ >= options_.max_goroutines) {
    fatal_text = "too many goroutines";
    fatal_cause = FatalCause::kGoroutines;
    return false;
  }
  if (MemoryLeft() == 0) {
    fatal_text = "runtime: out of memory";
    fatal_cause = FatalCause::kMemory;
    return false;
  }
  return true;
}

Goroutine* Scheduler::Spawn(const vm::Function* fn, const Slot* params, Slot closure, const vm::Instr* created_at) {
  if ((options_.max_goroutines | options_.max_bytes) != 0 && !MaySpawn()) return nullptr;
  Goroutine* g = free_goroutines_;
  if (g) {
    free_goroutines_ = g->next;
  } else {
    g = NewGoroutine();
  }
  const uint64_t slots = vm::kFrameHeader + fn->frame_slots + 2u;
  if (static_cast<uint64_t>(g->stack_end - g->stack) < slots) [[unlikely]] GiveStack(g, slots);
  g->fp = EnterFirst(g->stack, fn, params, closure);
  g->pc = fn->code;
  g->id = next_id_++;
  g->creator_id = current_ ? current_->id : 0;
  g->created_at = created_at;
  g->defers = nullptr;
  g->panics = nullptr;
  g->calls = nullptr;
  g->bubble = nullptr;
  g->tag = current_ ? current_->tag : 0;
  g->native_index = -1;
  if (created_at && current_ && current_->bubble) [[unlikely]] JoinBubble(g, current_->bubble);
  ++live_;
  Note(Event::kSpawn, g->id);
  // Together and last: they share a word, which is then written once, and not read before that is done.
  g->send_closed = false;
  g->is_main = false;
  g->bubble_idle = false;
  g->is_system = false;
  g->wait_reason = WaitReason::kNone;
  ReadyNext(g);
  return g;
}

void Scheduler::Release(Goroutine* g) {
  Note(Event::kEnd, g->id);
  if (g->bubble) [[unlikely]] QuitBubble(g);
  // A larger stack may have grown: kept here, it would lie idle while others that grow need new ones.
  constexpr uint64_t kKeep = 28;
  uint64_t slots = static_cast<uint64_t>(g->stack_end - g->stack);
  if (slots > kKeep) {
    FreeStack(g->stack, slots);
    g->stack = g->stack_end = nullptr;
  }
  if (g->calls) DropCalls(g, 0);
  g->state = GoroutineState::kFree;
  g->fp = nullptr;
  g->next = free_goroutines_;
  free_goroutines_ = g;
  --live_;
}

void Scheduler::ReadyLast(Goroutine* g) {
  if (g->bubble_idle) [[unlikely]] BubbleReady(g);
  g->state = GoroutineState::kRunnable;
  PushLast(g);
}

Outcome Scheduler::Yield() {
  ReadyLast(current_);
  return Outcome::kParked;
}

void Scheduler::Preempt(Goroutine* g) {
  if (run_next_) {
    PushLast(run_next_);
    run_next_ = nullptr;
  }
  ReadyLast(g);
  if (settling_ && --settle_slices_ == 0) [[unlikely]] EndSettle();
}

Goroutine* Scheduler::PickNextSlow() {
  would_wait_ = false;
  Goroutine* g = nullptr;
  // While events are noted every switch comes here; that must not make a difference to the run.
  if (events_ && picks_ % kPollPeriod != 0 && !stop_requested()) g = TakeRunnable();
  while (!g) {
    if (stop_requested() || OverTime()) return nullptr;
    PollEvents();
    if (spawn_failed_) return nullptr;
    g = TakeRunnable();
    if (!g && !WaitForEvent()) return nullptr;
  }
  Note(Event::kSwitch, g->id);
  return g;
}

// ---------------------------------------------------------------- pooled records

DeferRecord* Scheduler::NewDeferSlow() {
  constexpr uint32_t kChunk = 64;
  if (MemoryLeft() == 0) return nullptr;
  record_bytes_ += kChunk * sizeof(DeferRecord);
  defer_chunks_.emplace_back(new DeferRecord[kChunk]);
  DeferRecord* chunk = defer_chunks_.back().get();
  for (uint32_t i = 0; i < kChunk; ++i) FreeDefer(&chunk[i]);
  DeferRecord* d = free_defers_;
  free_defers_ = d->next;
  return d;
}

PanicRecord* Scheduler::NewPanic() {
  PanicRecord* p = free_panics_;
  if (!p) return new PanicRecord;
  free_panics_ = p->link;
  *p = PanicRecord{};
  return p;
}

void Scheduler::FreePanic(PanicRecord* p) {
  while (DeferRecord* d = p->passed) {
    p->passed = d->next;
    FreeDefer(d);
  }
  delete p->text;
  p->text = nullptr;
  p->link = free_panics_;
  free_panics_ = p;
}

// Arrays of wait records come in powers of two; the free list runs through Waiter::next.
Waiter* Scheduler::NewSelectWaiters(uint32_t n) {
  int c = 0;
  while ((1u << c) < n) ++c;
  if (Waiter* w = free_waiters_[c]) {
    free_waiters_[c] = w->next;
    return w;
  }
  record_bytes_ += (size_t{1} << c) * sizeof(Waiter);
  waiter_chunks_.emplace_back(new Waiter[size_t{1} << c]);
  return waiter_chunks_.back().get();
}

void Scheduler::FreeSelectWaiters(Waiter* w, uint32_t n) {
  int c = 0;
  while ((1u << c) < n) ++c;
  w->next = free_waiters_[c];
  free_waiters_[c] = w;
}

// ---------------------------------------------------------------- semaphores and lists by address

Outcome Scheduler::SemAcquire(uint32_t* addr, WaitReason reason, bool lifo) {
  Note(Event::kAcquire, current_->id, *addr);
  if (*addr > 0) {
    --*addr;
    return Outcome::kDone;
  }
  WaitQueue& queue = sems_[addr].queue;
  Waiter* w = &current_->waiter;
  *w = Waiter{.g = current_, .queue_owner = addr};
  if (lifo && queue.first) {
    w->queued = true;
    w->next = queue.first;
    queue.first->prev = w;
    queue.first = w;
  } else {
    queue.Push(w);
  }
  Park(reason);
  return Outcome::kParked;
}

void Scheduler::SemRelease(uint32_t* addr, bool handoff) {
  Note(Event::kRelease, current_->id, *addr);
  auto it = sems_.find(addr);
  if (it == sems_.end()) {
    ++*addr;
    return;
  }
  Waiter* w = it->second.queue.first;
  it->second.queue.Remove(w);
  if (it->second.queue.Empty()) sems_.erase(it);
  if (handoff)
    Ready(w->g);
  else
    ReadyLast(w->g);
}

Goroutine* Scheduler::FirstSemWaiter(const uint32_t* addr) const {
  auto it = sems_.find(addr);
  return it == sems_.end() ? nullptr : it->second.queue.first->g;
}

bool Scheduler::HasSemWaiter(const uint32_t* addr) const { return sems_.contains(addr); }

void Scheduler::WaitOn(const void* addr, WaitReason reason) {
  Waiter* w = &current_->waiter;
  *w = Waiter{.g = current_, .queue_owner = const_cast<void*>(addr)};
  lists_[addr].queue.Push(w);
  Park(reason);
}

bool Scheduler::WakeOne(const void* addr) {
  auto it = lists_.find(addr);
  if (it == lists_.end()) return false;
  Waiter* w = it->second.queue.first;
  it->second.queue.Remove(w);
  if (it->second.queue.Empty()) lists_.erase(it);
  Ready(w->g);
  return true;
}

uint32_t Scheduler::WakeAll(const void* addr) {
  uint32_t n = 0;
  while (WakeOne(addr)) ++n;
  return n;
}

// ---------------------------------------------------------------- time

int64_t Scheduler::GlobalNow() { return options_.clock ? options_.clock->Monotonic() + skipped_ : virtual_now_; }

int64_t Scheduler::Now() { return current_ && current_->bubble ? current_->bubble->now : GlobalNow(); }

int64_t Scheduler::WallNow() {
  if (current_ && current_->bubble) return virtual_wall_ + current_->bubble->now;
  return options_.clock ? options_.clock->Wall() + skipped_ : virtual_wall_ + virtual_now_;
}

int64_t Scheduler::UntilNextTimer() {
  const Timer* first = timers_.First();
  return first ? std::max<int64_t>(0, first->when - GlobalNow()) : -1;
}

TimerHeap& Scheduler::TimersOf(Bubble* bubble) { return bubble ? bubble->timers : timers_; }

void Scheduler::FireSleep(Timer& timer, Scheduler& s) {
  Goroutine* g = static_cast<Goroutine*>(timer.user);
  SleepTimer* t = reinterpret_cast<SleepTimer*>(&timer);  // the first member
  t->next_free = s.free_sleep_timers_;
  s.free_sleep_timers_ = t;
  s.ReadyLast(g);
}

Outcome Scheduler::Sleep(int64_t ns) {
  if (ns <= 0) return Yield();
  if (!free_sleep_timers_) {
    sleep_timers_.push_back(std::make_unique<SleepTimer>());
    free_sleep_timers_ = sleep_timers_.back().get();
  }
  SleepTimer* t = free_sleep_timers_;
  free_sleep_timers_ = t->next_free;
  t->timer.fire = &FireSleep;
  t->timer.user = current_;
  int64_t now = Now();
  TimersOf(current_->bubble).Arm(t->timer, ns > INT64_MAX - now ? INT64_MAX : now + ns);
  Park(WaitReason::kSleep);
  return Outcome::kParked;
}

void Scheduler::FireScript(Timer& timer, Scheduler& s) {
  ScriptTimer* t = reinterpret_cast<ScriptTimer*>(&timer);  // the first member
  const auto* fn = *reinterpret_cast<const vm::Function* const*>(t->closure);
  Goroutine* g = s.Spawn(fn, nullptr, t->closure, nullptr);
  if (g) {
    g->is_system = t->system;
    g->tag = t->tag;
    g->creator_id = t->creator_id;
    g->created_at = t->created_at;
    if (t->bubble) s.JoinBubble(g, t->bubble);
    if (s.on_timer) s.on_timer(s.on_timer_user, g, t->id, t->period <= 0);
  } else {
    s.spawn_failed_ = true;
  }
  if (t->period > 0) {
    // A late ticker skips the ticks that it missed.
    int64_t now = t->bubble ? t->bubble->now : s.GlobalNow();
    int64_t when = t->timer.when + t->period;
    if (when <= now) when += (now - when) / t->period * t->period + t->period;
    s.TimersOf(t->bubble).Arm(timer, when);
  } else {
    s.RemoveTimer(s.script_timers_.find(t->id));
  }
}

uint64_t Scheduler::StartTimer(Slot closure, int64_t when, int64_t period, bool system) {
  if (MemoryLeft() == 0) return 0;
  record_bytes_ += kTimerBytes;
  uint64_t id = next_timer_id_++;
  if (current_ && current_->bubble) id |= uint64_t{current_->bubble->id} << kTimerBubbleShift;
  ScriptTimer t;
  t.id = id;
  t.closure = closure;
  t.period = period;
  t.system = system;
  t.tag = current_ ? current_->tag : 0;
  t.timer.fire = &FireScript;
  t.bubble = current_ ? current_->bubble : nullptr;
  if (current_ && !system) {
    t.creator_id = current_->id;
    t.created_at = CallerSite(current_->fp, current_->pc);
  }
  ScriptTimer* placed;
  if (spare_timer_) {
    spare_timer_.key() = id;
    spare_timer_.mapped() = t;
    placed = &script_timers_.insert(std::move(spare_timer_)).position->second;
  } else {
    placed = &script_timers_.emplace(id, t).first->second;
  }
  TimersOf(t.bubble).Arm(placed->timer, when);
  return id;
}

void Scheduler::RemoveTimer(TimerTable::iterator at) {
  record_bytes_ -= kTimerBytes;
  spare_timer_ = script_timers_.extract(at);
}

bool Scheduler::IsForeignTimer(uint64_t id) const {
  const uint64_t bubble = id >> kTimerBubbleShift;
  return bubble != 0 && (current_->bubble == nullptr || current_->bubble->id != bubble);
}

void Scheduler::FireIfDue(uint64_t id) {
  if (id >> kTimerBubbleShift == 0) return;
  ScriptTimer& t = script_timers_.at(id);
  if (t.timer.when > t.bubble->now) return;
  t.bubble->timers.Disarm(t.timer);
  FireScript(t.timer, *this);
}

bool Scheduler::StopTimer(uint64_t id) {
  auto it = script_timers_.find(id);
  if (it == script_timers_.end()) return false;
  TimersOf(it->second.bubble).Disarm(it->second.timer);
  RemoveTimer(it);
  return true;
}

void Scheduler::StartAlarm(Slot closure, int64_t after) {
  alarm_closure_ = closure;
  const int64_t now = SteadyNow();
  alarm_at_ = after > INT64_MAX - 1 - now ? INT64_MAX - 1 : now + after;
}

void Scheduler::FireDueTimers() {
  if (alarm_at_ != INT64_MAX && SteadyNow() >= alarm_at_) {
    alarm_at_ = INT64_MAX;
    const auto* fn = *reinterpret_cast<const vm::Function* const*>(alarm_closure_);
    if (Goroutine* g = Spawn(fn, nullptr, alarm_closure_, nullptr)) g->creator_id = 0;
  }
  if (timers_.Empty()) return;
  int64_t now = GlobalNow();
  while (Timer* t = timers_.First()) {
    if (t->when > now) break;
    timers_.Disarm(*t);
    Note(Event::kTimer, t->seq);
    t->fire(*t, *this);
  }
}

void Scheduler::AwaitStream(bool of_host) {
  stream_waiters_.push_back(current_);
  host_stream_waits_ |= of_host;
  Park(WaitReason::kIoWait);
}

void Scheduler::WakeStreams() {
  for (Goroutine* g : stream_waiters_) ReadyLast(g);
  stream_waiters_.clear();
  host_stream_waits_ = false;
}

void Scheduler::Wake() {
  wake_.store(true, std::memory_order_release);
  WakeUp();
}

void Scheduler::PollEvents() {
  if (wake_.load(std::memory_order_relaxed) && wake_.exchange(false, std::memory_order_acquire)) WakeStreams();
  FireDueTimers();
  if (inbox_ && inbox_->HasWork()) inbox_->Run();
  if (loop_ && loop_->HasPending()) loop_->Poll(0);
}

Outcome Scheduler::Settle(int64_t limit) {
  constexpr uint32_t kSlices = 2000;  // a fraction of a second
  if (settling_) return Outcome::kDone;
  settling_ = current_;
  settle_time_ = limit;
  settle_slices_ = kSlices;
  Park(WaitReason::kSettle);
  return Outcome::kParked;
}

// Moves the clock to the next timer on behalf of who waits in Settle; false: that is further than it may.
bool Scheduler::SkipTime(const Timer& next) {
  const int64_t by = std::max<int64_t>(0, next.when - GlobalNow());
  if (by > settle_time_) return false;
  settle_time_ -= by;
  (options_.clock ? skipped_ : virtual_now_) += by;
  return true;
}

bool Scheduler::WaitForEvent() {
  const bool pending_io = loop_ && loop_->HasPending();
  Timer* first = timers_.First();
  if (settling_) {
    if (!first || !SkipTime(*first)) EndSettle();
    return true;
  }
  if (!first && !pending_io && !host_stream_waits_ && host_waits_ == 0) return false;
  // PickNextSlow has just polled: what has not arrived by now is later than the next timer. A goroutine that waits for
  // the host does not sleep: then the clock stands still.
  if (!options_.clock && first && host_waits_ == 0) {
    virtual_now_ = std::max(virtual_now_, first->when);
    return true;
  }
  would_wait_ = !may_wait_;
  if (would_wait_ || OverTime()) return false;
  if (before_wait) before_wait(before_wait_user);
  // An hour at a time keeps arithmetic far from overflow.
  int64_t timeout = first ? std::clamp<int64_t>(first->when - GlobalNow(), 0, kHour) : kHour;
  if (deadline_ != 0) timeout = std::clamp<int64_t>(deadline_ - SteadyNow(), 0, timeout);
  if (alarm_at_ != INT64_MAX) timeout = std::clamp<int64_t>(alarm_at_ - SteadyNow(), 0, timeout);
  if (pending_io) {
    loop_->Poll(timeout);
    return true;
  }
  std::unique_lock lock(stop_mutex_);
  const bool woken = wake_.load(std::memory_order_relaxed) || (inbox_ && inbox_->HasWork());
  if (!stop_requested() && !woken) stop_signal_.wait_for(lock, std::chrono::nanoseconds(timeout));
  return true;
}

void Scheduler::SetEventLoop(std::unique_ptr<EventLoop> loop) {
  std::lock_guard lock(stop_mutex_);
  loop_ = std::move(loop);
}

const std::shared_ptr<Inbox>& Scheduler::inbox() {
  if (!inbox_) inbox_ = std::make_shared<Inbox>(*this);
  return inbox_;
}

void Scheduler::DropCalls(Goroutine* g, uint32_t frame) {
  while (g->calls && g->calls->frame >= frame) {
    ScriptCall* c = g->calls;
    g->calls = c->link;
    c->dropped(*c);
  }
}

void Scheduler::RequestStop() {
  stop_.store(true, std::memory_order_relaxed);
  WakeUp();
}

void Scheduler::WakeUp() {
  {
    std::lock_guard lock(stop_mutex_);
    stop_signal_.notify_all();
    if (loop_) loop_->Wake();
  }
  if (on_wakeup) on_wakeup();
}

}  // namespace golite::runtime
