// This file implements the language's operations on slices: make, append, copy, clear.
#include <algorithm>
#include <cstring>

#include "runtime/mutator.h"
#include "runtime/ops.h"
#include "runtime/panic.h"

namespace golite::runtime {
namespace {

// More bytes than this no address space holds: Go's maxAlloc.
constexpr uint64_t kMaxBytes = uint64_t{1} << 48;

// The capacity append chooses for `want` elements before rounding up to a size class: doubling for small slices, then
// slowly turning into growth by a quarter.
int64_t NextCapacity(int64_t want, int64_t old) {
  constexpr int64_t kThreshold = 256;
  if (want > old * 2) return want;
  if (old < kThreshold) return old * 2;
  int64_t cap = old;
  while (cap < want) cap += (cap + 3 * kThreshold) / 4;
  return cap;
}

void* Address(AnySlice s, const TypeDesc* elem, int64_t i) { return s.data + static_cast<uint64_t>(i) * elem->size; }

AnySlice WithRoom(Mutator& m, const TypeDesc* elem, AnySlice s, int64_t extra) {
  return s.len + extra <= s.cap ? s : GrowSlice(m, elem, s, extra);
}

}  // namespace

Outcome MakeSlice(Mutator& m, const TypeDesc* elem, int64_t len, int64_t cap, AnySlice& result) {
  auto fits = [&](int64_t n) {
    uint64_t bytes;
    return n >= 0 && !__builtin_mul_overflow(static_cast<uint64_t>(n), elem->size, &bytes) && bytes <= kMaxBytes;
  };
  if (!fits(cap) || len < 0 || len > cap) return fits(len) ? PanicMakeSliceCap(m) : PanicMakeSliceLen(m);
  void* memory = m.heap.TryNewArray(elem, static_cast<uint64_t>(cap));
  if (memory == nullptr) return OutOfMemory(m);
  result = {static_cast<std::byte*>(memory), len, cap};
  return Outcome::kDone;
}

AnySlice GrowSlice(Mutator& m, const TypeDesc* elem, AnySlice s, int64_t extra) {
  int64_t want = s.len + extra;
  if (elem->size == 0) {
    auto* somewhere = reinterpret_cast<std::byte*>(const_cast<uint64_t*>(kZeroSizeObject));
    return {s.data != nullptr ? s.data : somewhere, s.len, want};
  }
  bool noscan = !elem->has_pointers;
  uint64_t bytes = Heap::RoundUpSize(static_cast<uint64_t>(NextCapacity(want, s.cap)) * elem->size, noscan);
  uint64_t cap = bytes / elem->size;
  uint64_t used = static_cast<uint64_t>(s.len) * elem->size;
  void* memory;
  if (noscan && bytes > kMaxSmallSize) {
    memory = m.heap.NewNoscanRaw(bytes);
    m.heap.ClearLong(static_cast<char*>(memory) + used, bytes - used);
  } else {
    memory = noscan ? m.heap.NewNoscan(bytes) : m.heap.NewObject(m.heap.LayoutOf(elem), cap * elem->size);
  }
  m.heap.CopyLong(memory, s.data, used);
  return {static_cast<std::byte*>(memory), s.len, static_cast<int64_t>(cap)};
}

AnySlice AppendValues(Mutator& m, const TypeDesc* elem, AnySlice s, const uint64_t* values, uint32_t n) {
  s = WithRoom(m, elem, s, n);
  uint32_t step = elem->big ? 1 : elem->slots;
  for (uint32_t i = 0; i < n; ++i, values += step) StoreSlots(elem, Address(s, elem, s.len + i), values);
  s.len += n;
  return s;
}

AnySlice AppendSlice(Mutator& m, const TypeDesc* elem, AnySlice s, AnySlice t) {
  if (t.len == 0) return s;
  s = WithRoom(m, elem, s, t.len);
  m.heap.CopyLong(Address(s, elem, s.len), t.data, static_cast<uint64_t>(t.len) * elem->size);
  s.len += t.len;
  return s;
}

AnySlice AppendString(Mutator& m, const TypeDesc* elem, AnySlice s, GoString t) {
  if (t.len == 0) return s;
  s = WithRoom(m, elem, s, t.len);
  m.heap.CopyLong(s.data + s.len, t.data, static_cast<size_t>(t.len));
  s.len += t.len;
  return s;
}

int64_t CopySlice(Mutator& m, const TypeDesc* elem, AnySlice to, AnySlice from) {
  int64_t n = std::min(to.len, from.len);
  uint64_t bytes = static_cast<uint64_t>(n) * elem->size;
  m.heap.CopyLong(to.data, from.data, bytes);
  return n;
}

int64_t CopyString(Mutator& m, AnySlice to, GoString from) {
  int64_t n = std::min(to.len, from.len);
  m.heap.CopyLong(to.data, from.data, static_cast<size_t>(n));
  return n;
}

void ClearSlice(Mutator& m, const TypeDesc* elem, AnySlice s) {
  m.heap.ClearLong(s.data, static_cast<uint64_t>(s.len) * elem->size);
}

}  // namespace golite::runtime
