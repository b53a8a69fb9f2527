// This file defines TypeDesc, the run-time description of a Go type: what the collector, interfaces, maps, fmt and
// reflect know about it. Descriptors are made by the compiler, canonical within a Program (identical types are the same
// pointer), immutable, and never collected.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace golite::vm {

struct Function;
struct TypeDesc;

// In the order of reflect.Kind.
enum class Kind : uint8_t {
  kInvalid, kBool, kInt, kInt8, kInt16, kInt32, kInt64, kUint, kUint8, kUint16, kUint32, kUint64, kUintptr, kFloat32,
  kFloat64, kComplex64, kComplex128, kArray, kChan, kFunc, kInterface, kMap, kPointer, kSlice, kString, kStruct,
  kUnsafePointer,
};

// What one 8-byte word of a value is to the collector.
enum class WordKind : uint8_t {
  kScalar = 0,
  kPointer = 1,    // a heap pointer (interior allowed), a pointer outside the heap, or 0
  kIfaceData = 2,  // the data word of an interface; the word before it is its TypeDesc* (or 0)
};

struct FieldDesc {
  std::string_view name;
  std::string_view pkg_path;  // of an unexported name, else empty
  const TypeDesc* type = nullptr;
  uint32_t offset = 0;  // bytes
  bool embedded = false;
  bool exported = false;
  std::string_view tag;
};

// One method of a concrete type's method set, or of an interface. Sorted by name, then by package path.
struct MethodDesc {
  std::string_view name;
  std::string_view pkg_path;        // of an unexported name, else empty
  uint32_t selector = 0;            // Program-wide number of (name, pkg_path): what a CallIface site looks up
  const TypeDesc* type = nullptr;   // the signature without receiver
  // Entry for interface calls: takes the receiver as the interface's data word, one slot. Null in interfaces, and for
  // methods the program can never call.
  const Function* fn = nullptr;
  bool exported = false;
};

struct TypeDesc {
  Kind kind = Kind::kInvalid;
  bool direct_iface = false;  // a slot-form value fits one slot and is itself the data word of an interface
  bool has_pointers = false;
  bool comparable = false;    // == is defined statically; an interface inside may still panic
  bool plain_memory = false;  // == is equality of the bytes (no floats, strings, interfaces, padding)
  bool variadic = false;      // kFunc
  uint8_t chan_dir = 0;       // kChan: 1 receive, 2 send, 3 both (reflect.ChanDir)
  bool named = false;         // a defined (named) type
  bool closed_in_channels = false;  // channels of such elements are closed somewhere in the program
  bool opaque = false;        // kStruct: the library keeps data of its own in unexported fields
  uint32_t index = 0;         // in Program::types
  uint32_t align = 1;
  uint64_t size = 0;          // bytes in memory
  uint32_t slots = 0;         // slots of the slot form; 0 for zero-size types
  // Big values (slots > kMaxInlineSlots): in a frame, one slot that points to a private heap copy.
  bool big = false;
  uint64_t hash = 0;          // of the type's identity, the same in every run

  std::string_view name;      // of a defined type, without package ("T", "T[int]"); else empty
  std::string_view pkg_path;  // import path of the defining package; empty for predeclared and unnamed types
  std::string_view string;    // as reflect.Type.String: "main.T", "[]int", "map[string]*main.T"

  const TypeDesc* elem = nullptr;  // array, chan, map, pointer, slice
  const TypeDesc* key = nullptr;   // map
  uint64_t len = 0;                // array
  std::span<const FieldDesc> fields;            // struct
  std::span<const TypeDesc* const> params;      // func
  std::span<const TypeDesc* const> results;     // func
  std::span<const MethodDesc> methods;          // method set of the type, or an interface's methods
  const TypeDesc* pointer_to = nullptr;         // *T, when the program mentions it or T has methods
  const TypeDesc* slice_of = nullptr;           // []T, when the program mentions it

  // Collector's map of one value, one entry per 8-byte word of `size`; empty when !has_pointers. Arrays have no map
  // of their own: they repeat their element's.
  std::span<const WordKind> words;

  bool is_interface() const { return kind == Kind::kInterface; }
};

// A value of more slots than this never lies in a frame: its slot holds a pointer to a copy nobody else writes.
inline constexpr uint32_t kMaxInlineSlots = 64;

}  // namespace golite::vm
