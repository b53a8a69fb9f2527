// This file declares the tracing functions of object_kinds.def, and C++ objects owned by script values.
#pragma once

#include <cstddef>

#include "runtime/heap.h"

namespace golite::runtime {

using ObjectTraceFn = void(Marker& marker, void* object, size_t bytes);
void TraceMapTable(Marker& marker, void* object, size_t bytes);
void TraceChannel(Marker& marker, void* object, size_t bytes);
void TraceHostObject(Marker& marker, void* object, size_t bytes);
void DestroyHostObject(void* object, size_t bytes);

// A heap object that owns a C++ object: a compiled regular expression, a timer, a file. The script holds it in a field of
// pointer type; when it is found dead, the C++ object is destroyed.
struct HostObject {
  void* object;
  void (*destroy)(void* object);
  void (*trace)(Marker& marker, void* object);  // may be null
};

namespace detail {
template <class T>
concept Traceable = requires(T& t, Marker& m) { t.MarkRoots(m); };
}

// A HostObject that owns `object`, made with new. A member MarkRoots(Marker&) marks what it refers to.
template <class T>
HostObject* NewHostObject(Heap& heap, std::unique_ptr<T> object) {
  auto* h = static_cast<HostObject*>(heap.NewObject(heap.LayoutOf(ObjectKind::kHost), sizeof(HostObject)));
  h->object = object.release();
  h->destroy = [](void* p) { delete static_cast<T*>(p); };
  if constexpr (detail::Traceable<T>) h->trace = [](Marker& m, void* p) { static_cast<T*>(p)->MarkRoots(m); };
  return h;
}

template <class T>
T* HostCast(HostObject* h) {
  return h == nullptr ? nullptr : static_cast<T*>(h->object);
}

}  // namespace golite::runtime
