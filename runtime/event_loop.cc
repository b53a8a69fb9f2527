// This file implements the event loop over poll(2): goroutines that wait for a file descriptor, and a pipe that wakes
// the loop from other threads and from signal handlers.
#include "runtime/event_loop.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "runtime/scheduler.h"
#include "support/check.h"

namespace golite::runtime {
namespace {

class PollLoop final : public EventLoop {
 public:
  explicit PollLoop(Scheduler& scheduler) : scheduler_(scheduler) {
    GOLITE_CHECK(pipe2(wake_, O_CLOEXEC | O_NONBLOCK) == 0, "no pipe for the event loop");
  }
  ~PollLoop() override {
    close(wake_[0]);
    close(wake_[1]);
  }

  bool HasPending() const override { return !waits_.empty(); }

  void WaitFor(int fd, bool write, Goroutine* g) override { waits_.push_back({fd, write, g}); }

  void Poll(int64_t timeout_ns) override {
    std::vector<pollfd> fds;
    fds.reserve(waits_.size() + 1);
    for (const Wait& w : waits_) fds.push_back({w.fd, static_cast<short>(w.write ? POLLOUT : POLLIN), 0});
    fds.push_back({wake_[0], POLLIN, 0});
    const timespec t{static_cast<time_t>(timeout_ns / 1'000'000'000), static_cast<long>(timeout_ns % 1'000'000'000)};
    if (ppoll(fds.data(), fds.size(), timeout_ns < 0 ? nullptr : &t, nullptr) <= 0) return;
    if (fds.back().revents != 0) {
      char drained[64];
      while (read(wake_[0], drained, sizeof drained) > 0) {
      }
    }
    size_t kept = 0;
    for (size_t i = 0; i < waits_.size(); ++i) {
      if (fds[i].revents == 0) waits_[kept++] = waits_[i];
      else scheduler_.ReadyLast(waits_[i].g);
    }
    waits_.resize(kept);
  }

  void Wake() override {
    const char byte = 0;
    // A full pipe wakes the loop as well.
    [[maybe_unused]] ssize_t n = write(wake_[1], &byte, 1);
  }

 private:
  struct Wait {
    int fd = -1;
    bool write = false;
    Goroutine* g = nullptr;
  };

  Scheduler& scheduler_;
  std::vector<Wait> waits_;
  int wake_[2] = {-1, -1};
};

}  // namespace

bool Scheduler::AwaitFd(int fd, bool write) {
  pollfd p{fd, static_cast<short>(write ? POLLOUT : POLLIN), 0};
  // Regular files are always ready; an error is for the system call to report.
  if (poll(&p, 1, 0) != 0) return false;
  if (!loop_) SetEventLoop(std::make_unique<PollLoop>(*this));
  loop_->WaitFor(fd, write, current_);
  Park(WaitReason::kIoWait);
  return true;
}

}  // namespace golite::runtime
