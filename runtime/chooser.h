// This file defines the one interface through which everything passes that a VM decides by chance, and the hash of
// scheduling events that tells two runs apart.
//
// By default a choice is drawn from a generator seeded with the VM's seed. A Strategy sees each choice and may make it
// otherwise: that is where directed exploration of schedules belongs.
#pragma once

#include <cstdint>

#include "runtime/random.h"

namespace golite::runtime {

enum class Choice : uint8_t {
  kSlice,     // how long a time slice is
  kSelect,    // which of the cases that can proceed a select takes
  kMapOrder,  // where an iteration over a map starts, and how its keys are scattered
  kRandom,    // numbers for scripts: the default generators of math/rand, seeds of hash/maphash
};

// What happens to goroutines, as the event hash sees it.
enum class Event : uint8_t { kChoice, kSwitch, kSpawn, kEnd, kSend, kReceive, kClose, kSelect, kAcquire, kRelease, kTimer };

// The hash of the events of a run so far. Two runs with the same hash took the same decisions.
class EventHash {
 public:
  void Note(Event event, uint64_t a, uint64_t b = 0) {
    Mix(static_cast<uint64_t>(event) + (a << 8));
    Mix(b);
    ++count_;
  }
  uint64_t value() const { return state_; }
  uint64_t count() const { return count_; }

 private:
  void Mix(uint64_t x) {
    const unsigned __int128 m = static_cast<unsigned __int128>(state_ ^ x) * 0x9e3779b97f4a7c15ull;
    state_ = static_cast<uint64_t>(m >> 64) ^ static_cast<uint64_t>(m) ^ 0xa0761d6478bd642full;
  }

  uint64_t state_ = 0;
  uint64_t count_ = 0;
};

class Chooser {
 public:
  // Makes choices in place of the generator. n is the number of possibilities, 0 for 2^64; `drawn` is what chance says.
  class Strategy {
   public:
    virtual uint64_t Choose(Choice what, uint64_t n, uint64_t drawn) = 0;

   protected:
    ~Strategy() = default;
  };

  explicit Chooser(uint64_t seed) : random_(seed) {}

  // A number below n. Requires: n > 0.
  uint32_t Below(Choice what, uint32_t n) {
    const uint32_t drawn = random_.Below(n);
    return watched_ ? static_cast<uint32_t>(Watched(what, n, drawn)) : drawn;
  }
  // Any number.
  uint64_t Next(Choice what) {
    const uint64_t drawn = random_.Next();
    return watched_ ? Watched(what, 0, drawn) : drawn;
  }

  void Reseed(uint64_t seed) { random_ = Random(seed); }

  // Both must outlive the Chooser; null: none.
  void SetStrategy(Strategy* strategy) {
    strategy_ = strategy;
    watched_ = strategy_ || hash_;
  }
  void SetHash(EventHash* hash) {
    hash_ = hash;
    watched_ = strategy_ || hash_;
  }

 private:
  uint64_t Watched(Choice what, uint64_t n, uint64_t drawn) {
    const uint64_t chosen = strategy_ ? strategy_->Choose(what, n, drawn) : drawn;
    if (hash_) hash_->Note(Event::kChoice, static_cast<uint64_t>(what), chosen);
    return chosen;
  }

  Random random_;
  bool watched_ = false;
  Strategy* strategy_ = nullptr;
  EventHash* hash_ = nullptr;
};

}  // namespace golite::runtime
