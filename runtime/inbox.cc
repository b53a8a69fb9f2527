// This file implements Inbox.
#include "runtime/inbox.h"

#include <utility>

#include "runtime/scheduler.h"

namespace golite::runtime {

void Inbox::Post(std::function<void()> work) {
  std::lock_guard lock(mutex_);
  if (scheduler_ == nullptr) return;
  work_.push_back(std::move(work));
  has_work_.store(true, std::memory_order_release);
  scheduler_->WakeUp();
}

void Inbox::Run() {
  std::vector<std::function<void()>> work;
  {
    std::lock_guard lock(mutex_);
    work.swap(work_);
    has_work_.store(false, std::memory_order_relaxed);
  }
  for (const auto& f : work) f();
}

void Inbox::Close() {
  std::vector<std::function<void()>> dropped;  // declared first, so destroyed after the lock is gone: it may hold anything
  std::lock_guard lock(mutex_);
  scheduler_ = nullptr;
  dropped.swap(work_);
}

}  // namespace golite::runtime
