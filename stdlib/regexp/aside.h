// This file has what calls code that nothing can interrupt, RE2, so that a run ends in time all the same.
#pragma once

#include <pthread.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>

#include "runtime/mutator.h"

namespace golite::stdlib {

// Calls that were left behind and have not ended. They are counted for the whole process, whose processors they use: the one
// thing that VMs share without knowing each other.
class LeftBehind {
 public:
  // While so many go on, none is begun.
  static constexpr int kMost = 16;
  static bool TooMany();
  static void Add();
  static void Remove();
};

// Runs f on a detached thread. False: there is no thread to be had.
bool StartThread(void* (*f)(void*), void* arg);

// Calls work() on a thread of its own and waits for it. When the run is to end before, it returns null at once and the thread
// goes on alone; so the work owns all that it uses, and looks at `abandoned` where it can. Without a thread to be had, the
// work is done here.
template <class Work>
std::shared_ptr<Work> CallAside(runtime::Mutator& m, std::shared_ptr<Work> work) {
  struct Call {
    std::shared_ptr<Work> work;
    std::mutex mutex;
    std::condition_variable done_signal;
    bool done = false;
  };
  constexpr std::chrono::microseconds kBetweenLooks{200};
  auto call = std::make_shared<Call>();
  call->work = work;
  std::unique_lock lock(call->mutex);
  while (LeftBehind::TooMany()) {
    call->done_signal.wait_for(lock, kBetweenLooks);
    if (m.Interrupted()) return nullptr;
  }
  auto* arg = new std::shared_ptr<Call>(call);
  constexpr auto kRun = [](void* p) -> void* {
    std::unique_ptr<std::shared_ptr<Call>> held(static_cast<std::shared_ptr<Call>*>(p));
    Call& c = **held;
    (*c.work)();
    std::lock_guard lock(c.mutex);
    c.done = true;
    if (c.work->abandoned) LeftBehind::Remove();
    c.done_signal.notify_one();
    return nullptr;
  };
  if (!StartThread(kRun, arg)) {
    delete arg;
    (*work)();
    return work;
  }
  while (!call->done) {
    call->done_signal.wait_for(lock, kBetweenLooks);
    if (!call->done && m.Interrupted()) {
      work->abandoned = true;
      LeftBehind::Add();
      return nullptr;
    }
  }
  return work;
}

// Lets go of what would take long to free, on a thread of its own if there is one.
template <class T>
void FreeAside(std::shared_ptr<T> held) {
  auto* arg = new std::shared_ptr<T>(std::move(held));
  constexpr auto kFree = [](void* p) -> void* {
    delete static_cast<std::shared_ptr<T>*>(p);
    return nullptr;
  };
  if (!StartThread(kFree, arg)) kFree(arg);
}

}  // namespace golite::stdlib
