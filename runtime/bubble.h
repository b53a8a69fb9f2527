// This file defines bubbles: groups of goroutines with a clock of their own, for testing/synctest.
//
// A goroutine that a member starts is a member, and so is one that a member's timer starts; channels and timers made by
// a member belong to the bubble. A member is idle while it is durably blocked: parked where only the bubble can wake
// it. When all members are idle, the goroutine in synctest.Wait runs, or else the root of the bubble, which moves the
// clock.
#pragma once

#include <cstdint>

#include "runtime/channel.h"
#include "runtime/timer.h"

namespace golite::runtime {

struct Bubble {
  uint16_t id = 0;  // what a channel remembers; never 0
  int64_t now = 0;  // nanoseconds since the bubble was made
  TimerHeap timers;
  uint32_t members = 0;  // with the root
  uint32_t active = 0;   // members that are not idle
  Goroutine* root = nullptr;
  Goroutine* waiter = nullptr;  // in synctest.Wait
};

// Whether the current goroutine may not touch c, a channel of a bubble.
inline bool IsForeign(const Scheduler& s, const Channel* c) {
  if (c->bubble == 0) [[likely]]
    return false;
  const Goroutine* g = s.current();
  return g == nullptr || g->bubble == nullptr || g->bubble->id != c->bubble;
}

}  // namespace golite::runtime
