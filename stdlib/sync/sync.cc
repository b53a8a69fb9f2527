// This file implements the natives of package sync: semaphores by address, and the collection count for Pool.
#include "runtime/blocked.h"
#include "runtime/bubble.h"
#include "runtime/native.h"
#include "runtime/race/tracker.h"
#include "runtime/scheduler.h"

namespace golite::stdlib {
namespace {

using runtime::Bind;
using runtime::Mutator;
using runtime::Native;
using runtime::Outcome;
using runtime::WaitReason;

// The order of the wait constants in mutex.go.
constexpr WaitReason kReasons[] = {WaitReason::kSyncMutexLock, WaitReason::kSyncRWMutexRLock, WaitReason::kSyncRWMutexLock,
                                   WaitReason::kSyncWaitGroupWait, WaitReason::kSyncCondWait};

Outcome SemAcquire(Mutator& m, uint32_t* addr, int64_t reason) {
  return m.scheduler.SemAcquire(addr, kReasons[reason]);
}

Outcome Fatal(Mutator& m, std::string_view message) {
  m.scheduler.fatal_text = std::string(message);
  return Outcome::kFatal;
}

Outcome SemRelease(Mutator& m, uint32_t* addr) {
  // Who is durably blocked only its bubble may wake.
  if (const runtime::Goroutine* g = m.scheduler.FirstSemWaiter(addr);
      g != nullptr && g->bubble_idle && g->bubble != m.scheduler.current()->bubble) {
    return Fatal(m, g->wait_reason == WaitReason::kSyncWaitGroupWait ? "sync: WaitGroup.Add called from inside and outside synctest bubble"
                                                                     : "semaphore wake of synctest goroutine from outside bubble");
  }
  m.scheduler.SemRelease(addr, /*handoff=*/false);
  return Outcome::kDone;
}

uint32_t CurrentBubble(Mutator& m, std::byte* wg) {
  const runtime::Bubble* b = m.scheduler.current()->bubble;
  const bool is_variable = wg >= m.globals && wg < m.globals + (m.program.globals_type == nullptr ? 0 : m.program.globals_type->size);
  return b == nullptr || is_variable ? 0 : b->id;
}

// Calls of noteHolder, tryLock, tryUnlock and tryRWMutex are compiled to an instruction; these stand in where that is not done.
void NoteHolder(Mutator& m, runtime::LockHolder* holder) {
  const runtime::Goroutine& g = *m.scheduler.current();
  *holder = {g.id, runtime::CallerSite(g.fp, g.pc)};
}

bool TryLock(Mutator& m, runtime::SyncMutex* mu) {
  if (mu->state != 0) return false;
  mu->state = 1;
  NoteHolder(m, &mu->holder);
  return true;
}

bool TryUnlock(Mutator&, runtime::SyncMutex* mu) {
  if (mu->state != 1) return false;
  mu->state = 0;
  return true;
}

bool TryRWMutex(Mutator& m, runtime::SyncRWMutex* rw, int64_t step) {
  const auto what = static_cast<runtime::RWMutexStep>(step);
  if (!rw->Try(what)) return false;
  if (rw->Locks(what)) NoteHolder(m, &rw->w.holder);
  return true;
}

void RaceDone(Mutator& m, int64_t* n) { m.race->ReleaseMerge(m.scheduler.current(), n); }

void RaceMisuseAdd(Mutator& m, uint32_t* sema) {
  m.race->Access(m.scheduler.current(), reinterpret_cast<uint64_t>(sema), sizeof *sema, runtime::race::AccessKind::kRead);
}

uint32_t GcCount(Mutator& m) { return m.heap.Collections(); }

constexpr Native kNatives[] = {
    Bind<&SemAcquire>("semacquire"), Bind<&SemRelease>("semrelease"), Bind<&Fatal>("fatal"), Bind<&GcCount>("gcCount"),
    Bind<&RaceDone>("raceDone"), Bind<&RaceMisuseAdd>("raceMisuseAdd"),
    Bind<&NoteHolder>("noteHolder"), Bind<&TryLock>("tryLock"), Bind<&TryUnlock>("tryUnlock"),
    Bind<&TryRWMutex>("tryRWMutex"), Bind<&CurrentBubble>("currentBubble"),
};

}  // namespace

extern constinit const runtime::NativePackage kPackage_sync = {"sync", kNatives};

}  // namespace golite::stdlib
