// This file implements the natives of slices.
#include "stdlib/natives.h"
#include "stdlib/sort/order.h"

namespace golite::stdlib {
namespace {

using runtime::AnySlice;
using runtime::Kind;

template <class T>
void SortAs(Mutator& m, AnySlice s) {
  SortAscending(m, reinterpret_cast<T*>(s.data), s.len);
}

void SortOrdered(Mutator& m, GoIface slice) {
  const AnySlice s = *static_cast<const AnySlice*>(slice.address());
  switch (slice.type->elem->kind) {
    case Kind::kInt:
    case Kind::kInt64: return SortAs<int64_t>(m, s);
    case Kind::kInt8: return SortAs<int8_t>(m, s);
    case Kind::kInt16: return SortAs<int16_t>(m, s);
    case Kind::kInt32: return SortAs<int32_t>(m, s);
    case Kind::kUint:
    case Kind::kUintptr:
    case Kind::kUint64: return SortAs<uint64_t>(m, s);
    case Kind::kUint8: return SortAs<uint8_t>(m, s);
    case Kind::kUint16: return SortAs<uint16_t>(m, s);
    case Kind::kUint32: return SortAs<uint32_t>(m, s);
    case Kind::kFloat32: return SortAs<float>(m, s);
    case Kind::kFloat64: return SortAs<double>(m, s);
    case Kind::kString: return SortAs<GoString>(m, s);
    default: return;  // cmp.Ordered has no others
  }
}

constexpr Native kNatives[] = {Bind<&SortOrdered>("sortOrdered")};

}  // namespace

extern constinit const NativePackage kPackage_slices = {"slices", kNatives};

}  // namespace golite::stdlib
