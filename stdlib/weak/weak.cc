// This file implements the natives of package weak over the heap's weak handles.
#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

void* HandleFor(Mutator& m, GoIface ptr) { return m.heap.WeakHandle(reinterpret_cast<void*>(ptr.data)); }

GoIface PointerIn(const uint64_t* handle, GoIface like) { return {like.type, *handle}; }

constexpr Native kNatives[] = {Bind<&HandleFor>("handleFor"), Bind<&PointerIn>("pointer")};

}  // namespace

extern constinit const NativePackage kPackage_weak = {"weak", kNatives};

}  // namespace golite::stdlib
