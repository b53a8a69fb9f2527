// This file declares the language's operations on strings, slices and interface values as the machine calls them. Those
// that return Outcome give kDone or, with the panic set, kPanic (kFatal when memory is exhausted).
#pragma once

#include <cstdint>
#include <cstring>

#include "runtime/outcome.h"
#include "runtime/value.h"

namespace golite::runtime {

class Mutator;

// ---- strings
inline bool EqualStrings(GoString a, GoString b) {
  return a.len == b.len && (a.data == b.data || a.len == 0 || std::memcmp(a.data, b.data, static_cast<size_t>(a.len)) == 0);
}
// Negative, 0 or positive, as strings.Compare.
inline int CompareStrings(GoString a, GoString b) {
  size_t n = static_cast<size_t>(a.len < b.len ? a.len : b.len);
  if (int order = n == 0 ? 0 : std::memcmp(a.data, b.data, n)) return order;
  return a.len < b.len ? -1 : a.len > b.len;
}
GoString Concat(Mutator& m, const GoString* parts, uint32_t n);
GoString StringFromBytes(Mutator& m, AnySlice bytes);
GoString StringFromRunes(Mutator& m, AnySlice runes);
GoString StringFromRune(Mutator& m, int64_t rune);  // U+FFFD when it is none
AnySlice BytesFromString(Mutator& m, const TypeDesc* elem, GoString s);
AnySlice RunesFromString(Mutator& m, const TypeDesc* elem, GoString s);
// The rune at byte `at` < s.len and the index behind it; U+FFFD and 1 for a wrong byte.
struct DecodedRune {
  int64_t rune;
  int64_t next;
};
DecodedRune DecodeRune(GoString s, int64_t at);

// ---- slices of elements of type `elem`
// When it returns kFatal and the heap wants a collection, collect and try once more.
Outcome MakeSlice(Mutator& m, const TypeDesc* elem, int64_t len, int64_t cap, AnySlice& result);
// Whether s cannot get `extra` more elements because no length is so large: panic "growslice: len out of range".
inline bool AppendOverflows(AnySlice s, int64_t extra) {
  int64_t length;
  return __builtin_add_overflow(s.len, extra, &length);
}
// s with room for `extra` elements behind its length, as append grows it; the length stays.
AnySlice GrowSlice(Mutator& m, const TypeDesc* elem, AnySlice s, int64_t extra);
// Appends `n` values that lie in slot form one after the other (a big value is one slot, a pointer).
AnySlice AppendValues(Mutator& m, const TypeDesc* elem, AnySlice s, const uint64_t* values, uint32_t n);
AnySlice AppendSlice(Mutator& m, const TypeDesc* elem, AnySlice s, AnySlice t);
AnySlice AppendString(Mutator& m, const TypeDesc* elem, AnySlice s, GoString t);
int64_t CopySlice(Mutator& m, const TypeDesc* elem, AnySlice to, AnySlice from);
int64_t CopyString(Mutator& m, AnySlice to, GoString from);
void ClearSlice(Mutator& m, const TypeDesc* elem, AnySlice s);

// ---- equality; kPanic when a dynamic type is not comparable
// Two values in slot form (slots of a frame; a big value is one slot, a pointer).
Outcome EqualValues(Mutator& m, const TypeDesc* t, const uint64_t* a, const uint64_t* b, bool& equal);
Outcome EqualIfaces(Mutator& m, GoIface a, GoIface b, bool& equal);

// Two values in memory form.
Outcome EqualMemory(Mutator& m, const TypeDesc* t, const void* a, const void* b, bool& equal);

// A walk over values whose interfaces may nest as deep, and share as much, as a script likes.
class Walk {
 public:
  explicit Walk(Mutator& m) : m_(m) {}
  // Steps into the value of an interface. False: the walk is given up, for its depth or because the run is to end.
  bool Enter();
  void Leave() { --depth_; }
  bool too_deep() const { return too_deep_; }
  // memcmp of memory that may be long. Left off when the run is over.
  bool SameMemory(const void* a, const void* b, uint64_t bytes) const;
  // A hash of memory that may be long, likewise.
  uint64_t Hash(const void* p, uint64_t bytes, uint64_t seed) const;

 private:
  Mutator& m_;
  uint32_t depth_ = 0;
  uint32_t steps_ = 0;
  bool too_deep_ = false;
};
enum class Equality : uint8_t { kEqual, kDifferent, kUncomparable, kGivenUp };
struct EqualityResult {
  Equality equality = Equality::kEqual;
  const TypeDesc* type = nullptr;  // kUncomparable: of the values that cannot be compared
};
EqualityResult CompareMemory(Walk& walk, const TypeDesc* t, const void* a, const void* b);

// The hash of a key in memory form. `unhashable` is set to a dynamic type that cannot be hashed, and when the walk is given
// up. Equal keys have equal hashes; NaNs get `nan_salt` mixed in.
uint64_t HashMemory(Walk& walk, const TypeDesc* t, const void* key, uint64_t seed, uint64_t nan_salt,
                    const TypeDesc*& unhashable);
// How an operation ends that could not hash a value of type t.
Outcome CannotHash(Mutator& m, const Walk& walk, const TypeDesc* t);

// ---- slot form and memory form
// Copies a value in memory form to its slot form (t->slots slots, scalars extended; not for big types).
void LoadSlots(const TypeDesc* t, const void* memory, uint64_t* slots);
// Copies a value in slot form (a big one: a slot that points to it) to memory.
inline void StoreSlots(const TypeDesc* t, void* memory, const uint64_t* slots) {
  const void* from = t->big ? reinterpret_cast<const void*>(slots[0]) : slots;
  std::memcpy(memory, from, t->size);  // little-endian: the memory form is the low bytes
}

// ---- interfaces
// An interface value of the value at `slots` in slot form.
GoIface BoxValue(Mutator& m, const TypeDesc* t, const uint64_t* slots);
// The value of an interface of concrete type t in slot form.
void UnboxValue(const TypeDesc* t, uint64_t data, uint64_t* slots);

}  // namespace golite::runtime
