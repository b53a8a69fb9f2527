// This file defines which C++ types stand for which Go types, and how both lie in memory.
//
//   C++                                              Go
//   bool, float, double                              bool, float32, float64
//   int8_t, int16_t, int32_t (int)                   int8, int16, int32
//   int64_t (long)                                   int        (matches int64, too, where the Go side is given)
//   long long                                        int64
//   uint8_t ... uint32_t                             uint8 ... uint32
//   uint64_t (unsigned long)                         uint64     (matches uint and uintptr, too)
//   std::complex<float>, std::complex<double>        complex64, complex128
//   std::string, std::string_view                    string
//   std::vector<T>                                   []T, copied; an empty vector is an empty slice, nil reads as empty
//   std::span<const T>, T a number, parameters only  []T, the script's own memory; good until the function returns
//   std::array<T, N>                                 [N]T
//   std::map<K, V>, std::unordered_map<K, V>         map[K]V, copied
//   a struct S with a StructOf<S>                    struct S, field by field
//   T&, T*, std::shared_ptr<T>, std::unique_ptr<T>   *T, an opaque handle; T is declared by Package::Type<T>
//   golite::Func<R(A...)>                            func(A...) R, a script function (golite/func.h)
//   std::function<R(A...)>                           func(A...) R, made of a C++ function; results and arguments only
//   golite::Value                                    any, kept alive (golite/value.h)
//   golite::Error, Result<T>                         results only: error; T and error
//   std::pair, std::tuple                            results only: several results
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace golite {

// Describes a C++ struct to scripts. To be specialised by the host, for an S that has a default constructor:
//
//   template <> struct golite::StructOf<Point> {
//     static constexpr const char* kName = "Point";
//     static constexpr auto kFields = golite::Fields(golite::Field("X", &Point::x), golite::Field("Y", &Point::y));
//   };
//
// Fields are in Go's order and have Go's names; C++ members that are not listed keep their defaults.
template <class S>
struct StructOf;

template <class S, class M>
struct FieldOf {
  using Member = M;
  std::string_view name;
  M S::*member;
};

template <class S, class M>
constexpr FieldOf<S, M> Field(std::string_view name, M S::*member) {
  return {name, member};
}

template <class... F>
constexpr std::tuple<F...> Fields(F... fields) {
  return {fields...};
}

}  // namespace golite

namespace golite::detail {

// A cell of a script's frame. Values lie in it as they lie in memory; numbers are extended to 64 bits.
using Slot = uint64_t;
// A value of more slots than this is passed as a pointer to a copy.
inline constexpr uint32_t kMaxInlineSlots = 64;

// In the order of reflect.Kind.
enum class Kind : uint8_t {
  kInvalid, kBool, kInt, kInt8, kInt16, kInt32, kInt64, kUint, kUint8, kUint16, kUint32, kUint64, kUintptr, kFloat32,
  kFloat64, kComplex64, kComplex128, kArray, kChan, kFunc, kInterface, kMap, kPointer, kSlice, kString, kStruct,
};

struct TypeInfo;

struct FieldInfo {
  std::string_view name;
  const TypeInfo* type = nullptr;
  uint32_t offset = 0;  // in Go's layout
};

// A C++ type as Go sees it: what declarations are generated from and what Go's signatures are compared with.
struct TypeInfo {
  Kind kind = Kind::kInvalid;
  bool is_error = false;   // an interface: error; otherwise any
  bool is_handle = false;  // the opaque T that a handle points to; its name is given by Package::Type
  uint32_t size = 0;       // in Go's layout
  uint32_t align = 1;
  const TypeInfo* elem = nullptr;
  const TypeInfo* key = nullptr;
  uint64_t len = 0;                  // of an array
  std::string_view name = {};        // of a struct
  std::span<const FieldInfo> fields = {};
  std::span<const TypeInfo* const> params = {};   // of a func
  std::span<const TypeInfo* const> results = {};
};

constexpr uint32_t AlignUp(uint32_t n, uint32_t align) { return (n + align - 1) / align * align; }

template <class T>
concept Described = requires { StructOf<T>::kFields; };

// Whether a class that is passed by reference or pointer is a handle: it is nothing else.
template <class T>
concept Opaque = std::is_class_v<T> && !Described<T>;

// A list of types.
template <class... T>
struct List {
  static constexpr size_t kCount = sizeof...(T);
};

}  // namespace golite::detail
