// This file implements the heap of timers.
#include "runtime/timer.h"

namespace golite::runtime {

void TimerHeap::Arm(Timer& t, int64_t when) {
  Disarm(t);
  t.when = when;
  t.seq = next_seq_++;
  heap_.push_back(&t);
  Up(static_cast<uint32_t>(heap_.size() - 1), &t);
}

bool TimerHeap::Disarm(Timer& t) {
  if (!t.armed()) return false;
  uint32_t at = t.at;
  Timer* last = heap_.back();
  heap_.pop_back();
  t.at = Timer::kIdle;
  if (last != &t) {
    if (at > 0 && Before(*last, *heap_[(at - 1) / 4]))
      Up(at, last);
    else
      Down(at, last);
  }
  return true;
}

void TimerHeap::Up(uint32_t at, Timer* t) {
  while (at > 0) {
    uint32_t parent = (at - 1) / 4;
    if (!Before(*t, *heap_[parent])) break;
    Place(at, heap_[parent]);
    at = parent;
  }
  Place(at, t);
}

void TimerHeap::Down(uint32_t at, Timer* t) {
  const uint32_t n = static_cast<uint32_t>(heap_.size());
  for (;;) {
    uint32_t child = 4 * at + 1;
    if (child >= n) break;
    uint32_t best = child;
    for (uint32_t i = child + 1; i < n && i < child + 4; ++i)
      if (Before(*heap_[i], *heap_[best])) best = i;
    if (!Before(*heap_[best], *t)) break;
    Place(at, heap_[best]);
    at = best;
  }
  Place(at, t);
}

}  // namespace golite::runtime
