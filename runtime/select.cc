// This file implements select in three passes: poll (choose at random among the cases that can proceed), enqueue (wait in
// the queues of all channels), dequeue the losers. The third is done by whoever wakes the goroutine, see LeaveQueues.
#include "runtime/bubble.h"
#include "runtime/channel_wait.h"
#include "runtime/mutator.h"
#include "runtime/panic.h"

namespace golite::runtime {

using namespace channel_wait;

namespace {

bool CanProceed(const SelectCase& x) {
  const Channel* c = x.channel;
  if (!c) return false;
  return x.is_send ? c->closed || CanSend(c) : CanRecv(c);
}

// The index of a case that can proceed, each as likely as the others; -1 when none can.
int Poll(Scheduler& s, std::span<const SelectCase> cases) {
  int chosen = -1;
  uint32_t ready = 0;
  for (uint32_t i = 0; i < cases.size(); ++i)
    if (CanProceed(cases[i]) && ready++ == 0) chosen = static_cast<int>(i);
  if (ready <= 1) return chosen;
  for (uint32_t skip = s.chooser().Below(Choice::kSelect, ready); skip > 0; --skip)
    while (!CanProceed(cases[++chosen])) {
    }
  return chosen;
}

void Enqueue(Scheduler& s, Goroutine* g, std::span<const SelectCase> cases) {
  uint32_t n = 0;
  for (const SelectCase& x : cases) n += x.channel != nullptr;
  if (n == 0) return;
  g->select_count = static_cast<uint16_t>(n);
  g->select_waiters = s.NewSelectWaiters(n);
  Waiter* w = g->select_waiters;
  for (uint32_t i = 0; i < cases.size(); ++i) {
    const SelectCase& x = cases[i];
    if (!x.channel) continue;
    *w = Waiter{.g = g, .queue_owner = x.channel, .slot = x.slot, .ok = x.is_send ? vm::kNoSlot : x.ok,
                .cell = x.cell, .case_index = static_cast<uint16_t>(i), .is_select = true, .is_send = x.is_send};
    (x.is_send ? x.channel->senders : x.channel->receivers).Push(w);
    ++w;
  }
}

WaitReason ReasonFor(std::span<const SelectCase> cases) {
  if (cases.empty()) return WaitReason::kSelectNoCases;
  if (cases.size() > 1) return WaitReason::kSelect;
  const SelectCase& x = cases[0];
  if (x.is_send) return x.channel ? WaitReason::kChanSend : WaitReason::kChanSendNil;
  return x.channel ? WaitReason::kChanReceive : WaitReason::kChanReceiveNil;
}

}  // namespace

template <bool kRace>
Outcome Select(Mutator& m, std::span<const SelectCase> cases, bool has_default, uint16_t chosen) {
  Scheduler& s = m.scheduler;
  Goroutine* g = s.current();
  for (const SelectCase& x : cases)
    if (x.channel && IsForeign(s, x.channel)) [[unlikely]] return Fatal(m, "select on synctest channel from outside bubble");
  const int i = Poll(s, cases);
  s.Note(Event::kSelect, g->id, static_cast<uint64_t>(i));
  if (i >= 0) {
    const SelectCase& x = cases[i];
    g->fp[chosen] = static_cast<Slot>(i);
    if (!x.is_send) {
      RecvReady<kRace>(m, x.channel, PlaceOf(g->fp, x.slot, x.cell), x.ok == vm::kNoSlot ? nullptr : g->fp + x.ok);
      return Outcome::kDone;
    }
    if constexpr (kRace) RaceUse(m, x.channel, /*close=*/false);
    if (x.channel->closed) return PanicPlain(m, "send on closed channel");
    SendReady<kRace>(m, x.channel, PlaceOf(g->fp, x.slot, x.cell));
    return Outcome::kDone;
  }
  if (has_default) {
    g->fp[chosen] = static_cast<Slot>(-1);
    return Outcome::kDone;
  }
  g->select_slot = chosen;
  Enqueue(s, g, cases);
  s.Park(ReasonFor(cases));
  return Outcome::kParked;
}

Outcome Select(Mutator& m, std::span<const SelectCase> cases, bool has_default, uint16_t chosen) {
  return m.race != nullptr ? Select<true>(m, cases, has_default, chosen) : Select<false>(m, cases, has_default, chosen);
}

template Outcome Select<false>(Mutator& m, std::span<const SelectCase> cases, bool has_default, uint16_t chosen);
template Outcome Select<true>(Mutator& m, std::span<const SelectCase> cases, bool has_default, uint16_t chosen);

}  // namespace golite::runtime
