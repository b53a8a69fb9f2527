// This file implements the natives of package internal/stdio.
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <tuple>
#include <utility>

#include "runtime/event_loop.h"
#include "runtime/native.h"
#include "runtime/scheduler.h"

namespace golite::stdlib {
namespace {

using runtime::Bind;
using runtime::GoSlice;
using runtime::Mutator;
using runtime::Native;
using runtime::Outcome;

template <class F>
std::pair<int64_t, int64_t> Retry(F call) {
  for (;;) {
    const ssize_t n = call();
    if (n >= 0) return {n, 0};
    if (errno != EINTR) return {0, errno};
  }
}

std::pair<int64_t, int64_t> Write(int64_t fd, GoSlice<uint8_t> b) {
  return Retry([&] { return ::write(static_cast<int>(fd), b.data, static_cast<size_t>(b.len)); });
}

// Waiting for a terminal, a pipe or a socket parks the goroutine; the others go on.
Outcome Read(Mutator& m, int64_t fd, GoSlice<uint8_t> b, int64_t& n, int64_t& error) {
  if (b.len > 0 && m.scheduler.AwaitFd(static_cast<int>(fd), /*write=*/false)) return Outcome::kRetry;
  std::tie(n, error) = Retry([&] { return ::read(static_cast<int>(fd), b.data, static_cast<size_t>(b.len)); });
  return Outcome::kDone;
}

std::string ErrorText(int64_t number) {
  const char* text = strerrordesc_np(static_cast<int>(number));
  return text == nullptr ? "errno " + std::to_string(number) : text;
}

constexpr Native kNatives[] = {Bind<&Write>("Write"), Bind<&Read>("Read"), Bind<&ErrorText>("errorText")};

}  // namespace

extern constinit const runtime::NativePackage kPackage_internal_stdio = {"internal/stdio", kNatives};

}  // namespace golite::stdlib
