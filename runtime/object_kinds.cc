// This file implements tracing and destruction of C++ objects owned by script values.
#include "runtime/object_kinds.h"

namespace golite::runtime {

void TraceHostObject(Marker& marker, void* object, size_t) {
  auto* h = static_cast<HostObject*>(object);
  if (h->trace != nullptr) h->trace(marker, h->object);
}

void DestroyHostObject(void* object, size_t) {
  auto* h = static_cast<HostObject*>(object);  // zeroes when nothing was ever allocated there
  if (h->destroy != nullptr) h->destroy(h->object);
}

}  // namespace golite::runtime
