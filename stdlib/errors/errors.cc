// This file implements the natives of errors.
#include <cstring>

#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

using runtime::Kind;
using runtime::TypeDesc;

bool Comparable(GoIface err) { return err.type->comparable; }

// The answers of checkTarget, as in errors.go.
enum Target : int64_t { kOk, kNil, kNotPointer, kNotError };

int64_t CheckTarget(Mutator& m, GoIface target) {
  if (target.is_nil()) return kNil;
  if (target.type->kind != Kind::kPointer || target.data == 0) return kNotPointer;
  const TypeDesc* t = target.type->elem;
  if (t->is_interface()) return kOk;
  const TypeDesc* error = m.FindType("error");
  return error == nullptr || m.Implements(t, error) ? kOk : kNotError;
}

bool Assign(Mutator& m, GoIface err, GoIface target) {
  const TypeDesc* t = target.type->elem;
  void* variable = reinterpret_cast<void*>(target.data);
  if (t->is_interface()) {
    if (!m.Implements(err.type, t)) return false;
    std::memcpy(variable, &err, sizeof err);
    return true;
  }
  if (err.type != t) return false;
  std::memcpy(variable, err.address(), t->size);
  return true;
}

constexpr Native kNatives[] = {
    Bind<&Comparable>("comparable_"),
    Bind<&CheckTarget>("checkTarget"),
    Bind<&Assign>("assign"),
};

}  // namespace

extern constinit const NativePackage kPackage_errors = {"errors", kNatives};

}  // namespace golite::stdlib
