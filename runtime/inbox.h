// This file defines Inbox, through which other threads hand work to a VM: completions of host calls.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <vector>

namespace golite::runtime {

class Scheduler;

// Shared between a scheduler and those who may wake it, who may outlive it. Post may be called on any thread; the rest
// belongs to the VM's thread.
class Inbox {
 public:
  explicit Inbox(Scheduler& scheduler) : scheduler_(&scheduler) {}

  // `work` will run on the VM's thread between two slices. Dropped after Close.
  void Post(std::function<void()> work);
  bool HasWork() const { return has_work_.load(std::memory_order_acquire); }
  // Runs what has been posted.
  void Run();
  // The scheduler ends.
  void Close();

 private:
  std::mutex mutex_;
  Scheduler* scheduler_;  // null once closed
  std::vector<std::function<void()>> work_;
  std::atomic<bool> has_work_{false};
};

}  // namespace golite::runtime
