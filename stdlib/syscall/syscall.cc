// This file implements the natives of package syscall: texts of errors and signals, and sending signals.
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>

#include "runtime/native.h"
#include "runtime/panic.h"
#include "runtime/services.h"

namespace golite::stdlib {
namespace {

using runtime::Bind;
using runtime::Capability;
using runtime::DeniedNumber;
using runtime::Mutator;
using runtime::Native;
using runtime::Outcome;

// Go writes the texts of the C library with a small first letter.
std::string Lowered(std::string text) {
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && !(text[1] >= 'A' && text[1] <= 'Z')) text[0] = static_cast<char>(text[0] | 0x20);
  return text;
}

std::string SignalText(int64_t number) {
  const char* name = sigdescr_np(static_cast<int>(number));
  return name != nullptr ? Lowered(name) : "signal " + std::to_string(number);
}

Outcome Getpid(Mutator& m, int64_t& pid) {
  if (!m.services.granted.processes) return runtime::PanicDenied(m, Capability::kProcesses, "syscall.Getpid");
  pid = ::getpid();
  return Outcome::kDone;
}

int64_t Kill(Mutator& m, int64_t pid, int64_t signal) {
  if (!m.services.granted.processes) return DeniedNumber(Capability::kProcesses);
  return ::kill(static_cast<pid_t>(pid), static_cast<int>(signal)) == 0 ? 0 : errno;
}

constexpr Native kNatives[] = {Bind<&runtime::ErrorText>("errorText"), Bind<&SignalText>("signalText"), Bind<&Getpid>("Getpid"),
                               Bind<&Kill>("kill")};

}  // namespace

extern constinit const runtime::NativePackage kPackage_syscall = {"syscall", kNatives};

}  // namespace golite::stdlib
