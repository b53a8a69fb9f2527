// This file implements the natives of package os/signal.
//
// A handler may do next to nothing, so it writes the number of the signal to the pipes of the VMs that asked for it, where
// the goroutine in wait() reads it. Handlers belong to the process: the table below is shared by the VMs of all threads,
// and is all that a handler reads.
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <mutex>

#include "runtime/goroutine.h"
#include "runtime/scheduler.h"
#include "runtime/services.h"
#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

constexpr int kSignals = 65;
constexpr int kMaxListeners = 64;

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

// What a VM that uses signals has: its pipe and its row in the table.
class SignalState final : public runtime::PackageState {
 public:
  SignalState() {
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

  ~SignalState() override {
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

  int pipe() const { return fds_[0]; }

 private:
  int fds_[2] = {-1, -1};
  Listener* listener_ = nullptr;  // null: pipes or the table are exhausted, and no signal ever arrives
};

Outcome Require(Mutator& m, std::string_view function) {
  return m.services.granted.signals ? Outcome::kDone : runtime::PanicDenied(m, runtime::Capability::kSignals, function);
}
void Enable(Mutator& m, int64_t n) { m.State<SignalState>().Enable(static_cast<int>(n)); }
void Ignore(Mutator& m, int64_t n) { m.State<SignalState>().Ignore(static_cast<int>(n)); }
void Reset(Mutator& m, int64_t n) { m.State<SignalState>().Disable(static_cast<int>(n)); }

bool IsIgnored(int64_t n) {
  struct sigaction action;
  return ::sigaction(static_cast<int>(n), nullptr, &action) == 0 && (action.sa_flags & SA_SIGINFO) == 0 && action.sa_handler == SIG_IGN;
}

Outcome Wait(Mutator& m, int64_t& signal) {
  m.scheduler.current()->is_system = true;
  const int fd = m.State<SignalState>().pipe();
  unsigned char number = 0;
  if (::read(fd, &number, 1) == 1) {
    signal = number;
    return Outcome::kDone;
  }
  // Without a pipe it waits for ever.
  if (fd < 0) m.scheduler.Park(runtime::WaitReason::kSignalWait);
  else if (!m.scheduler.AwaitFd(fd, /*write=*/false)) m.scheduler.Yield();
  return Outcome::kRetry;
}

constexpr Native kNatives[] = {
    Bind<&Require>("require"), Bind<&Enable>("enable"), Bind<&Ignore>("ignore"), Bind<&Reset>("reset"), Bind<&IsIgnored>("isIgnored"), Bind<&Wait>("wait"),
};

}  // namespace

extern constinit const NativePackage kPackage_os_signal = {"os/signal", kNatives};

}  // namespace golite::stdlib
