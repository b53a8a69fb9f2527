// This file declares the steps that channel operations and select share.
#pragma once

#include "runtime/channel.h"

namespace golite::runtime::channel_wait {

void Copy(Slot* to, const Slot* from, uint32_t slots);
void Deliver(Slot* to, const Slot* from, uint32_t slots);
// Where the value of an operation lies; null when nobody wants it.
inline Slot* PlaceOf(Slot* fp, uint16_t slot, Slot* cell) {
  if (cell) return cell;
  return slot == vm::kNoSlot ? nullptr : fp + slot;
}
// Ends the operation that `w`, taken off its queue, waited for: writes the ok result and the index of the case, and
// makes the goroutine runnable.
void Complete(Scheduler& s, Waiter* w, bool ok);
// Takes the other cases of a parked select off their queues.
void LeaveQueues(Scheduler& s, Goroutine* g);

inline bool CanSend(const Channel* c) { return c->receivers.first != nullptr || c->count < c->cap; }
inline bool CanRecv(const Channel* c) { return c->count > 0 || c->senders.first != nullptr || c->closed; }
// Requires: CanSend(c), c is open.
template <bool kRace>
void SendReady(Mutator& m, Channel* c, const Slot* value);
// Requires: CanRecv(c).
template <bool kRace>
void RecvReady(Mutator& m, Channel* c, Slot* to, Slot* ok);
// A send reads the channel itself, which close writes: they are misused together when nothing orders them.
void RaceUse(Mutator& m, Channel* c, bool close);

}  // namespace golite::runtime::channel_wait
