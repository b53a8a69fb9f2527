// This file declares what is known about goroutines that wait: what each waits for and who could end that, which can
// never run again, and the reports of leaks and deadlocks.
//
// How leaks are found. What can act without anybody's help is live: goroutines that run, are runnable, sleep or wait for
// I/O, and armed timers. The collector marks what they and the package variables refer to. A blocked goroutine is live,
// too, when something marked can wake it: the channel, or the lock it waits for. Whoever is left when that finds no more
// is waiting for something that nothing live can reach, so it waits for ever.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "runtime/goroutine.h"

namespace golite::runtime {

class Marker;
class Mutator;

// Who holds a lock: type lockHolder of package sync.
struct LockHolder {
  uint64_t id = 0;            // of the goroutine; 0: nobody, or not known
  const vm::Instr* site = nullptr;  // where it was locked: the word after the instruction
};

// Type Mutex of package sync.
struct SyncMutex {
  int32_t state = 0;
  uint32_t sema = 0;
  LockHolder holder;
};

// The operations of a sync.RWMutex that often need not wait or wake anybody.
enum class RWMutexStep : uint8_t { kRLock, kRUnlock, kLock, kUnlock };

// Type RWMutex of package sync.
struct SyncRWMutex {
  SyncMutex w;  // its state is 1 while a writer holds the lock, plus 2 for each that waits
  uint32_t writer_sem = 0, reader_sem = 0;
  int32_t readers = 0, waiting_readers = 0;

  bool has_writer() const { return (w.state & 1) != 0; }

  static bool Locks(RWMutexStep step) { return step == RWMutexStep::kRLock || step == RWMutexStep::kLock; }
  // Does the step unless somebody has to wait or to be woken; whether it did. Who locks has to be noted after that.
  bool Try(RWMutexStep step) {
    switch (step) {
      case RWMutexStep::kRLock:
        if (w.state != 0) return false;
        ++readers;
        return true;
      case RWMutexStep::kRUnlock:
        if (readers < 1 || (readers == 1 && w.state != 0)) return false;
        --readers;
        w.holder.id = 0;  // which of the readers are left is not known
        return true;
      case RWMutexStep::kLock:
        if (w.state != 0 || readers > 0) return false;
        w.state = 1;
        return true;
      case RWMutexStep::kUnlock:
        if (w.state != 1 || waiting_readers > 0) return false;
        w.state = 0;
        return true;
    }
    return false;
  }
};

// The bubble (runtime/bubble.h) whose goroutines have added to the WaitGroup that g waits for; 0: none.
uint32_t WaitGroupBubble(const Goroutine& g);

// Where the code that runs at pc in the frame fp was called by a function that does not belong to the library.
const vm::Instr* CallerSite(const Slot* fp, const vm::Instr* pc);

// A goroutine that can never run again, as the leak search leaves it in Scheduler::blocked_forever.
struct BlockedGoroutine {
  Goroutine* g = nullptr;
  bool reachable = false;          // what it waits for is reachable from package variables (only in a deadlock)
  // The others in the list that can reach what it waits for, and do not wait for it themselves; by index.
  std::vector<uint32_t> holders;
};

// Whether g goes on without the help of another goroutine: it runs, sleeps, or waits for an event from outside.
bool GoesOnAlone(const Goroutine& g);
// Whether one channel or lock can wake both.
bool WaitForTheSame(const Goroutine& g, const Goroutine& h);
// Whether something marked can wake g.
bool CanBeWoken(const Marker& marker, const Goroutine& g);

// What a waiting goroutine waits for, in words: "receive on a channel made at main.go:12".
std::string WaitText(Mutator& m, const Goroutine& g);
// Where that code is, "main.go:12"; "in time.NewTimer" when it belongs to the library.
std::string SiteText(const vm::Program& program, const vm::Instr* pc);

// The paragraph about one goroutine of `all`: its trace, and why nothing can wake it.
std::string LeakText(Mutator& m, std::span<const BlockedGoroutine> all, uint32_t index);
// The report about the `chosen` ones. Goroutines with equal traces share a paragraph.
std::string LeakReport(Mutator& m, std::span<const BlockedGoroutine> all, std::span<const uint32_t> chosen);
// What follows the traces of a deadlock: who waits for whom, and the cycle if there is one. Empty when there is nothing
// to say.
std::string DeadlockReport(Mutator& m, std::span<const BlockedGoroutine> all);

}  // namespace golite::runtime
