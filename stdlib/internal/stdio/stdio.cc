// This file implements the natives of package internal/stdio.
#include <span>

#include "runtime/native.h"
#include "runtime/services.h"

namespace golite::stdlib {
namespace {

using runtime::Bind;
using runtime::GoSlice;
using runtime::Mutator;
using runtime::Native;
using runtime::Outcome;

std::span<uint8_t> BytesOf(GoSlice<uint8_t> b) { return {b.data, static_cast<size_t>(b.len)}; }

Outcome Write(Mutator& m, int64_t fd, GoSlice<uint8_t> b, int64_t& n, int64_t& error) {
  return runtime::WriteStream(m, fd, std::as_bytes(BytesOf(b)), n, error);
}

Outcome Read(Mutator& m, int64_t fd, GoSlice<uint8_t> b, int64_t& n, int64_t& error) {
  return runtime::ReadStream(m, fd, std::as_writable_bytes(BytesOf(b)), n, error);
}

constexpr Native kNatives[] = {Bind<&Write>("Write"), Bind<&Read>("Read"), Bind<&runtime::ErrorText>("errorText")};

}  // namespace

extern constinit const runtime::NativePackage kPackage_internal_stdio = {"internal/stdio", kNatives};

}  // namespace golite::stdlib
