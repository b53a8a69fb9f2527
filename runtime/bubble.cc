// This file implements bubbles.
#include "runtime/bubble.h"

#include <algorithm>
#include <utility>

#include "runtime/blocked.h"
#include "runtime/scheduler.h"
#include "support/check.h"

namespace golite::runtime {
namespace {

bool Owns(const Bubble& b, const Waiter& w) {
  return static_cast<const Channel*>(w.queue_owner)->bubble == b.id;
}

// Whether g, which has just been parked, can be woken by its bubble alone.
bool BlocksDurably(const Goroutine& g) {
  switch (g.wait_reason) {
    case WaitReason::kChanReceive:
    case WaitReason::kChanSend:
    case WaitReason::kSelect:
      if (!g.select_waiters) return Owns(*g.bubble, g.waiter);
      return std::all_of(g.select_waiters, g.select_waiters + g.select_count,
                         [&](const Waiter& w) { return Owns(*g.bubble, w); });
    case WaitReason::kSyncWaitGroupWait: return WaitGroupBubble(g) == g.bubble->id;
    case WaitReason::kChanReceiveNil:
    case WaitReason::kChanSendNil:
    case WaitReason::kSelectNoCases:
    case WaitReason::kSleep:
    case WaitReason::kSyncCondWait:
    case WaitReason::kSynctestWait:
    case WaitReason::kSynctestRun: return true;
    default: return false;
  }
}

}  // namespace

void Scheduler::EnterBubble() {
  // Numbers are used again as late as possible, since channels and timers of a bubble that has ended keep its number.
  while (bubbles_.size() == UINT16_MAX && bubbles_[next_bubble_] != nullptr) next_bubble_ = (next_bubble_ + 1) % UINT16_MAX;
  if (bubbles_.size() < UINT16_MAX) bubbles_.emplace_back();
  const size_t slot = next_bubble_;
  next_bubble_ = (next_bubble_ + 1) % UINT16_MAX;
  bubbles_[slot] = std::make_unique<Bubble>();
  Bubble& b = *bubbles_[slot];
  b.id = static_cast<uint16_t>(slot + 1);
  b.root = current_;
  JoinBubble(current_, &b);
}

void Scheduler::LeaveBubble() {
  Bubble& b = *current_->bubble;
  current_->bubble = nullptr;
  if (b.members > 1) return;  // goroutines that are blocked for ever still refer to it
  for (auto next = script_timers_.begin(); next != script_timers_.end();) {
    const auto it = next++;
    if (it->second.bubble != &b) continue;
    b.timers.Disarm(it->second.timer);
    RemoveTimer(it);
  }
  bubbles_[b.id - 1] = nullptr;
}

void Scheduler::JoinBubble(Goroutine* g, Bubble* bubble) {
  g->bubble = bubble;
  ++bubble->members;
  ++bubble->active;
}

// When the last active member is gone, somebody who waited for that runs.
static Goroutine* TakeWaiter(Bubble& b) {
  return b.waiter ? std::exchange(b.waiter, nullptr) : b.root;
}

void Scheduler::QuitBubble(Goroutine* g) {
  Bubble& b = *g->bubble;
  g->bubble = nullptr;
  --b.members;
  if (--b.active == 0) ReadyNext(TakeWaiter(b));
}

void Scheduler::BubbleParked(Goroutine* g) {
  if (!BlocksDurably(*g)) return;
  g->bubble_idle = true;
  if (--g->bubble->active == 0) ReadyNext(TakeWaiter(*g->bubble));
}

void Scheduler::BubbleReady(Goroutine* g) {
  g->bubble_idle = false;
  ++g->bubble->active;
}

bool Scheduler::AwaitIdle(bool root) {
  Bubble& b = *current_->bubble;
  if (!root) {
    if (b.waiter) return false;
    b.waiter = current_;
  }
  Park(root ? WaitReason::kSynctestRun : WaitReason::kSynctestWait);
  return true;
}

bool Scheduler::AdvanceBubble() {
  Bubble& b = *current_->bubble;
  if (b.timers.Empty()) return false;
  b.now = std::max(b.now, b.timers.First()->when);
  while (Timer* t = b.timers.First()) {
    if (t->when > b.now) break;
    b.timers.Disarm(*t);
    t->fire(*t, *this);
  }
  return true;
}

}  // namespace golite::runtime
