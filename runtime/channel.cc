// This file implements channels. Every operation follows the order of the language: nil, closed, waiting partner, buffer
// space, park. A value goes straight from frame to frame when a partner waits; whoever completes an operation for a
// parked goroutine writes its results into that goroutine's frame, so a woken goroutine has nothing left to do.
#include "runtime/channel.h"

#include <algorithm>
#include <cstring>

#include "runtime/bubble.h"
#include "runtime/channel_wait.h"
#include "runtime/mutator.h"
#include "runtime/panic.h"
#include "runtime/race/tracker.h"

namespace golite::runtime {
namespace channel_wait {

void Copy(Slot* to, const Slot* from, uint32_t slots) {
  if (slots == 1) {
    *to = *from;
  } else {
    std::memmove(to, from, slots * sizeof(Slot));
  }
}

void Clear(Slot* to, uint32_t slots) {
  if (slots == 1) {
    *to = 0;
  } else {
    std::fill_n(to, slots, 0);
  }
}

Slot* PlaceOf(const Waiter* w) { return PlaceOf(w->g->fp, w->slot, w->cell); }

// Writes a received value, or zeroes, unless nobody wants it.
void Deliver(Slot* to, const Slot* from, uint32_t slots) {
  if (!to) return;
  if (from) Copy(to, from, slots);
  else Clear(to, slots);
}

void Complete(Scheduler& s, Waiter* w, bool ok) {
  Goroutine* g = w->g;
  if (w->ok != vm::kNoSlot) g->fp[w->ok] = ok ? 1 : 0;
  if (w->is_select) {
    g->fp[g->select_slot] = w->case_index;
    LeaveQueues(s, g);
  }
  s.Ready(g);
}

void LeaveQueues(Scheduler& s, Goroutine* g) {
  if (!g->select_waiters) return;
  for (uint32_t i = 0; i < g->select_count; ++i) {
    Waiter& w = g->select_waiters[i];
    if (!w.queued) continue;
    Channel* c = static_cast<Channel*>(w.queue_owner);
    (w.is_send ? c->senders : c->receivers).Remove(&w);
  }
  s.FreeSelectWaiters(g->select_waiters, g->select_count);
  g->select_waiters = nullptr;
}

void RaceUse(Mutator& m, Channel* c, bool close) {
  if (close) m.race->ChannelClosed(m.scheduler.current(), c);
  else m.race->ChannelSent(m.scheduler.current(), c);
}

namespace {

race::SyncClock& RaceSlot(Mutator& m, Channel* c, int64_t i) { return m.race->ClocksOf(c).slots[static_cast<size_t>(i)]; }

// A value goes from a goroutine to another that waits for it: in a buffered channel through the slot of the buffer whose
// turn it is, in an unbuffered one both learn what the other knows.
void RaceHandOff(Mutator& m, Channel* c, Goroutine* first, Goroutine* second) {
  if (c->cap == 0) {
    m.race->Meet(first, second);
    return;
  }
  m.race->ThroughSlot(first, RaceSlot(m, c, c->first));
  m.race->ThroughSlot(second, RaceSlot(m, c, c->first));
}

}  // namespace

template <bool kRace>
void SendReady(Mutator& m, Channel* c, const Slot* value) {
  Scheduler& s = m.scheduler;
  if (Waiter* w = c->receivers.first) {
    c->receivers.Remove(w);
    if constexpr (kRace) {
      RaceHandOff(m, c, s.current(), w->g);
      if (c->cap > 0 && ++c->first == c->cap) c->first = 0;
    }
    Deliver(PlaceOf(w), value, c->elem_slots);
    Complete(s, w, /*ok=*/true);
    return;
  }
  int64_t at = c->first + c->count;
  if (at >= c->cap) at -= c->cap;
  if constexpr (kRace) m.race->ThroughSlot(s.current(), RaceSlot(m, c, at));
  Copy(c->element(at), value, c->elem_slots);
  ++c->count;
}

template <bool kRace>
void RecvReady(Mutator& m, Channel* c, Slot* to, Slot* ok) {
  Scheduler& s = m.scheduler;
  if (c->count > 0) {
    if constexpr (kRace) m.race->ThroughSlot(s.current(), RaceSlot(m, c, c->first));
    Slot* oldest = c->element(c->first);
    Deliver(to, oldest, c->elem_slots);
    if (Waiter* w = c->senders.first) {
      // The buffer is full: the first sender's value takes the place that became free, which is the newest.
      c->senders.Remove(w);
      if constexpr (kRace) m.race->ThroughSlot(w->g, RaceSlot(m, c, c->first));
      Copy(oldest, PlaceOf(w), c->elem_slots);
      Complete(s, w, /*ok=*/true);
    } else {
      Clear(oldest, c->elem_slots);
      --c->count;
    }
    if (++c->first == c->cap) c->first = 0;
    if (ok) *ok = 1;
    return;
  }
  if (Waiter* w = c->senders.first) {
    c->senders.Remove(w);
    if constexpr (kRace) RaceHandOff(m, c, w->g, s.current());
    Deliver(to, PlaceOf(w), c->elem_slots);
    Complete(s, w, /*ok=*/true);
    if (ok) *ok = 1;
    return;
  }
  if constexpr (kRace) m.race->Acquire(s.current(), m.race->ClocksOf(c).closed);
  Deliver(to, nullptr, c->elem_slots);  // closed
  if (ok) *ok = 0;
}

template void SendReady<false>(Mutator& m, Channel* c, const Slot* value);
template void SendReady<true>(Mutator& m, Channel* c, const Slot* value);
template void RecvReady<false>(Mutator& m, Channel* c, Slot* to, Slot* ok);
template void RecvReady<true>(Mutator& m, Channel* c, Slot* to, Slot* ok);

}  // namespace channel_wait

using namespace channel_wait;

Outcome MakeChannel(Mutator& m, const vm::TypeDesc* t, int64_t cap, Channel*& c) {
  const uint32_t elem_slots = FrameSlots(t->elem);
  constexpr int64_t kMaxBytes = int64_t{1} << 47;
  if (cap < 0 || (elem_slots != 0 && cap > kMaxBytes / 8 / elem_slots)) {
    return PanicPlain(m, "makechan: size out of range");
  }
  const size_t bytes = sizeof(Channel) + static_cast<size_t>(cap) * elem_slots * sizeof(Slot);
  const bool scan = cap > 0 && t->elem->has_pointers;
  void* memory = m.heap.TryNewObject(scan ? m.heap.LayoutOf(ObjectKind::kChannel) : nullptr, bytes);
  if (!memory) return OutOfMemory(m);
  c = static_cast<Channel*>(memory);  // zeroed, which is a valid empty channel
  c->cap = cap;
  c->type = t;
  c->elem_slots = static_cast<uint8_t>(elem_slots);
  if (const Goroutine* g = m.scheduler.current()) {
    // User addresses have 47 bits.
    c->made_at = reinterpret_cast<uint64_t>(g->pc) & ((uint64_t{1} << 48) - 1);
    if (g->bubble) c->bubble = g->bubble->id;
  }
  return Outcome::kDone;
}

// The operations while events are noted: apart, since a call here would cost the others registers.
template <bool kRace, bool kNoted>
Outcome Send(Mutator& m, Channel* c, uint16_t slot, Slot* cell);
template <bool kRace, bool kNoted>
Outcome Recv(Mutator& m, Channel* c, uint16_t slot, uint16_t ok, Slot* cell);
template <bool kRace>
[[gnu::noinline]] Outcome NotedSend(Mutator& m, Channel* c, uint16_t slot, Slot* cell) {
  return Send<kRace, true>(m, c, slot, cell);
}
template <bool kRace>
[[gnu::noinline]] Outcome NotedRecv(Mutator& m, Channel* c, uint16_t slot, uint16_t ok, Slot* cell) {
  return Recv<kRace, true>(m, c, slot, ok, cell);
}

template <bool kRace, bool kNoted>
inline Outcome Send(Mutator& m, Channel* c, uint16_t slot, Slot* cell) {
  Scheduler& s = m.scheduler;
  if constexpr (!kNoted)
    if (s.noting()) [[unlikely]] return NotedSend<kRace>(m, c, slot, cell);
  Goroutine* g = s.current();
  if (!c) {
    s.Park(WaitReason::kChanSendNil);
    return Outcome::kParked;
  }
  if constexpr (kNoted) s.Note(Event::kSend, g->id, static_cast<uint64_t>(c->count));
  if (IsForeign(s, c)) [[unlikely]] return Fatal(m, "send on synctest channel from outside bubble");
  if constexpr (kRace) RaceUse(m, c, /*close=*/false);
  if (c->closed) return PanicPlain(m, "send on closed channel");
  if (CanSend(c)) {
    SendReady<kRace>(m, c, PlaceOf(g->fp, slot, cell));
    return Outcome::kDone;
  }
  g->waiter = Waiter{.g = g, .queue_owner = c, .slot = slot, .cell = cell, .is_send = true};
  c->senders.Push(&g->waiter);
  s.Park(WaitReason::kChanSend);
  return Outcome::kParked;
}

template <bool kRace, bool kNoted>
inline Outcome Recv(Mutator& m, Channel* c, uint16_t slot, uint16_t ok, Slot* cell) {
  Scheduler& s = m.scheduler;
  if constexpr (!kNoted)
    if (s.noting()) [[unlikely]] return NotedRecv<kRace>(m, c, slot, ok, cell);
  Goroutine* g = s.current();
  if (!c) {
    s.Park(WaitReason::kChanReceiveNil);
    return Outcome::kParked;
  }
  if constexpr (kNoted) s.Note(Event::kReceive, g->id, static_cast<uint64_t>(c->count));
  if (IsForeign(s, c)) [[unlikely]] return Fatal(m, "receive on synctest channel from outside bubble");
  if (CanRecv(c)) {
    RecvReady<kRace>(m, c, PlaceOf(g->fp, slot, cell), ok == vm::kNoSlot ? nullptr : g->fp + ok);
    return Outcome::kDone;
  }
  g->waiter = Waiter{.g = g, .queue_owner = c, .slot = slot, .ok = ok, .cell = cell};
  c->receivers.Push(&g->waiter);
  s.Park(WaitReason::kChanReceive);
  return Outcome::kParked;
}

template <bool kRace>
Outcome ChanSend(Mutator& m, Channel* c, uint16_t slot, Slot* cell) {
  return Send<kRace, false>(m, c, slot, cell);
}
template <bool kRace>
Outcome ChanRecv(Mutator& m, Channel* c, uint16_t slot, uint16_t ok, Slot* cell) {
  return Recv<kRace, false>(m, c, slot, ok, cell);
}

template <bool kRace>
Outcome ChanClose(Mutator& m, Channel* c) {
  if (!c) return PanicPlain(m, "close of nil channel");
  if (IsForeign(m.scheduler, c)) [[unlikely]] return Fatal(m, "close of synctest channel from outside bubble");
  if constexpr (kRace) RaceUse(m, c, /*close=*/true);  // two that nothing orders race, whichever comes second and panics
  if (c->closed) return PanicPlain(m, "close of closed channel");
  Scheduler& s = m.scheduler;
  if constexpr (kRace) m.race->Release(s.current(), m.race->ClocksOf(c).closed);
  s.Note(Event::kClose, s.current()->id);
  c->closed = 1;
  // The last to wait is readied first, as Go does it: the first runs next.
  while (Waiter* w = c->receivers.last) {
    c->receivers.Remove(w);
    if constexpr (kRace) m.race->Acquire(w->g, m.race->ClocksOf(c).closed);
    Deliver(PlaceOf(w), nullptr, c->elem_slots);
    Complete(s, w, /*ok=*/false);
  }
  while (Waiter* w = c->senders.first) {
    c->senders.Remove(w);
    if constexpr (kRace) m.race->Acquire(w->g, m.race->ClocksOf(c).closed);
    w->g->send_closed = true;
    Complete(s, w, /*ok=*/false);
  }
  return Outcome::kDone;
}

template Outcome ChanSend<false>(Mutator& m, Channel* c, uint16_t slot, Slot* cell);
template Outcome ChanSend<true>(Mutator& m, Channel* c, uint16_t slot, Slot* cell);
template Outcome ChanRecv<false>(Mutator& m, Channel* c, uint16_t slot, uint16_t ok, Slot* cell);
template Outcome ChanRecv<true>(Mutator& m, Channel* c, uint16_t slot, uint16_t ok, Slot* cell);
template Outcome ChanClose<false>(Mutator& m, Channel* c);
template Outcome ChanClose<true>(Mutator& m, Channel* c);
Outcome ChanSend(Mutator& m, Channel* c, uint16_t slot, Slot* cell) {
  return m.race != nullptr ? ChanSend<true>(m, c, slot, cell) : ChanSend<false>(m, c, slot, cell);
}
Outcome ChanRecv(Mutator& m, Channel* c, uint16_t slot, uint16_t ok, Slot* cell) {
  return m.race != nullptr ? ChanRecv<true>(m, c, slot, ok, cell) : ChanRecv<false>(m, c, slot, ok, cell);
}
Outcome ChanClose(Mutator& m, Channel* c) { return m.race != nullptr ? ChanClose<true>(m, c) : ChanClose<false>(m, c); }

// Marks the buffered elements (declared in runtime/object_kinds.h).
void TraceChannel(Marker& marker, void* object, size_t) {
  const Channel* c = static_cast<const Channel*>(object);
  if (!c->type || !c->type->elem->has_pointers) return;
  const vm::TypeDesc* elem = c->type->elem;
  for (int64_t i = 0, at = c->first; i < c->count; ++i) {
    marker.MarkSlots({&elem, 1}, c->element(at));
    if (++at == c->cap) at = 0;
  }
}

}  // namespace golite::runtime
