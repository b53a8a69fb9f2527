// This file implements the making of runtime errors, worded as gc's runtime words them.
#include "runtime/panic.h"

#include <string>

#include "runtime/mutator.h"
#include "runtime/scheduler.h"

namespace golite::runtime {
namespace {

std::string Num(int64_t n) { return std::to_string(n); }

// A value of the type named `type`, whose memory form is one string. A program without package runtime (a unit test)
// gets a plain string.
GoIface ErrorValue(Mutator& m, std::string_view type, std::string_view text, std::string_view prefix) {
  const TypeDesc* t = m.FindType(type);
  if (t == nullptr) return m.StringIface(std::string(prefix) + std::string(text));
  GoString s = m.NewString(text);
  return m.MakeIface(t->kind == Kind::kPointer ? t->elem : t, &s);
}

// The same behind a pointer.
GoIface ErrorPointer(Mutator& m, std::string_view type, std::string_view text) {
  const TypeDesc* t = m.FindType(type);
  if (t == nullptr) return m.StringIface(text);
  auto* object = static_cast<GoString*>(m.heap.New(t->elem));
  if (t->elem->size >= sizeof(GoString)) *object = m.NewString(text);
  return {t, reinterpret_cast<uint64_t>(object)};
}

Outcome PanicBounds(Mutator& m, const std::string& text) {
  return PanicWith(m, ErrorValue(m, "runtime.boundsError", text, "runtime error: "));
}

}  // namespace

Outcome PanicWith(Mutator& m, GoIface value) {
  m.scheduler.pending_panic = value;
  m.memory_fault = false;
  return Outcome::kPanic;
}

Outcome PanicError(Mutator& m, std::string_view text) {
  return PanicWith(m, ErrorValue(m, "runtime.errorString", text, "runtime error: "));
}

Outcome PanicPlain(Mutator& m, std::string_view text) {
  return PanicWith(m, ErrorValue(m, "runtime.plainError", text, ""));
}

Outcome PanicString(Mutator& m, std::string_view text) { return PanicWith(m, m.StringIface(text)); }

Outcome PanicNil(Mutator& m) {
  PanicError(m, "invalid memory address or nil pointer dereference");
  m.memory_fault = true;
  return Outcome::kPanic;
}

Outcome PanicDivide(Mutator& m) { return PanicError(m, "integer divide by zero"); }
Outcome PanicShift(Mutator& m) { return PanicError(m, "negative shift amount"); }

Outcome PanicNilArgument(Mutator& m) {
  return PanicWith(
      m, ErrorPointer(m, "*runtime.PanicNilError", "panic called with nil argument (use GODEBUG=panicnil=1 to disable)"));
}

namespace {

// An index or bound of a slice as the program sees it.
struct Bound {
  uint64_t value;
  bool is_unsigned;

  bool IsNegative() const { return !is_unsigned && static_cast<int64_t>(value) < 0; }
  std::string Text() const { return is_unsigned ? std::to_string(value) : Num(static_cast<int64_t>(value)); }
};

}  // namespace

Outcome PanicIndex(Mutator& m, uint64_t index, int64_t length, bool is_unsigned) {
  const Bound bound{index, is_unsigned};
  const std::string head = "index out of range [" + bound.Text() + "]";
  return PanicBounds(m, bound.IsNegative() ? head : head + " with length " + Num(length));
}

Outcome PanicSlice(Mutator& m, uint64_t low_value, uint64_t high_value, uint64_t max_value, int flags, int64_t length,
                   int64_t capacity, bool is_string_or_array, int unsigned_flags) {
  const std::string head = "slice bounds out of range [";
  const std::string bound = is_string_or_array ? "] with length " : "] with capacity ";
  const int64_t room = is_string_or_array ? length : capacity;
  const Bound low{(flags & 1) != 0 ? low_value : 0, (unsigned_flags & 1) != 0};
  const Bound high{(flags & 2) != 0 ? high_value : static_cast<uint64_t>(length), (unsigned_flags & 2) != 0};
  const Bound max{max_value, (unsigned_flags & 4) != 0};
  // The checks in gc's order: max against the room, high against max, low against high.
  if ((flags & 4) != 0) {
    if (max.IsNegative()) return PanicBounds(m, head + "::" + max.Text() + "]");
    if (max.value > static_cast<uint64_t>(room)) return PanicBounds(m, head + "::" + max.Text() + bound + Num(room));
    if (high.IsNegative()) return PanicBounds(m, head + ":" + high.Text() + ":]");
    if (high.value > max.value) return PanicBounds(m, head + ":" + high.Text() + ":" + max.Text() + "]");
    if (low.IsNegative()) return PanicBounds(m, head + low.Text() + "::]");
    return PanicBounds(m, head + low.Text() + ":" + high.Text() + ":]");
  }
  if (high.IsNegative()) return PanicBounds(m, head + ":" + high.Text() + "]");
  if (high.value > static_cast<uint64_t>(room)) return PanicBounds(m, head + ":" + high.Text() + bound + Num(room));
  if (low.IsNegative()) return PanicBounds(m, head + low.Text() + ":]");
  return PanicBounds(m, head + low.Text() + ":" + high.Text() + "]");
}

Outcome PanicSliceToArray(Mutator& m, int64_t length, int64_t want) {
  return PanicBounds(m, "cannot convert slice with length " + Num(length) + " to array or pointer to array with length " +
                            Num(want));
}

Outcome PanicMakeSliceLen(Mutator& m) { return PanicError(m, "makeslice: len out of range"); }
Outcome PanicMakeSliceCap(Mutator& m) { return PanicError(m, "makeslice: cap out of range"); }

Outcome PanicUncomparable(Mutator& m, const TypeDesc* t) {
  return PanicError(m, "comparing uncomparable type " + std::string(t->string));
}

Outcome PanicUnhashable(Mutator& m, const TypeDesc* t) {
  return PanicError(m, "hash of unhashable type " + std::string(t->string));
}

// The package of a type; that of its unexported fields for a struct type without a name.
static std::string_view PackageOf(const TypeDesc* t) {
  if (t->pkg_path.empty()) {
    for (const vm::FieldDesc& f : t->fields) {
      if (!f.pkg_path.empty()) return f.pkg_path;
    }
  }
  return t->pkg_path;
}

Outcome PanicTypeAssert(Mutator& m, const TypeDesc* iface, const TypeDesc* have, const TypeDesc* want) {
  std::string text = "interface conversion: ";
  std::string want_name(want->string);
  if (have == nullptr) {
    // Asserting to an interface type, gc does not know the static type any more.
    text += want->is_interface() || iface == nullptr ? "interface" : std::string(iface->string);
    text += " is nil, not " + want_name;
  } else if (want->is_interface()) {
    text += std::string(have->string) + " is not " + want_name + ": missing method " +
            std::string(m.MissingMethod(have, want));
  } else {
    text += (iface == nullptr ? "interface" : std::string(iface->string)) + " is " + std::string(have->string) +
            ", not " + want_name;
    if (have->string == want->string)
      text += PackageOf(have) != PackageOf(want) ? " (types from different packages)" : " (types from different scopes)";
  }
  return PanicWith(m, ErrorPointer(m, "*runtime.TypeAssertionError", text));
}

Outcome Fatal(Mutator& m, std::string_view text, FatalCause cause) {
  m.scheduler.fatal_text = text;
  m.scheduler.fatal_cause = cause;
  return Outcome::kFatal;
}

Outcome OutOfMemory(Mutator& m) { return Fatal(m, "runtime: out of memory", FatalCause::kMemory); }

}  // namespace golite::runtime
