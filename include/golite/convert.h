// This file defines the conversion of values between C++ and Go. Hosts do not use it directly.
//
// Codec<T> says how a T lies in Go's memory: Read makes a T of it, Write fills it in. A Codec whose values refer to Go
// types of the program at hand (elements to allocate, functions to call) has kTyped; the others take null for the type.
#pragma once

#include <algorithm>
#include <array>
#include <complex>
#include <concepts>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "golite/export.h"
#include "golite/result.h"
#include "golite/types.h"

namespace golite::runtime {
class Mutator;
}
namespace golite::vm {
struct TypeDesc;
}

namespace golite::detail {

using Mutator = runtime::Mutator;
using GoType = vm::TypeDesc;

// ---------------------------------------------------------------- what the library does for the templates below

// Copies the text into the heap: *to and to[1] become its address and length.
GOLITE_API void WriteString(Mutator& m, std::string_view text, void* to);
// An error made of the text.
GOLITE_API void WriteError(Mutator& m, const Error& error, void* to);
// n zeroed elements; a slice header at *to. Null when there is no room: the run then ends with that error.
GOLITE_API void* WriteSlice(Mutator& m, const GoType* slice, size_t n, void* to);
// A zeroed value in the heap.
GOLITE_API void* NewValue(Mutator& m, const GoType* type);
GOLITE_API const GoType* ElemOf(const GoType* type);
GOLITE_API const GoType* KeyOf(const GoType* type);
GOLITE_API const GoType* FieldTypeOf(const GoType* type, size_t i);
GOLITE_API const GoType* ParamOf(const GoType* func, size_t i);
GOLITE_API const GoType* ResultOf(const GoType* func, size_t i);

GOLITE_API void* NewMap(Mutator& m, const GoType* map, size_t hint);
// Where the value of the key goes. Keys and values are in slot form; null for a key that cannot be one.
GOLITE_API Slot* MapAssign(Mutator& m, void* map, const Slot* key);
// Visits the entries; key and value lie in memory as Read expects them.
GOLITE_API void ForEachEntry(Mutator& m, const GoType* type, void* map, void* user,
                             void (*visit)(void* user, const void* key, const void* value));
GOLITE_API size_t MapLen(const void* map);

// A C++ object behind a handle.
struct HandleBox {
  void* object = nullptr;
  std::shared_ptr<void> owner;  // destroys the object, null when the host keeps it
};
// Makes the Go object that stands for the box; `type` is the pointer's.
GOLITE_API void* NewHandle(Mutator& m, const GoType* type, HandleBox box);
// The box behind a handle; null for nil.
GOLITE_API HandleBox* BoxOf(void* handle);

// A Go value that the host keeps: see func.h and value.h.
struct Root;
GOLITE_API Root* NewRoot(Mutator& m, const GoType* func, Slot closure, bool returns_error);
GOLITE_API void Retain(Root* root);
GOLITE_API void Release(Root* root);
GOLITE_API bool IsNil(const Root* root);
// The root's data word in this VM: 0 when it belongs to another one.
GOLITE_API Slot DataOf(Mutator& m, const Root* root);
GOLITE_API const GoType* TypeOf(const Root* root);

class RootRef {
 public:
  RootRef() = default;
  explicit RootRef(Root* root) : root_(root) {}  // takes over one reference
  RootRef(const RootRef& other) : root_(other.root_) {
    if (root_ != nullptr) Retain(root_);
  }
  RootRef(RootRef&& other) noexcept : root_(std::exchange(other.root_, nullptr)) {}
  RootRef& operator=(RootRef other) noexcept {
    std::swap(root_, other.root_);
    return *this;
  }
  ~RootRef() {
    if (root_ != nullptr) Release(root_);
  }
  Root* get() const { return root_; }

 private:
  Root* root_ = nullptr;
};

// ---------------------------------------------------------------- Codec

template <class T>
struct Codec;

template <class T>
concept Number = std::is_arithmetic_v<T>;

template <class T>
constexpr Kind NumberKind() {
  if constexpr (std::is_same_v<T, bool>) return Kind::kBool;
  else if constexpr (std::is_same_v<T, float>) return Kind::kFloat32;
  else if constexpr (std::is_same_v<T, double>) return Kind::kFloat64;
  else if constexpr (std::is_same_v<T, int64_t>) return Kind::kInt;
  else if constexpr (std::is_same_v<T, uint64_t>) return Kind::kUint64;
  else {
    static_assert(std::is_integral_v<T> && sizeof(T) <= 8, "this number has no Go counterpart");
    constexpr int shift = sizeof(T) == 1 ? 0 : sizeof(T) == 2 ? 1 : sizeof(T) == 4 ? 2 : 3;
    return static_cast<Kind>(static_cast<int>(std::is_signed_v<T> ? Kind::kInt8 : Kind::kUint8) + shift);
  }
}

template <Number T>
struct Codec<T> {
  static constexpr bool kTyped = false;
  static constexpr TypeInfo kInfo{.kind = NumberKind<T>(), .size = sizeof(T), .align = sizeof(T)};
  static T Read(Mutator&, const GoType*, const void* from) {
    if constexpr (std::is_same_v<T, bool>) return *static_cast<const uint8_t*>(from) != 0;
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
  }
  static void Write(Mutator&, const GoType*, T value, void* to) { std::memcpy(to, &value, sizeof value); }
};

template <std::floating_point T>
struct Codec<std::complex<T>> {
  static constexpr bool kTyped = false;
  static constexpr TypeInfo kInfo{.kind = sizeof(T) == 4 ? Kind::kComplex64 : Kind::kComplex128, .size = 2 * sizeof(T), .align = sizeof(T)};
  static std::complex<T> Read(Mutator&, const GoType*, const void* from) {
    T parts[2];
    std::memcpy(parts, from, sizeof parts);
    return {parts[0], parts[1]};
  }
  static void Write(Mutator&, const GoType*, const std::complex<T>& value, void* to) {
    const T parts[2] = {value.real(), value.imag()};
    std::memcpy(to, parts, sizeof parts);
  }
};

inline constexpr TypeInfo kStringInfo{.kind = Kind::kString, .size = 16, .align = 8};

template <class T>
  requires std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>
struct Codec<T> {
  static constexpr bool kTyped = false;
  static constexpr const TypeInfo& kInfo = kStringInfo;
  static T Read(Mutator&, const GoType*, const void* from) {
    struct { const char* data; size_t size; } words;
    std::memcpy(&words, from, sizeof words);
    return T(words.data, words.size);
  }
  static void Write(Mutator& m, const GoType*, std::string_view value, void* to) { WriteString(m, value, to); }
};

template <>
struct Codec<const char*> : Codec<std::string_view> {};

struct SliceWords {
  void* data;
  size_t len;
  size_t cap;
};
inline SliceWords ReadSlice(const void* from) {
  SliceWords words;
  std::memcpy(&words, from, sizeof words);
  return words;
}

template <class T>
struct Codec<std::vector<T>> {
  static constexpr bool kTyped = true;
  static constexpr TypeInfo kInfo{.kind = Kind::kSlice, .size = 24, .align = 8, .elem = &Codec<T>::kInfo};
  static std::vector<T> Read(Mutator& m, const GoType* type, const void* from) {
    const SliceWords words = ReadSlice(from);
    if constexpr (Number<T> && !std::is_same_v<T, bool>) {
      auto* data = static_cast<const T*>(words.data);
      return std::vector<T>(data, data + words.len);
    } else {
      std::vector<T> values;
      values.reserve(words.len);
      const GoType* elem = Codec<T>::kTyped ? ElemOf(type) : nullptr;
      for (size_t i = 0; i < words.len; ++i) {
        values.push_back(Codec<T>::Read(m, elem, static_cast<const char*>(words.data) + i * Codec<T>::kInfo.size));
      }
      return values;
    }
  }
  static void Write(Mutator& m, const GoType* type, const std::vector<T>& values, void* to) {
    void* data = WriteSlice(m, type, values.size(), to);
    if (data == nullptr || values.empty()) return;
    if constexpr (Number<T> && !std::is_same_v<T, bool>) {
      std::memcpy(data, values.data(), values.size() * sizeof(T));
    } else {
      const GoType* elem = Codec<T>::kTyped ? ElemOf(type) : nullptr;
      for (size_t i = 0; i < values.size(); ++i) {
        Codec<T>::Write(m, elem, values[i], static_cast<char*>(data) + i * Codec<T>::kInfo.size);
      }
    }
  }
};

template <Number T>
  requires(!std::is_same_v<T, bool>)
struct Codec<std::span<const T>> {
  static constexpr bool kTyped = true;
  static constexpr const TypeInfo& kInfo = Codec<std::vector<T>>::kInfo;
  static std::span<const T> Read(Mutator&, const GoType*, const void* from) {
    const SliceWords words = ReadSlice(from);
    return {static_cast<const T*>(words.data), words.len};
  }
  static void Write(Mutator& m, const GoType* type, std::span<const T> values, void* to) {
    void* data = WriteSlice(m, type, values.size(), to);
    if (data != nullptr && !values.empty()) std::memcpy(data, values.data(), values.size_bytes());
  }
};

template <class T, size_t N>
struct Codec<std::array<T, N>> {
  static constexpr bool kTyped = Codec<T>::kTyped;
  static constexpr TypeInfo kInfo{.kind = Kind::kArray, .size = static_cast<uint32_t>(Codec<T>::kInfo.size * N),
                                  .align = Codec<T>::kInfo.align, .elem = &Codec<T>::kInfo, .len = N};
  static std::array<T, N> Read(Mutator& m, const GoType* type, const void* from) {
    const GoType* elem = kTyped ? ElemOf(type) : nullptr;
    std::array<T, N> values{};
    for (size_t i = 0; i < N; ++i) values[i] = Codec<T>::Read(m, elem, static_cast<const char*>(from) + i * Codec<T>::kInfo.size);
    return values;
  }
  static void Write(Mutator& m, const GoType* type, const std::array<T, N>& values, void* to) {
    const GoType* elem = kTyped ? ElemOf(type) : nullptr;
    for (size_t i = 0; i < N; ++i) Codec<T>::Write(m, elem, values[i], static_cast<char*>(to) + i * Codec<T>::kInfo.size);
  }
};

// The slots of a value in full, and its slot form: as in memory, but for numbers, which are extended to 64 bits.
template <class T>
inline constexpr uint32_t kSlots = (Codec<T>::kInfo.size + 7) / 8;

template <class T>
void WriteSlots(Mutator& m, const GoType* type, const T& value, Slot* to) {
  if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) {
    *to = static_cast<Slot>(static_cast<int64_t>(value));
  } else if constexpr (std::is_integral_v<T>) {
    *to = static_cast<Slot>(value);
  } else {
    if constexpr (Codec<T>::kInfo.size % 8 != 0) to[kSlots<T> - 1] = 0;
    Codec<T>::Write(m, type, value, to);
  }
}

template <class M>
struct MapCodec {
  using K = typename M::key_type;
  using V = typename M::mapped_type;
  static constexpr bool kTyped = true;
  static constexpr TypeInfo kInfo{.kind = Kind::kMap, .size = 8, .align = 8, .elem = &Codec<V>::kInfo, .key = &Codec<K>::kInfo};
  static_assert(kSlots<K> <= kMaxInlineSlots, "a key as big as this cannot be passed");

  static M Read(Mutator& m, const GoType* type, const void* from) {
    struct Visit {
      Mutator& m;
      const GoType* key;
      const GoType* value;
      M result;
    } visit{m, KeyOf(type), ElemOf(type), {}};
    void* map;
    std::memcpy(&map, from, sizeof map);
    ForEachEntry(m, type, map, &visit, [](void* user, const void* key, const void* value) {
      auto& v = *static_cast<Visit*>(user);
      v.result.insert_or_assign(Codec<K>::Read(v.m, v.key, key), Codec<V>::Read(v.m, v.value, value));
    });
    return std::move(visit.result);
  }
  static void Write(Mutator& m, const GoType* type, const M& values, void* to) {
    void* map = NewMap(m, type, values.size());
    std::memcpy(to, &map, sizeof map);
    for (const auto& [key, value] : values) {
      Slot slots[kSlots<K> + 1] = {};
      WriteSlots(m, KeyOf(type), key, slots);
      if (Slot* at = MapAssign(m, map, slots)) WriteSlots(m, ElemOf(type), value, at);
    }
  }
};
template <class K, class V, class... Rest>
struct Codec<std::map<K, V, Rest...>> : MapCodec<std::map<K, V, Rest...>> {};
template <class K, class V, class... Rest>
struct Codec<std::unordered_map<K, V, Rest...>> : MapCodec<std::unordered_map<K, V, Rest...>> {};

// ---------------------------------------------------------------- structs

template <Described S>
struct StructLayout {
  using FieldTuple = std::remove_cvref_t<decltype(StructOf<S>::kFields)>;
  static constexpr size_t kCount = std::tuple_size_v<FieldTuple>;
  template <size_t I>
  using Member = typename std::tuple_element_t<I, FieldTuple>::Member;

  struct Table {
    std::array<FieldInfo, kCount == 0 ? 1 : kCount> fields{};
    uint32_t size = 0;
    uint32_t align = 1;
  };
  static constexpr Table kTable = [] {
    Table t;
    [&]<size_t... I>(std::index_sequence<I...>) {
      ((t.fields[I] = {std::get<I>(StructOf<S>::kFields).name, &Codec<Member<I>>::kInfo, AlignUp(t.size, Codec<Member<I>>::kInfo.align)},
        t.size = t.fields[I].offset + Codec<Member<I>>::kInfo.size,
        t.align = std::max(t.align, Codec<Member<I>>::kInfo.align)),
       ...);
    }(std::make_index_sequence<kCount>());
    t.size = AlignUp(t.size, t.align);
    return t;
  }();
  static constexpr bool kTyped = []<size_t... I>(std::index_sequence<I...>) {
    return (Codec<Member<I>>::kTyped || ...);
  }(std::make_index_sequence<kCount>());
};

template <Described S>
struct Codec<S> {
  using Layout = StructLayout<S>;
  static constexpr bool kTyped = Layout::kTyped;
  static constexpr TypeInfo kInfo{.kind = Kind::kStruct, .size = Layout::kTable.size, .align = Layout::kTable.align,
                                  .name = StructOf<S>::kName, .fields = {Layout::kTable.fields.data(), Layout::kCount}};
  template <size_t I>
  static const GoType* FieldType(const GoType* type) {
    return Codec<typename Layout::template Member<I>>::kTyped ? FieldTypeOf(type, I) : nullptr;
  }
  static S Read(Mutator& m, const GoType* type, const void* from) {
    S value{};
    [&]<size_t... I>(std::index_sequence<I...>) {
      ((value.*std::get<I>(StructOf<S>::kFields).member = Codec<typename Layout::template Member<I>>::Read(
            m, FieldType<I>(type), static_cast<const char*>(from) + Layout::kTable.fields[I].offset)),
       ...);
    }(std::make_index_sequence<Layout::kCount>());
    return value;
  }
  static void Write(Mutator& m, const GoType* type, const S& value, void* to) {
    [&]<size_t... I>(std::index_sequence<I...>) {
      (Codec<typename Layout::template Member<I>>::Write(m, FieldType<I>(type), value.*std::get<I>(StructOf<S>::kFields).member,
                                                        static_cast<char*>(to) + Layout::kTable.fields[I].offset),
       ...);
    }(std::make_index_sequence<Layout::kCount>());
  }
};

// ---------------------------------------------------------------- handles

template <Opaque T>
inline constexpr TypeInfo kHandleInfo{.kind = Kind::kStruct, .is_handle = true, .size = 8, .align = 8};
template <Opaque T>
inline constexpr TypeInfo kPointerInfo{.kind = Kind::kPointer, .size = 8, .align = 8, .elem = &kHandleInfo<T>};

inline HandleBox* ReadHandle(const void* from) {
  void* handle;
  std::memcpy(&handle, from, sizeof handle);
  return BoxOf(handle);
}
inline void WriteHandle(Mutator& m, const GoType* type, HandleBox box, void* to) {
  void* handle = box.object == nullptr ? nullptr : NewHandle(m, type, std::move(box));
  std::memcpy(to, &handle, sizeof handle);
}

template <Opaque T>
struct Codec<T*> {
  static constexpr bool kTyped = true;
  static constexpr const TypeInfo& kInfo = kPointerInfo<std::remove_const_t<T>>;
  static T* Read(Mutator&, const GoType*, const void* from) {
    HandleBox* box = ReadHandle(from);
    return box == nullptr ? nullptr : static_cast<T*>(box->object);
  }
  // The host keeps the object, for as long as the VM lives.
  static void Write(Mutator& m, const GoType* type, T* object, void* to) {
    WriteHandle(m, type, {const_cast<std::remove_const_t<T>*>(object), nullptr}, to);
  }
};
template <Opaque T>
struct Codec<std::shared_ptr<T>> {
  static constexpr bool kTyped = true;
  static constexpr const TypeInfo& kInfo = kPointerInfo<T>;
  // An object that the host keeps gives a pointer that does not own it.
  static std::shared_ptr<T> Read(Mutator&, const GoType*, const void* from) {
    HandleBox* box = ReadHandle(from);
    return box == nullptr ? nullptr : std::shared_ptr<T>(box->owner, static_cast<T*>(box->object));
  }
  static void Write(Mutator& m, const GoType* type, const std::shared_ptr<T>& object, void* to) {
    WriteHandle(m, type, {object.get(), object}, to);
  }
};
template <Opaque T, class D>
struct Codec<std::unique_ptr<T, D>> {
  static constexpr bool kTyped = true;
  static constexpr const TypeInfo& kInfo = kPointerInfo<T>;
  static void Write(Mutator& m, const GoType* type, std::unique_ptr<T, D>& object, void* to) {
    T* raw = object.get();
    WriteHandle(m, type, {raw, std::shared_ptr<T>(std::move(object))}, to);
  }
};

template <>
struct Codec<Error> {
  static constexpr bool kTyped = false;
  static constexpr TypeInfo kInfo{.kind = Kind::kInterface, .is_error = true, .size = 16, .align = 8};
  static void Write(Mutator& m, const GoType*, const Error& error, void* to) { WriteError(m, error, to); }
};

// ---------------------------------------------------------------- parameters and results

// A parameter or result in a frame: a big value is one slot, a pointer to its copy.
template <class T>
inline constexpr bool kBig = kSlots<T> > kMaxInlineSlots;
template <class T>
inline constexpr uint32_t kFrameSlots = kBig<T> ? 1 : kSlots<T>;

template <class T>
T ReadFrame(Mutator& m, const GoType* type, const Slot* from) {
  if constexpr (kBig<T>) {
    return Codec<T>::Read(m, type, reinterpret_cast<const void*>(*from));
  } else {
    return Codec<T>::Read(m, type, from);
  }
}

template <class T>
void WriteFrame(Mutator& m, const GoType* type, T&& value, Slot* to) {
  using V = std::remove_cvref_t<T>;
  if constexpr (kBig<V>) {
    void* copy = NewValue(m, type);
    Codec<V>::Write(m, type, value, copy);
    *to = reinterpret_cast<Slot>(copy);
  } else if constexpr (Number<V>) {
    WriteSlots(m, type, value, to);
  } else {
    if constexpr (Codec<V>::kInfo.size % 8 != 0) to[kSlots<V> - 1] = 0;
    Codec<V>::Write(m, type, value, to);
  }
}

// The slots before the n-th value of a list.
template <class... T>
constexpr uint32_t SlotsBefore(List<T...>, size_t n) {
  constexpr uint32_t slots[] = {kFrameSlots<T>..., 0};
  uint32_t sum = 0;
  for (size_t i = 0; i < n; ++i) sum += slots[i];
  return sum;
}

template <class... T>
struct InfoList {
  static constexpr const TypeInfo* kInfos[sizeof...(T) + 1] = {&Codec<T>::kInfo..., nullptr};
  static constexpr std::span<const TypeInfo* const> span() { return {kInfos, sizeof...(T)}; }
};
template <class T>
inline constexpr bool kHasGoType = requires { Codec<T>::kInfo; };
template <class... T>
constexpr std::span<const TypeInfo* const> InfosOf(List<T...>) {
  constexpr bool all = (true && ... && kHasGoType<T>);
  static_assert(all, "a parameter or result of this function has no Go counterpart: golite/types.h has the table. A struct that is "
                     "passed by value needs a StructOf; a class with methods is passed as T&, T* or a smart pointer.");
  if constexpr (all) return InfoList<T...>::span();
  else return {};
}

// The Go results that a C++ result type stands for.
template <class R>
struct ResultsOf {
  using Types = List<R>;
  static constexpr bool kError = false;
};
template <>
struct ResultsOf<void> {
  using Types = List<>;
  static constexpr bool kError = false;
};
template <class A, class B>
struct ResultsOf<std::pair<A, B>> {
  using Types = List<A, B>;
  static constexpr bool kError = false;
};
template <class... T>
struct ResultsOf<std::tuple<T...>> {
  using Types = List<T...>;
  static constexpr bool kError = false;
};
template <class L, class T>
struct Append;
template <class... L, class T>
struct Append<List<L...>, T> {
  using Types = List<L..., T>;
};
template <class R>
struct ResultsOf<Result<R>> {
  using Types = typename Append<typename ResultsOf<R>::Types, Error>::Types;
  static constexpr bool kError = true;
};

template <class R>
inline constexpr bool kIsTuple = requires { std::tuple_size<R>::value; } && !requires { Codec<R>::kInfo; };

// Writes the results of a function at `window`; `type` is its signature.
template <class R>
void WriteResults(Mutator& m, const GoType* type, R& value, Slot* window) {
  using Types = typename ResultsOf<R>::Types;
  if constexpr (ResultsOf<R>::kError) {
    constexpr size_t kLast = Types::kCount - 1;
    if (!value.ok()) {
      WriteError(m, value.error(), window + SlotsBefore(Types{}, kLast));  // the values stay zero, as the machine made them
    } else if constexpr (kLast != 0) {
      WriteResults(m, type, value.value(), window);
    }
  } else if constexpr (kIsTuple<R>) {
    [&]<size_t... I>(std::index_sequence<I...>) {
      (WriteFrame(m, ResultOf(type, I), std::get<I>(value), window + SlotsBefore(Types{}, I)), ...);
    }(std::make_index_sequence<Types::kCount>());
  } else {
    const GoType* result = Codec<R>::kTyped || kBig<R> ? ResultOf(type, 0) : nullptr;
    WriteFrame(m, result, value, window);
  }
}

// Makes an R of the results of a function.
template <class R>
R ReadResults(Mutator& m, const GoType* type, const Slot* slots) {
  using Types = typename ResultsOf<R>::Types;
  if constexpr (kIsTuple<R>) {
    return [&]<size_t... I>(std::index_sequence<I...>) {
      return R{ReadFrame<std::tuple_element_t<I, R>>(m, ResultOf(type, I), slots + SlotsBefore(Types{}, I))...};
    }(std::make_index_sequence<Types::kCount>());
  } else {
    const GoType* result = Codec<R>::kTyped || kBig<R> ? ResultOf(type, 0) : nullptr;
    return ReadFrame<R>(m, result, slots);
  }
}

}  // namespace golite::detail
