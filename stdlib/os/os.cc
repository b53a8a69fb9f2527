// This file implements the natives of package os.
#include <cerrno>
#include <cstring>
#include <unistd.h>

#include <utility>

#include "runtime/native.h"
#include "runtime/scheduler.h"

namespace golite::stdlib {
namespace {

using runtime::Bind;
using runtime::GoSlice;
using runtime::GoString;
using runtime::Mutator;
using runtime::Native;
using runtime::Outcome;

std::pair<int64_t, int64_t> Write(int64_t fd, GoSlice<uint8_t> b) {
  for (;;) {
    const ssize_t n = ::write(static_cast<int>(fd), b.data, static_cast<size_t>(b.len));
    if (n >= 0) return {n, 0};
    if (errno != EINTR) return {0, errno};
  }
}

std::pair<int64_t, int64_t> Read(int64_t fd, GoSlice<uint8_t> b) {
  for (;;) {
    const ssize_t n = ::read(static_cast<int>(fd), b.data, static_cast<size_t>(b.len));
    if (n >= 0) return {n, 0};
    if (errno != EINTR) return {0, errno};
  }
}

GoSlice<GoString> Args(Mutator& m) {
  GoSlice<GoString> args = m.NewStringSlice(static_cast<int64_t>(m.args.size()));
  for (size_t i = 0; i < m.args.size(); ++i) args[static_cast<int64_t>(i)] = m.NewString(m.args[i]);
  return args;
}

Outcome Exit(Mutator& m, int64_t code) {
  m.scheduler.exit_code = static_cast<int>(code);
  return Outcome::kExit;
}

std::string ErrorText(int64_t number) { return std::strerror(static_cast<int>(number)); }

constexpr Native kNatives[] = {
    Bind<&Write>("write"), Bind<&Read>("read"), Bind<&Args>("args"), Bind<&Exit>("Exit"), Bind<&ErrorText>("errorText"),
};

}  // namespace

extern constinit const runtime::NativePackage kPackage_os = {"os", kNatives};

}  // namespace golite::stdlib
