// This file implements the natives of package context.
#include <string>

#include "runtime/native.h"

namespace golite::stdlib {
namespace {

using runtime::Bind;
using runtime::GoIface;
using runtime::Native;

std::string TypeName(GoIface v) { return v.is_nil() ? "<nil>" : std::string(v.type->string); }

bool IsComparable(GoIface v) { return v.is_nil() || v.type->comparable; }

constexpr Native kNatives[] = {Bind<&TypeName>("typeName"), Bind<&IsComparable>("isComparable")};

}  // namespace

extern constinit const runtime::NativePackage kPackage_context = {"context", kNatives};

}  // namespace golite::stdlib
