// This file implements the natives of package syscall: texts of errors and signals.
#include <cstring>
#include <string>

#include "runtime/native.h"
#include "runtime/services.h"

namespace golite::stdlib {
namespace {

using runtime::Bind;
using runtime::Native;

// Go writes the texts of the C library with a small first letter.
std::string Lowered(std::string text) {
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && !(text[1] >= 'A' && text[1] <= 'Z')) text[0] = static_cast<char>(text[0] | 0x20);
  return text;
}

std::string SignalText(int64_t number) {
  const char* name = sigdescr_np(static_cast<int>(number));
  return name != nullptr ? Lowered(name) : "signal " + std::to_string(number);
}

constexpr Native kNatives[] = {Bind<&runtime::ErrorText>("errorText"), Bind<&SignalText>("signalText")};

}  // namespace

extern constinit const runtime::NativePackage kPackage_syscall = {"syscall", kNatives};

}  // namespace golite::stdlib
