// This file declares channels and select.
#pragma once

#include <cstdint>

#include "runtime/goroutine.h"
#include "runtime/scheduler.h"

namespace golite::runtime {

class Mutator;

// A channel, a heap object of its own kind. The buffer (cap * elem_slots slots, elements in slot form) is part of
// the object, behind this header. The collector marks buffered elements through elem_type; the elements of waiting
// senders lie in their frames.
struct Channel {
  const vm::TypeDesc* type = nullptr;  // the channel's type
  uint64_t cap = 0;
  uint64_t count = 0;       // buffered elements
  uint64_t first = 0;       // index of the oldest
  uint32_t elem_slots = 0;
  bool closed = false;
  WaitQueue receivers;
  WaitQueue senders;

  const vm::TypeDesc* elem_type() const { return type->elem; }
  Slot* buffer() { return reinterpret_cast<Slot*>(this + 1); }
  Slot* element(uint64_t i) { return buffer() + i * elem_slots; }
};

// What a select case does, in source order. `slot` is the frame offset (from fp) of the value, `ok` of the ok result
// (kNoSlot: not wanted).
struct SelectCase {
  Channel* channel = nullptr;
  uint16_t slot = 0;
  uint16_t ok = vm::kNoSlot;
  bool is_send = false;
};

// Operations of the current goroutine `g`, whose frame is g.fp; values lie in the frame. Requires: g.pc is the word
// after the instruction.
// c may be null (parks for ever). `text` panics ("send on closed channel") are returned as kPanic after
// PlainErrorPanic of the caller: see ChannelError.
enum class ChannelError : uint8_t { kNone, kSendOnClosed, kCloseOfNil, kCloseOfClosed };

Outcome ChanSend(Scheduler& s, Channel* c, uint16_t slot, ChannelError& error);
Outcome ChanRecv(Scheduler& s, Channel* c, uint16_t slot, uint16_t ok);
ChannelError ChanClose(Scheduler& s, Channel* c);
// Non-blocking forms for natives (timers, signals): whether it happened.
bool TrySend(Scheduler& s, Channel* c, const Slot* value);
// chosen: frame slot for the index of the case (or -1).
Outcome Select(Scheduler& s, std::span<SelectCase> cases, bool has_default, uint16_t chosen, ChannelError& error);
// After a parked select or receive was woken, nothing remains to be done: the waker wrote slots, ok and chosen.

}  // namespace golite::runtime
