// This file implements the natives of package os/signal.
//
// A handler may do next to nothing, so it writes the number of the signal to the pipes of the VMs that asked for it. The
// pipe of a VM belongs to its event loop, which hands the numbers to the goroutine that waits in wait(). Handlers belong
// to the process: the table below is shared by the VMs of all threads, and is all that a handler reads.
#include <csignal>
#include <cerrno>
#include <ctime>
#include <deque>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <mutex>

#include "runtime/event_loop.h"
#include "runtime/goroutine.h"
#include "runtime/scheduler.h"
#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

constexpr int kSignals = 65;
constexpr int kMaxListeners = 64;
constexpr unsigned char kWakeByte = 0;  // no signal has this number

// A VM that listens: the end of its pipe (-1: free), and a bit for each signal it wants, signal n at n - 1.
struct Listener {
  std::atomic<int> fd{-1};
  std::atomic<uint64_t> wanted{0};
};

struct Process {
  Listener listeners[kMaxListeners];
  std::mutex mutex;                    // for all that follows, which handlers do not read
  struct sigaction usual[kSignals] = {};  // the action before ours
  bool replaced[kSignals] = {};
};

constinit Process process;

uint64_t Bit(int signal) { return uint64_t{1} << (signal - 1); }

void Handle(int signal) {
  const int saved = errno;
  for (Listener& listener : process.listeners) {
    const int fd = listener.fd.load(std::memory_order_relaxed);
    if (fd < 0 || (listener.wanted.load(std::memory_order_relaxed) & Bit(signal)) == 0) continue;
    const auto number = static_cast<unsigned char>(signal);
    [[maybe_unused]] ssize_t n = ::write(fd, &number, 1);  // a full pipe has signals enough
  }
  errno = saved;
}

// Signals that the system raises for faults of the process itself stay with the host, as do those nobody can catch.
bool CanCatch(int signal) {
  switch (signal) {
    case SIGKILL:
    case SIGSTOP:
    case SIGSEGV:
    case SIGBUS:
    case SIGFPE:
    case SIGILL: return false;
    default: return signal < SIGSYS + 1 || (signal >= SIGRTMIN && signal <= SIGRTMAX);
  }
}

// Requires: process.mutex is held.
void Replace(int signal, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigfillset(&action.sa_mask);
  struct sigaction old;
  if (::sigaction(signal, &action, &old) != 0) return;
  if (!process.replaced[signal]) process.usual[signal] = old;
  process.replaced[signal] = true;
}

void RestoreUnwanted(int signal) {
  for (const Listener& listener : process.listeners) {
    if (listener.fd.load() >= 0 && (listener.wanted.load() & Bit(signal)) != 0) return;
  }
  if (process.replaced[signal]) ::sigaction(signal, &process.usual[signal], nullptr);
  process.replaced[signal] = false;
}

// The event loop of a VM that uses signals. Its thread is the VM's, but for Wake.
class SignalLoop final : public runtime::EventLoop {
 public:
  explicit SignalLoop(runtime::Scheduler& scheduler) : scheduler_(scheduler) {
    if (::pipe2(fds_, O_CLOEXEC | O_NONBLOCK) != 0) return;
    std::lock_guard lock(process.mutex);
    for (Listener& listener : process.listeners) {
      if (listener.fd.load() >= 0) continue;
      listener.wanted.store(0);
      listener.fd.store(fds_[1]);
      listener_ = &listener;
      return;
    }
  }

  ~SignalLoop() override {
    for (int n = 1; n < kSignals; ++n) Disable(n);
    if (listener_ != nullptr) listener_->fd.store(-1);
    for (int fd : fds_) {
      if (fd >= 0) ::close(fd);
    }
  }

  void Enable(int signal) {
    if (listener_ == nullptr || !CanCatch(signal)) return;
    std::lock_guard lock(process.mutex);
    listener_->wanted.fetch_or(Bit(signal));
    Replace(signal, &Handle);
  }

  void Disable(int signal) {
    std::lock_guard lock(process.mutex);
    if (listener_ != nullptr) listener_->wanted.fetch_and(~Bit(signal));
    RestoreUnwanted(signal);
  }

  void Ignore(int signal) {
    if (!CanCatch(signal)) return;
    std::lock_guard lock(process.mutex);
    if (listener_ != nullptr) listener_->wanted.fetch_and(~Bit(signal));
    Replace(signal, SIG_IGN);
  }

  // The next signal, or 0 after noting who waits for it.
  int Take(runtime::Goroutine* g) {
    if (arrived_.empty()) {
      waiter_ = g;
      return 0;
    }
    const int signal = arrived_.front();
    arrived_.pop_front();
    return signal;
  }

  bool HasPending() const override { return listener_ != nullptr && listener_->wanted.load(std::memory_order_relaxed) != 0; }

  void Poll(int64_t timeout_ns) override {
    if (timeout_ns != 0) {
      pollfd p = {fds_[0], POLLIN, 0};
      const timespec timeout = {timeout_ns / 1'000'000'000, timeout_ns % 1'000'000'000};
      ::ppoll(&p, 1, timeout_ns < 0 ? nullptr : &timeout, nullptr);
    }
    unsigned char numbers[64];
    for (ssize_t n; (n = ::read(fds_[0], numbers, sizeof numbers)) > 0;) {
      for (ssize_t i = 0; i < n; ++i) {
        if (numbers[i] != kWakeByte) arrived_.push_back(numbers[i]);
      }
    }
    if (!arrived_.empty() && waiter_ != nullptr) {
      runtime::Goroutine* g = waiter_;
      waiter_ = nullptr;
      scheduler_.ReadyLast(g);
    }
  }

  void Wake() override {
    [[maybe_unused]] ssize_t n = ::write(fds_[1], &kWakeByte, 1);
  }

 private:
  runtime::Scheduler& scheduler_;
  int fds_[2] = {-1, -1};
  Listener* listener_ = nullptr;       // null: the pipe or the table is exhausted, and no signal ever arrives
  std::deque<int> arrived_;
  runtime::Goroutine* waiter_ = nullptr;
};

// The loop of a VM, made on first use. The scheduler owns it.
struct SignalState : runtime::PackageState {
  explicit SignalState(Mutator& m) {
    auto made = std::make_unique<SignalLoop>(m.scheduler);
    loop = made.get();
    m.scheduler.SetEventLoop(std::move(made));
  }
  SignalLoop* loop;
};

SignalLoop& LoopOf(Mutator& m) { return *m.State<SignalState>().loop; }

void Enable(Mutator& m, int64_t n) { LoopOf(m).Enable(static_cast<int>(n)); }
void Ignore(Mutator& m, int64_t n) { LoopOf(m).Ignore(static_cast<int>(n)); }
void Reset(Mutator& m, int64_t n) { LoopOf(m).Disable(static_cast<int>(n)); }

bool IsIgnored(int64_t n) {
  struct sigaction action;
  return ::sigaction(static_cast<int>(n), nullptr, &action) == 0 && (action.sa_flags & SA_SIGINFO) == 0 && action.sa_handler == SIG_IGN;
}

Outcome Wait(Mutator& m, int64_t& signal) {
  runtime::Goroutine* g = m.scheduler.current();
  g->is_system = true;
  signal = LoopOf(m).Take(g);
  if (signal != 0) return Outcome::kDone;
  m.scheduler.Park(runtime::WaitReason::kSignalWait);
  return Outcome::kRetry;
}

constexpr Native kNatives[] = {
    Bind<&Enable>("enable"), Bind<&Ignore>("ignore"), Bind<&Reset>("reset"), Bind<&IsIgnored>("isIgnored"), Bind<&Wait>("wait"),
};

}  // namespace

extern constinit const NativePackage kPackage_os_signal = {"os/signal", kNatives};

}  // namespace golite::stdlib
