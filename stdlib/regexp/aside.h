// This file has what calls code that nothing can interrupt, RE2, so that a run ends in time all the same.
#pragma once

#include <pthread.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>

#include "runtime/mutator.h"

namespace golite::stdlib {

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
  auto call = std::make_shared<Call>();
  call->work = work;
  auto* arg = new std::shared_ptr<Call>(call);
  constexpr auto kRun = [](void* p) -> void* {
    std::unique_ptr<std::shared_ptr<Call>> held(static_cast<std::shared_ptr<Call>*>(p));
    Call& c = **held;
    (*c.work)();
    std::lock_guard lock(c.mutex);
    c.done = true;
    c.done_signal.notify_one();
    return nullptr;
  };
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t thread;
  const bool started = pthread_create(&thread, &attributes, kRun, arg) == 0;
  pthread_attr_destroy(&attributes);
  if (!started) {
    delete arg;
    (*work)();
    return work;
  }
  constexpr std::chrono::microseconds kBetweenLooks{200};
  std::unique_lock lock(call->mutex);
  while (!call->done) {
    call->done_signal.wait_for(lock, kBetweenLooks);
    if (!call->done && m.Interrupted()) {
      work->abandoned = true;
      return nullptr;
    }
  }
  return work;
}

}  // namespace golite::stdlib
