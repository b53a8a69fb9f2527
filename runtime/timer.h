// This file defines timers: a heap of moments at which something happens in the VM.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace golite::runtime {

class Scheduler;

// A moment to wait for. Embedded in what waits; the heap keeps a pointer while it is armed.
struct Timer {
  int64_t when = 0;  // monotonic nanoseconds
  uint64_t seq = 0;  // timers of one moment fire in the order of arming
  uint32_t at = kIdle;
  // Called on the VM's thread between time slices. It may arm the timer again; it may not allocate script memory.
  void (*fire)(Timer& timer, Scheduler& scheduler) = nullptr;
  void* user = nullptr;

  static constexpr uint32_t kIdle = UINT32_MAX;
  bool armed() const { return at != kIdle; }
};

// A 4-ary heap ordered by (when, seq). Invariant: heap_[t->at] == t for every armed timer.
class TimerHeap {
 public:
  void Arm(Timer& t, int64_t when);
  // Returns whether it was armed.
  bool Disarm(Timer& t);
  Timer* First() const { return heap_.empty() ? nullptr : heap_[0]; }
  bool Empty() const { return heap_.empty(); }
  size_t Size() const { return heap_.size(); }

 private:
  static bool Before(const Timer& a, const Timer& b) { return a.when != b.when ? a.when < b.when : a.seq < b.seq; }
  void Place(uint32_t at, Timer* t) { heap_[at] = t; t->at = at; }
  void Up(uint32_t at, Timer* t);
  void Down(uint32_t at, Timer* t);

  std::vector<Timer*> heap_;
  uint64_t next_seq_ = 0;
};

}  // namespace golite::runtime
