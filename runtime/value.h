// This file defines the C++ view of Go values as they lie in slots and in the heap.
#pragma once

#include <cstdint>
#include <string_view>

#include "vm/type_desc.h"

namespace golite::vm {
struct Function;
struct Program;
}

namespace golite::runtime {

using vm::Kind;
using vm::TypeDesc;
using vm::WordKind;

// A string: its bytes are immutable, not terminated, and lie in the heap or in the Program.
struct GoString {
  const char* data = nullptr;
  int64_t len = 0;

  std::string_view view() const { return {data, static_cast<size_t>(len)}; }
  bool empty() const { return len == 0; }
};

// A slice of Ts in their memory form.
template <class T>
struct GoSlice {
  T* data = nullptr;
  int64_t len = 0;
  int64_t cap = 0;

  T* begin() const { return data; }
  T* end() const { return data + len; }
  T& operator[](int64_t i) const { return data[i]; }
};

// A slice whose element type is known only at run time.
using AnySlice = GoSlice<std::byte>;

inline std::string_view ViewOf(GoSlice<uint8_t> s) {
  return {reinterpret_cast<const char*>(s.data), static_cast<size_t>(s.len)};
}

// An interface value. With a direct_iface type `data` is the value itself in slot form, else a pointer to a copy in
// memory form that nobody writes.
struct GoIface {
  const TypeDesc* type = nullptr;
  uint64_t data = 0;

  bool is_nil() const { return type == nullptr; }
  // The address of the value in memory form (a slot holds the memory form in its low bytes: we are little-endian).
  const void* address() const { return type->direct_iface ? static_cast<const void*>(&data) : reinterpret_cast<const void*>(data); }
};

// What a func value points to: a closure object in the heap, or a Function, whose first word points to itself.
struct Closure {
  const vm::Function* fn;
  uint64_t captures[1];
};

struct Complex128 {
  double re = 0, im = 0;
};
struct Complex64 {
  float re = 0, im = 0;
};

// Whether the data word of an interface of dynamic type `t` is a pointer for the collector.
inline bool DataIsPointer(const TypeDesc* t) { return !t->direct_iface || t->has_pointers; }

}  // namespace golite::runtime
