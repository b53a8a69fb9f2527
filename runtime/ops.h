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
  return a.len == b.len && (a.data == b.data || std::memcmp(a.data, b.data, static_cast<size_t>(a.len)) == 0);
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
Outcome MakeSlice(Mutator& m, const TypeDesc* elem, int64_t len, int64_t cap, AnySlice& result);
// s with room for `extra` elements behind its length, as append grows it; the length stays.
AnySlice GrowSlice(Mutator& m, const TypeDesc* elem, AnySlice s, int64_t extra);
// Appends `n` values that lie in slot form one after the other (a big value is one slot, a pointer).
AnySlice AppendValues(Mutator& m, const TypeDesc* elem, AnySlice s, const uint64_t* values, uint32_t n);
AnySlice AppendSlice(Mutator& m, const TypeDesc* elem, AnySlice s, AnySlice t);
AnySlice AppendString(Mutator& m, const TypeDesc* elem, AnySlice s, GoString t);
int64_t CopySlice(const TypeDesc* elem, AnySlice to, AnySlice from);
int64_t CopyString(AnySlice to, GoString from);
void ClearSlice(const TypeDesc* elem, AnySlice s);

// ---- equality; kPanic when a dynamic type is not comparable
// Two values in slot form (slots of a frame; a big value is one slot, a pointer).
Outcome EqualValues(Mutator& m, const TypeDesc* t, const uint64_t* a, const uint64_t* b, bool& equal);
Outcome EqualIfaces(Mutator& m, GoIface a, GoIface b, bool& equal);

// ---- interfaces
// An interface value of the value at `slots` in slot form.
GoIface BoxValue(Mutator& m, const TypeDesc* t, const uint64_t* slots);
// The value of an interface of concrete type t in slot form.
void UnboxValue(const TypeDesc* t, uint64_t data, uint64_t* slots);

}  // namespace golite::runtime
