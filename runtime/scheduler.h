// This file defines the scheduler: it owns the goroutines of a VM, their stacks and wait records, the run queue, the
// timers and the clock, and says which goroutine runs next. The run loop in vm/ executes them. One thread; only
// RequestStop may be called on another.
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "golite/capabilities.h"
#include "runtime/blocked.h"
#include "runtime/chooser.h"
#include "runtime/event_loop.h"
#include "runtime/goroutine.h"
#include "runtime/inbox.h"
#include "runtime/timer.h"

namespace golite::runtime {

struct SchedulerOptions {
  uint64_t seed = 0;
  uint64_t max_goroutines = 0;            // 0: no limit
  uint64_t max_stack_bytes = 1'000'000'000;  // of one goroutine, as Go's limit
  uint64_t max_bytes = 0;                 // of all goroutines and stacks; 0: no limit
  uint64_t max_output_bytes = 0;          // written to files and streams; 0: no limit
  std::shared_ptr<Clock> clock;           // null: virtual time, which stands still while a goroutine can run, and jumps
                                          // when none can
  bool event_hash = false;                // hash what happens to goroutines: Scheduler::events
  uint32_t slice_fuel = 20'000;           // calls and loop iterations in one time slice
};

// A queue of wait records, first in first out.
struct WaitQueue {
  Waiter* first = nullptr;
  Waiter* last = nullptr;

  bool Empty() const { return first == nullptr; }
  void Push(Waiter* w) {
    w->queued = true;
    w->next = nullptr;
    w->prev = last;
    (last ? last->next : first) = w;
    last = w;
  }
  void Remove(Waiter* w) {
    (w->prev ? w->prev->next : first) = w->next;
    (w->next ? w->next->prev : last) = w->prev;
    w->queued = false;
  }
};

// Real monotonic nanoseconds, whatever clock the script has.
int64_t SteadyNow();

class Scheduler {
 public:
  Scheduler(const vm::Program& program, const SchedulerOptions& options);
  ~Scheduler();
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  // ---- the goroutine that runs
  Goroutine* current() const { return current_; }

  // Makes a goroutine that will call `fn` with `param_slots` slots copied from `params`; `closure` goes to the closure
  // slot. It runs soon. Null when a limit is reached: fatal_text says which.
  Goroutine* Spawn(const vm::Function* fn, const Slot* params, Slot closure, const vm::Instr* created_at);
  // The same for a call by the host, while no goroutine is current. It uses the goroutine of the last such call again.
  Goroutine* SpawnForHost(const vm::Function* fn, const Slot* params, Slot closure);
  // The current goroutine waits: to be called by an operation that then returns Outcome::kParked.
  void Park(WaitReason reason) {
    current_->state = GoroutineState::kWaiting;
    current_->wait_reason = reason;
    if (current_->bubble) [[unlikely]] BubbleParked(current_);
  }
  // Makes a waiting goroutine runnable; it runs as soon as the current one stops (as Go's runnext).
  void Ready(Goroutine* g) { ReadyNext(g); }
  // The same at the end of the run queue.
  void ReadyLast(Goroutine* g);
  // runtime.Gosched: the current goroutine goes to the end of the run queue. Returns kParked.
  Outcome Yield();

  // ---- results of operations, by Outcome
  IfaceValue pending_panic;        // kPanic
  int exit_code = 0;               // kExit
  std::string fatal_text;          // kFatal: what follows "fatal error: "
  FatalCause fatal_cause = FatalCause::kError;
  std::string denied_capability;   // its word, when the cause is kDenied
  bool dump_all = false;           // the report of a panic shows all goroutines
  const Bubble* dump_bubble = nullptr;  // ... those of this bubble
  ScriptCall* pending_call = nullptr;  // kCall

  // ---- semaphores by address, for package sync
  // Decrements *addr once it is positive. Parks first in first out.
  Outcome SemAcquire(uint32_t* addr, WaitReason reason, bool lifo = false);
  // Increments *addr, or hands the unit to the first waiter; with `handoff` the waiter runs at once.
  void SemRelease(uint32_t* addr, bool handoff);
  // The goroutine that waits there longest; null if there is none.
  Goroutine* FirstSemWaiter(const uint32_t* addr) const;
  bool HasSemWaiter(const uint32_t* addr) const;
  // Parks the current goroutine in the list of `addr` (condition variables); WakeOne and WakeAll take from it.
  void WaitOn(const void* addr, WaitReason reason);
  bool WakeOne(const void* addr);
  uint32_t WakeAll(const void* addr);

  // ---- time
  int64_t Now();                   // monotonic nanoseconds; virtual when so configured, and in a bubble
  int64_t WallNow();               // nanoseconds since 1970
  // Parks the current goroutine for that long; returns kParked, or kDone after a yield when ns <= 0.
  Outcome Sleep(int64_t ns);
  // Timers of the library: after `when` (monotonic), and then every `period` if that is positive, a new goroutine runs
  // the func() value `closure`; a system goroutine is not shown in dumps. Returns a number for StopTimer; 0: there
  // is no memory.
  uint64_t StartTimer(Slot closure, int64_t when, int64_t period, bool system);
  // Returns whether the timer was armed.
  bool StopTimer(uint64_t id);
  // Whether the timer belongs to a bubble that the current goroutine is not in.
  bool IsForeignTimer(uint64_t id) const;
  // Fires the timer at once if it goes by the clock of a bubble and its time has come: that clock may stand still.
  void FireIfDue(uint64_t id);
  // Parks the current goroutine until no other can run or will soon: sleepers and timers get their time at once, by
  // moving the clock ahead at most `limit` nanoseconds in all. Whoever goes on and on is not waited for.
  Outcome Settle(int64_t limit);
  // Calls f(closure, alarm): an alarm is set by who watches over the program.
  template <class F>
  void ForEachTimerClosure(F&& f) {
    for (auto& [id, t] : script_timers_) f(t.closure, /*alarm=*/false);
    if (alarm_at_ != INT64_MAX) f(alarm_closure_, /*alarm=*/true);
  }
  // The one alarm: after that many nanoseconds of the real clock a new goroutine runs the func() value. It is no event
  // to wait for: when nothing else can happen, that is a deadlock.
  void StartAlarm(Slot closure, int64_t after);
  void StopAlarm() { alarm_at_ = INT64_MAX; }

  // ---- bubbles: groups of goroutines with a clock of their own (runtime/bubble.cc)
  // Puts the current goroutine, as its root, into a new bubble.
  void EnterBubble();
  // Takes the root out again.
  void LeaveBubble();
  // Parks the current goroutine until all others of its bubble are idle or, with `root`, until they wait for time.
  // False: somebody waits already.
  bool AwaitIdle(bool root);
  // Moves the clock of the current goroutine's bubble to its next timer. False: there is none.
  bool AdvanceBubble();

  // ---- the event loop, made on first use
  // Parks the current goroutine until fd can be read (or written): the native then returns kRetry and is called again.
  // False: it need not wait.
  bool AwaitFd(int fd, bool write);
  // Parks the current goroutine until a stream without descriptor may have become ready: the native then returns kRetry.
  // A stream of the host is ready when the host calls Wake; one inside the VM when the VM calls WakeStreams.
  void AwaitStream(bool of_host);
  void WakeStreams();
  EventLoop* event_loop() const { return loop_.get(); }
  void SetEventLoop(std::unique_ptr<EventLoop> loop);

  // ---- other threads
  // Through which they hand work to this one; made on first use.
  const std::shared_ptr<Inbox>& inbox();
  // A goroutine waits for the host (or no longer): while one does, a VM with nothing to run waits instead of reporting a
  // deadlock.
  void AddHostWait() { ++host_waits_; }
  void RemoveHostWait() { --host_waits_; }
  uint64_t host_waits() const { return host_waits_; }
  // Ends a wait for events. May be called on any thread.
  void WakeUp();

  // Called on any thread when another has something for the VM: see WakeUp and Wake. Set before there are others.
  std::function<void()> on_wakeup;
  // Called before the VM waits for time or I/O (to flush buffered output).
  void (*before_wait)(void* user) = nullptr;
  void* before_wait_user = nullptr;

  // Race mode: a goroutine of the timer starts; `last` when the timer will not fire again.
  void (*on_timer)(void* user, Goroutine* g, uint64_t timer, bool last) = nullptr;
  void* on_timer_user = nullptr;

  // ---- choices and events
  Chooser& chooser() { return chooser_; }
  void Note(Event event, uint64_t a, uint64_t b = 0) {
    if (noting()) [[unlikely]] NoteSlow(event, a, b);
  }
  bool noting() const { return events_ != nullptr; }
  // Null unless SchedulerOptions::event_hash.
  const EventHash* events() const { return events_.get(); }

  // ---- for the run loop in vm/
  // The next goroutine to run, after firing due timers; waits when all sleep. Null: nothing can ever run again
  // (deadlock), or a stop was requested.
  Goroutine* PickNext() {
    if ((++picks_ & fast_picks_) != 0 && !stop_requested()) [[likely]] {
      if (Goroutine* g = TakeRunnable()) return g;
    }
    return PickNextSlow();
  }
  // Fires due timers and polls the event loop without waiting.
  void PollEvents();
  // The current goroutine's slice is over: it goes to the end of the queue.
  void Preempt(Goroutine* g);
  void SetCurrent(Goroutine* g) { current_ = g; }
  // The goroutine has ended; its object and stack are reused.
  void Release(Goroutine* g);
  // The same for one of SpawnForHost that has returned.
  void ReleaseForHost(Goroutine* g);
  // The fuel of a new time slice. A slice is a tick of the VM, not of a goroutine: whoever runs at its end is preempted.
  uint32_t NewSlice() { return options_.slice_fuel / 2 + chooser_.Below(Choice::kSlice, options_.slice_fuel); }

  // The frames of g from `frame` on are dropped, and with them the calls that natives asked for there.
  void DropCalls(Goroutine* g, uint32_t frame);

  // Makes room for `slots` more slots above `top` (fp plus what it uses). False at the limit of stack size.
  bool GrowStack(Goroutine* g, const Slot* top, uint64_t slots);

  // Null when the memory limit is reached.
  DeferRecord* NewDefer() {
    if (DeferRecord* d = free_defers_) {
      free_defers_ = d->next;
      return d;
    }
    return NewDeferSlow();
  }
  void FreeDefer(DeferRecord* d) {
    d->next = free_defers_;
    free_defers_ = d;
  }
  PanicRecord* NewPanic();
  void FreePanic(PanicRecord* p);
  Waiter* NewSelectWaiters(uint32_t n);
  void FreeSelectWaiters(Waiter* w, uint32_t n);

  // ---- enumeration, for the collector, dumps and leak reports
  template <class F>
  void ForEachGoroutine(F&& f) {
    for (auto& slab : slabs_)
      for (uint32_t i = 0; i < slab.used; ++i)
        if (slab.items[i].state != GoroutineState::kFree) f(slab.items[i]);
  }
  // What the last leak search found, in the order of their numbers. They stay as they are: nothing can wake them.
  std::vector<BlockedGoroutine> blocked_forever;
  uint64_t goroutine_count() const { return live_; }
  uint64_t goroutines_created() const { return next_id_ - 1; }
  // Memory of goroutines, stacks and records.
  size_t native_bytes() const { return large_stack_bytes_ + memory_.total() + record_bytes_; }
  // How much more the limit allows.
  size_t MemoryLeft() const {
    if (options_.max_bytes == 0) return SIZE_MAX;
    return options_.max_bytes - std::min<size_t>(options_.max_bytes, native_bytes());
  }

  // ---- bounds of a run
  // The moment of SteadyNow at which the run ends; 0: never.
  void SetDeadline(int64_t ns) { deadline_ = ns; }
  bool OverTime() const { return deadline_ != 0 && SteadyNow() >= deadline_; }
  // Whether PickNext may wait for a timer or I/O. When it may not and would, it returns null and would_wait() is true.
  void SetMayWait(bool may) { may_wait_ = may; }
  bool would_wait() const { return would_wait_; }
  // A timer could not start its goroutine: PickNext returns null, and fatal_text says why.
  bool spawn_failed() const { return spawn_failed_; }
  bool HasRunnable() const { return run_next_ != nullptr || run_first_ != nullptr; }
  // Nanoseconds until the next timer is due; -1: there is none.
  int64_t UntilNextTimer();
  // Bytes of output that the limit still allows, and the count of those written.
  uint64_t OutputLeft() const {
    return options_.max_output_bytes == 0 ? UINT64_MAX : options_.max_output_bytes - std::min(options_.max_output_bytes, output_bytes_);
  }
  void NoteOutput(uint64_t bytes) { output_bytes_ += bytes; }
  // Makes the goroutines that wait for a stream of the host try again. May be called on any thread.
  void Wake();

  // Asks a run to end as soon as it can. May be called on any thread.
  void RequestStop();
  const std::atomic<bool>& stop_flag() const { return stop_; }
  bool stop_requested() const { return stop_.load(std::memory_order_relaxed); }

  const vm::Program& program() const { return program_; }

 private:
  static constexpr uint32_t kSlabSize = 64;
  static constexpr uint32_t kPollPeriod = 64;  // switches between looks at timers and events; a power of two
  struct Slab {
    Goroutine* items = nullptr;
    uint32_t used = 0;
  };
  // Memory for goroutines and small stacks, never returned before the end: pieces are cut from chunks that grow to the
  // size of a huge page, since the page faults of a million goroutines would cost more than the goroutines.
  class ChunkMemory {
   public:
    ~ChunkMemory();
    // Uninitialised, aligned to 16 bytes.
    void* Take(size_t bytes);
    size_t total() const { return total_; }

   private:
    char* at_ = nullptr;
    char* end_ = nullptr;
    size_t total_ = 0;
    std::vector<void*> chunks_;
  };
  struct SemRoot {
    WaitQueue queue;
  };

  void ReadyNext(Goroutine* g) {
    if (g->bubble_idle) [[unlikely]] BubbleReady(g);
    g->state = GoroutineState::kRunnable;
    Goroutine* old = run_next_;
    run_next_ = g;
    if (old) PushLast(old);
  }
  Goroutine* TakeRunnable() {
    Goroutine* g = run_next_;
    if (g) {
      run_next_ = nullptr;
    } else if ((g = run_first_)) {
      run_first_ = g->next;
      if (!run_first_) run_last_ = nullptr;
    }
    return g;
  }
  void PushLast(Goroutine* g) {
    g->next = nullptr;
    (run_last_ ? run_last_->next : run_first_) = g;
    run_last_ = g;
  }
  struct ScriptTimer {
    Timer timer;
    uint64_t id = 0;
    Slot closure = 0;
    int64_t period = 0;
    uint32_t tag = 0;
    bool system = false;
    Bubble* bubble = nullptr;  // whose clock it goes by
    uint64_t creator_id = 0;   // the goroutine that set it,
    const vm::Instr* created_at = nullptr;  // and where it called the library
  };
  using TimerTable = std::unordered_map<uint64_t, ScriptTimer>;
  struct SleepTimer {
    Timer timer;
    SleepTimer* next_free = nullptr;
  };
  static void FireSleep(Timer& timer, Scheduler& s);
  static void FireScript(Timer& timer, Scheduler& s);
  void RemoveTimer(TimerTable::iterator at);
  Goroutine* PickNextSlow();
  [[gnu::noinline]] Goroutine* NewGoroutine();
  // Writes the frame of the first function.
  Slot* EnterFirst(Slot* stack, const vm::Function* fn, const Slot* params, Slot closure) const;
  // Puts a stack of at least so many slots in the place of the one it has.
  [[gnu::noinline]] void GiveStack(Goroutine* g, uint64_t slots);
  // Whether the limits allow a goroutine more; fatal_text says which does not.
  [[gnu::noinline]] bool MaySpawn();
  [[gnu::cold]] void NoteSlow(Event event, uint64_t a, uint64_t b);
  DeferRecord* NewDeferSlow();
  Slot* NewStack(uint64_t& slots);
  void FreeStack(Slot* base, uint64_t slots);
  void FireDueTimers();
  bool WaitForEvent();
  int64_t GlobalNow();
  TimerHeap& TimersOf(Bubble* bubble);
  void JoinBubble(Goroutine* g, Bubble* bubble);
  void QuitBubble(Goroutine* g);
  void BubbleParked(Goroutine* g);
  void BubbleReady(Goroutine* g);
  bool SkipTime(const Timer& next);
  void EndSettle() { ReadyLast(std::exchange(settling_, nullptr)); }

  const vm::Program& program_;
  const vm::Instr* const goroutine_end_ = StubFor(MachineOp::kGoroutineEnd);
  SchedulerOptions options_;
  Goroutine* current_ = nullptr;
  Goroutine* run_next_ = nullptr;   // runs first and inherits the slice
  Goroutine* run_first_ = nullptr;
  Goroutine* run_last_ = nullptr;
  uint32_t picks_ = 0;
  uint32_t fast_picks_ = kPollPeriod - 1;  // 0 when each switch is noted
  std::unique_ptr<EventHash> events_;
  Chooser chooser_;

  std::vector<Slab> slabs_;
  Goroutine* free_goroutines_ = nullptr;
  Goroutine* host_goroutine_ = nullptr;  // free, too: of the last call by the host, all its fields as when it returned
  uint64_t live_ = 0;
  uint64_t next_id_ = 1;
  size_t large_stack_bytes_ = 0;
  size_t record_bytes_ = 0;

  // Small stacks come from chunks and return to a list per size class; the others are malloc's.
  static constexpr int kStackClasses = 14;
  Slot* free_stacks_[kStackClasses] = {};
  ChunkMemory memory_;

  DeferRecord* free_defers_ = nullptr;
  std::vector<std::unique_ptr<DeferRecord[]>> defer_chunks_;
  PanicRecord* free_panics_ = nullptr;
  Waiter* free_waiters_[17] = {};
  std::vector<std::unique_ptr<Waiter[]>> waiter_chunks_;
  std::unordered_map<const void*, SemRoot> sems_;
  std::unordered_map<const void*, SemRoot> lists_;

  TimerHeap timers_;
  std::vector<std::unique_ptr<Bubble>> bubbles_;  // by id - 1; null where there is none now
  size_t next_bubble_ = 0;                        // index of the next
  int64_t alarm_at_ = INT64_MAX;   // on the real monotonic clock; INT64_MAX: none
  Slot alarm_closure_ = 0;
  int64_t virtual_now_ = 0;
  int64_t virtual_wall_ = 0;
  int64_t skipped_ = 0;             // by how much the clock was moved ahead
  Goroutine* settling_ = nullptr;   // waits in Settle
  int64_t settle_time_ = 0;         // by how much it may still move the clock
  uint32_t settle_slices_ = 0;      // how many whole time slices of others it waits for
  TimerTable script_timers_;
  TimerTable::node_type spare_timer_;  // a timer that is set and stopped again and again costs no allocation
  // About what a timer of a script takes: itself, its entry in the table, its place in the heap of timers.
  static constexpr size_t kTimerBytes = 160;
  static constexpr int kTimerBubbleShift = 48;  // the upper bits of a number name the bubble of the timer
  uint64_t next_timer_id_ = 1;
  std::vector<std::unique_ptr<SleepTimer>> sleep_timers_;
  SleepTimer* free_sleep_timers_ = nullptr;
  std::unique_ptr<EventLoop> loop_;
  std::shared_ptr<Inbox> inbox_;
  uint64_t host_waits_ = 0;

  int64_t deadline_ = 0;
  bool may_wait_ = true;
  bool would_wait_ = false;
  bool spawn_failed_ = false;
  uint64_t output_bytes_ = 0;

  std::vector<Goroutine*> stream_waiters_;
  bool host_stream_waits_ = false;  // one of them waits for the host

  std::atomic<bool> wake_{false};
  std::atomic<bool> stop_{false};
  std::mutex stop_mutex_;
  std::condition_variable stop_signal_;
};

// ---------------------------------------------------------------- calls by the host, of which there may be many

inline Slot* Scheduler::EnterFirst(Slot* stack, const vm::Function* fn, const Slot* params, Slot closure) const {
  Slot* fp = stack + vm::kFrameHeader;
  fp[-2] = reinterpret_cast<Slot>(goroutine_end_);
  fp[-1] = reinterpret_cast<Slot>(fn);
  if (fn->HasClears()) {
    for (uint32_t i = 0; i < fn->clear_results; ++i) fp[i] = 0;
    for (uint32_t i = fn->clear_begin; i < fn->clear_end; ++i) fp[i] = 0;
  }
  if (params)
    for (uint32_t i = 0; i < fn->param_slots; ++i) fp[fn->result_slots + i] = params[i];
  if (fn->has_closure_slot) fp[fn->closure_slot()] = closure;
  return fp;
}

inline Goroutine* Scheduler::SpawnForHost(const vm::Function* fn, const Slot* params, Slot closure) {
  Goroutine* g = host_goroutine_;
  if (!g || static_cast<uint64_t>(g->stack_end - g->stack) < vm::kFrameHeader + fn->frame_slots + 2u) [[unlikely]] {
    return Spawn(fn, params, closure, nullptr);
  }
  if ((options_.max_goroutines | options_.max_bytes) != 0 && !MaySpawn()) return nullptr;
  host_goroutine_ = nullptr;
  g->fp = EnterFirst(g->stack, fn, params, closure);
  g->pc = fn->code;
  g->id = next_id_++;
  ++live_;
  Note(Event::kSpawn, g->id);
  ReadyNext(g);
  return g;
}

inline void Scheduler::ReleaseForHost(Goroutine* g) {
  constexpr uint64_t kKeep = 1024;  // larger stacks are not of the pool
  const bool as_new = !g->bubble && !g->calls && !g->defers && !g->panics && g->tag == 0;
  if (host_goroutine_ || !as_new || static_cast<uint64_t>(g->stack_end - g->stack) > kKeep) return Release(g);
  Note(Event::kEnd, g->id);
  g->state = GoroutineState::kFree;
  g->fp = nullptr;
  --live_;
  host_goroutine_ = g;
}

}  // namespace golite::runtime
