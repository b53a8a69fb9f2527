// This file implements the natives of package sync/atomic.
#include "runtime/native.h"

namespace golite::stdlib {
namespace {

using runtime::Bind;
using runtime::GoIface;
using runtime::Native;

bool SameType(GoIface a, GoIface b) { return a.type == b.type; }

constexpr Native kNatives[] = {Bind<&SameType>("sameType")};

}  // namespace

extern constinit const runtime::NativePackage kPackage_sync_atomic = {"sync/atomic", kNatives};

}  // namespace golite::stdlib
