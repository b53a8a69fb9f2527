// This file declares the natives of fmt's scanner; format.cc has the table of the package.
#pragma once

#include <string>
#include <tuple>

#include "runtime/native.h"

namespace golite::stdlib {

// func targetOf(p any) (kind, bits int, name string)
std::tuple<int64_t, int64_t, std::string> ScanTargetOf(runtime::GoIface p);

// func setInteger(p any, x uint64) and so on. Require: targetOf(p) is of the kind. They panic when p is nil.
runtime::Outcome ScanSetInteger(runtime::Mutator& m, runtime::GoIface p, uint64_t x);
runtime::Outcome ScanSetFloat(runtime::Mutator& m, runtime::GoIface p, double x);
runtime::Outcome ScanSetComplex(runtime::Mutator& m, runtime::GoIface p, runtime::Complex128 x);
runtime::Outcome ScanSetString(runtime::Mutator& m, runtime::GoIface p, runtime::GoString x);
runtime::Outcome ScanSetBytes(runtime::Mutator& m, runtime::GoIface p, runtime::GoSlice<uint8_t> x);

// func scaleFloat(x float64, exponent int) float64
double ScanScaleFloat(double x, int64_t exponent);

}  // namespace golite::stdlib
