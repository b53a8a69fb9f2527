// This file defines panic values and the runtime errors that are Go values of types declared in stdlib/runtime.
#pragma once

#include <cstdint>
#include <string_view>

#include "runtime/outcome.h"
#include "runtime/value.h"

namespace golite::runtime {

class Mutator;

// Each of these makes the Go value, stores it in Scheduler::pending_panic and returns Outcome::kPanic.

Outcome PanicWith(Mutator& m, GoIface value);
// A runtime.Error "runtime error: " + text.
Outcome PanicError(Mutator& m, std::string_view text);
// A runtime.Error printed as text alone ("send on closed channel", "assignment to entry in nil map").
Outcome PanicPlain(Mutator& m, std::string_view text);
// panic(string(text)): an ordinary string value.
Outcome PanicString(Mutator& m, std::string_view text);

// Also sets m.memory_fault: the crash message has gc's "[signal SIGSEGV ...]" line.
Outcome PanicNil(Mutator& m);              // invalid memory address or nil pointer dereference
Outcome PanicDivide(Mutator& m);           // integer divide by zero
Outcome PanicShift(Mutator& m);            // negative shift amount
Outcome PanicNilArgument(Mutator& m);      // panic(nil): *runtime.PanicNilError
Outcome PanicIndex(Mutator& m, uint64_t index, int64_t length, bool is_unsigned = false);
// A failed slicing operation s[low:high:max]; `flags` bit 0, 1, 2: low, high, max are present; `unsigned_flags` likewise: they
// are unsigned. `limit` is the capacity (the length for strings and arrays), `is_string_or_array` chooses the words "length"
// and "capacity".
Outcome PanicSlice(Mutator& m, uint64_t low, uint64_t high, uint64_t max, int flags, int64_t length, int64_t capacity,
                   bool is_string_or_array, int unsigned_flags = 0);
Outcome PanicSliceToArray(Mutator& m, int64_t length, int64_t want);  // cannot convert slice with length 2 to array ...
Outcome PanicMakeSliceLen(Mutator& m);
Outcome PanicMakeSliceCap(Mutator& m);
Outcome PanicUncomparable(Mutator& m, const TypeDesc* t);   // comparing uncomparable type T
Outcome PanicUnhashable(Mutator& m, const TypeDesc* t);     // hash of unhashable type T
// x.(want) failed. `iface` is the static type of x, `have` its dynamic type (null: nil).
Outcome PanicTypeAssert(Mutator& m, const TypeDesc* iface, const TypeDesc* have, const TypeDesc* want);

// A fatal error, which no recover can stop: "concurrent map writes", "all goroutines are asleep - deadlock!".
Outcome Fatal(Mutator& m, std::string_view text, FatalCause cause = FatalCause::kError);
Outcome OutOfMemory(Mutator& m);

}  // namespace golite::runtime
