// This file implements the natives of flag.
#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

using runtime::Kind;
using runtime::TypeDesc;

// Storage for a zero value of t.
uint64_t NewZero(Mutator& m, const TypeDesc* t) {
  return reinterpret_cast<uint64_t>(t->size == 0 ? m.heap.NewNoscan(8) : m.heap.NewArray(t, 1));
}

GoIface ZeroValue(Mutator& m, GoIface x) {
  if (x.type->kind == Kind::kPointer) {
    x.data = NewZero(m, x.type->elem);
  } else {
    x.data = x.type->direct_iface ? 0 : NewZero(m, x.type);
  }
  return x;
}

constexpr Native kNatives[] = {
    Bind<&ZeroValue>("zeroValue"),
};

}  // namespace

extern constinit const NativePackage kPackage_flag = {"flag", kNatives};

}  // namespace golite::stdlib
