// This file declares channels and select.
#pragma once

#include <cstdint>
#include <span>

#include "runtime/goroutine.h"
#include "runtime/scheduler.h"

namespace golite::runtime {

class Mutator;

// A channel: a heap object of its own kind. Behind this header lie the cells of the buffer, `cap` elements in slot
// form. The collector marks the buffered elements; the elements of waiting senders lie in their frames. A waiting
// partner and a non-empty buffer exclude each other: receivers wait only while count == 0, senders only while
// count == cap.
struct Channel {
  int64_t count = 0;  // buffered elements
  int64_t cap = 0;
  int64_t first = 0;  // index of the oldest
  const vm::TypeDesc* type = nullptr;  // the channel's type
  uint64_t made_at : 48 = 0;           // where: the address of the word after the instruction; 0: unknown
  uint64_t elem_slots : 8 = 0;         // at most kMaxInlineSlots
  uint64_t closed : 7 = 0;
  uint64_t timer : 1 = 0;  // of a time.Timer or Ticker: its buffer does not show
  uint16_t bubble = 0;  // the bubble that it was made in (runtime/bubble.h)
  WaitQueue receivers;
  WaitQueue senders;

  Slot* element(int64_t i) { return reinterpret_cast<Slot*>(this + 1) + i * elem_slots; }
  const Slot* element(int64_t i) const { return reinterpret_cast<const Slot*>(this + 1) + i * elem_slots; }
};

static_assert(vm::kMaxInlineSlots < 256);

// len(c) and cap(c).
inline int64_t LenOf(const Channel* c) { return c == nullptr || c->timer ? 0 : c->count; }
inline int64_t CapOf(const Channel* c) { return c == nullptr || c->timer ? 0 : c->cap; }

// Slots that a value of type t takes in a frame.
inline uint32_t FrameSlots(const vm::TypeDesc* t) { return t->big ? 1 : t->slots; }

// A channel of type t with room for `cap` elements. When it returns kFatal and the heap wants a collection, collect and try
// once more.
Outcome MakeChannel(Mutator& m, const vm::TypeDesc* t, int64_t cap, Channel*& c);

// Operations of the current goroutine g; slots are those of the frame at g->fp. A null channel blocks for ever.
// Natives pass the value in a cell instead (the slot is ignored), which they keep alive. The instances for race mode tell
// the tracker what each operation orders.
template <bool kRace>
Outcome ChanSend(Mutator& m, Channel* c, uint16_t slot, Slot* cell = nullptr);
template <bool kRace>
Outcome ChanRecv(Mutator& m, Channel* c, uint16_t slot, uint16_t ok, Slot* cell = nullptr);
template <bool kRace>
Outcome ChanClose(Mutator& m, Channel* c);
// The same for natives, which serve both modes.
Outcome ChanSend(Mutator& m, Channel* c, uint16_t slot, Slot* cell = nullptr);
Outcome ChanRecv(Mutator& m, Channel* c, uint16_t slot, uint16_t ok, Slot* cell = nullptr);
Outcome ChanClose(Mutator& m, Channel* c);

// A case of a select.
struct SelectCase {
  Channel* channel = nullptr;
  uint16_t slot = 0;            // of the value
  uint16_t ok = vm::kNoSlot;    // of the ok result of a receive
  bool is_send = false;
  Slot* cell = nullptr;         // not null: where the value lies instead of the slot
};

// Does one of the cases that can proceed, chosen at random; its index goes to slot `chosen`, or -1 for default.
template <bool kRace>
Outcome Select(Mutator& m, std::span<const SelectCase> cases, bool has_default, uint16_t chosen);
Outcome Select(Mutator& m, std::span<const SelectCase> cases, bool has_default, uint16_t chosen);

}  // namespace golite::runtime
