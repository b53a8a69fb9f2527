// This file implements the natives of fmt's scanner: they store into variables of any type with a fitting kind.
#include "stdlib/fmt/scan.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "runtime/panic.h"

namespace golite::stdlib {
namespace {

using runtime::Complex128;
using runtime::Complex64;
using runtime::GoIface;
using runtime::GoSlice;
using runtime::GoString;
using runtime::Kind;
using runtime::Mutator;
using runtime::Outcome;
using runtime::TypeDesc;

// scan.go has the same list.
enum Target : int64_t { kOther, kNoPointer, kBool, kInt, kUint, kFloat, kComplex, kString, kBytes };

Target TargetOf(const TypeDesc* t) {
  switch (t->kind) {
    case Kind::kBool: return kBool;
    case Kind::kFloat32:
    case Kind::kFloat64: return kFloat;
    case Kind::kComplex64:
    case Kind::kComplex128: return kComplex;
    case Kind::kString: return kString;
    case Kind::kSlice: return t->elem->kind == Kind::kUint8 ? kBytes : kOther;
    default:
      if (t->kind >= Kind::kInt && t->kind <= Kind::kInt64) return kInt;
      if (t->kind >= Kind::kUint && t->kind <= Kind::kUintptr) return kUint;
      return kOther;
  }
}

// Copies `size` bytes into the variable that p points to.
Outcome Store(Mutator& m, const GoIface& p, const void* value, size_t size) {
  if (p.data == 0) return runtime::PanicNil(m);
  std::memcpy(reinterpret_cast<std::byte*>(p.data), value, size);
  return Outcome::kDone;
}

}  // namespace

std::tuple<int64_t, int64_t, std::string> ScanTargetOf(GoIface p) {
  if (p.is_nil()) return {kNoPointer, 0, "<nil>"};
  if (p.type->kind != Kind::kPointer) return {kNoPointer, 0, std::string(p.type->string)};
  const TypeDesc* t = p.type->elem;
  const Target target = TargetOf(t);
  return {target, static_cast<int64_t>(t->size) * 8, target == kOther ? std::string(p.type->string) : std::string()};
}

Outcome ScanSetInteger(Mutator& m, GoIface p, uint64_t x) { return Store(m, p, &x, p.type->elem->size); }

Outcome ScanSetFloat(Mutator& m, GoIface p, double x) {
  if (p.type->elem->size == 8) return Store(m, p, &x, sizeof x);
  const auto narrow = static_cast<float>(x);
  return Store(m, p, &narrow, sizeof narrow);
}

Outcome ScanSetComplex(Mutator& m, GoIface p, Complex128 x) {
  if (p.type->elem->size == 16) return Store(m, p, &x, sizeof x);
  const Complex64 narrow = {static_cast<float>(x.re), static_cast<float>(x.im)};
  return Store(m, p, &narrow, sizeof narrow);
}

Outcome ScanSetString(Mutator& m, GoIface p, GoString x) { return Store(m, p, &x, sizeof x); }
Outcome ScanSetBytes(Mutator& m, GoIface p, GoSlice<uint8_t> x) { return Store(m, p, &x, sizeof x); }

double ScanScaleFloat(double x, int64_t exponent) {
  return std::ldexp(x, static_cast<int>(std::clamp<int64_t>(exponent, -100'000, 100'000)));
}

}  // namespace golite::stdlib
