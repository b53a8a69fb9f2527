// This file declares the natives of all standard packages.
//
// The folder of a package with natives has a .cc file that defines, with '_' for each '/', '.' and '-' of the import path,
//
//   extern constinit const runtime::NativePackage kPackage_math_bits = {"math/bits", kNatives};
//
// and the build collects them.
#pragma once

#include <span>

#include "runtime/native.h"

namespace golite::stdlib {

using runtime::Bind;
using runtime::BindLinear;
using runtime::BindSearch;
using runtime::BindTrim;
using runtime::GoIface;
using runtime::GoSlice;
using runtime::GoString;
using runtime::Mutator;
using runtime::Native;
using runtime::NativePackage;
using runtime::Outcome;

std::span<const NativePackage* const> StandardNatives();

}  // namespace golite::stdlib
