// This file defines how C++ functions become Go functions: the native ABI, Bind, and the tables of natives.
//
// ABI. A native receives its call window: results lie at window[0..], parameters (receiver first) after them, all in
// slot form. Before the call the machine zeroes the result slots. During the call, and while the goroutine is parked in
// it, parameters and results in the window are roots. A native never calls script code and never blocks the thread;
// to wait it parks the goroutine (runtime/scheduler.h) and returns kParked or kRetry.
//
// Most natives are plain C++ functions:
//
//   int64_t Index(std::string_view s, std::string_view substr);                 // func Index(s, substr string) int
//   GoString Repeat(Mutator& m, std::string_view s, int64_t n);                 // allocates: takes Mutator&
//   std::pair<double, int64_t> Frexp(double x);                                 // two results: pair or tuple
//   Outcome Div(Mutator& m, int64_t a, int64_t b, int64_t& quotient);           // may panic or park: results are
//                                                                               // references, after the parameters
//   Outcome Raw(Mutator& m, uint64_t* window);                                  // the ABI itself, nothing is checked
//
//   constexpr Native kNatives[] = {Bind<&Index>("Index"), Bind<&Add>("(*Int64).Add")};
//   constinit const NativePackage kStrings = {"strings", kNatives};
//
// C++ types and the Go types they stand for (defined types count by their underlying type):
//   bool, int8_t..int64_t, uint8_t..uint64_t, float, double    the same; int is int64_t; uint and uintptr are uint64_t
//   std::string_view (parameters), GoString, std::string (results)              string
//   GoSlice<T> for an element type T of this table, AnySlice for any            slice
//   GoIface                                                                     any interface
//   T*                                                                          pointer, map, chan, func
//   Complex128, Complex64                                                       complex128, complex64
//   another trivially copyable class, size a multiple of 8                      a struct or array of that size
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "runtime/mutator.h"

namespace golite::runtime {

using NativeFn = Outcome (*)(Mutator& m, uint64_t* window);

// A C++ type as the linker compares it with a TypeDesc.
struct NativeType {
  enum Code : uint8_t {
    kNoType, kBool, kI8, kI16, kI32, kI64, kU8, kU16, kU32, kU64, kF32, kF64, kC64, kC128, kString, kSlice, kIface,
    kPointer, kStruct, kAny,
  };
  Code code = kNoType;
  Code elem = kNoType;      // kSlice
  uint32_t slots = 0;
  uint32_t size = 0;        // kStruct: bytes; kSlice of kStruct: bytes of an element
};

struct Native {
  const char* name = nullptr;  // "Index", "(*Int64).Add"
  NativeFn fn = nullptr;
  bool raw = false;            // no C++ signature to check
  std::span<const NativeType> results;
  std::span<const NativeType> params;
};

// The natives of one Go package.
struct NativePackage {
  std::string_view path;
  std::span<const Native> natives;
};

// Natives by full name. Immutable once VMs use it, and then shared between threads.
class NativeTable {
 public:
  NativeTable();
  explicit NativeTable(std::span<const NativePackage* const> packages);
  ~NativeTable();
  NativeTable(NativeTable&&) noexcept;
  NativeTable& operator=(NativeTable&&) noexcept;

  // `package` and what it refers to must outlive the table. A later package replaces natives of an earlier one.
  void Add(const NativePackage& package);
  const Native* Find(std::string_view full_name) const;  // "strings.Index"

  struct Linked {
    std::vector<NativeFn> functions;   // by index in Program::natives; null where there is an error
    std::vector<std::string> errors;   // "native strings.Index is not bound", "... has parameter 2 of type ..."
  };
  Linked Link(const vm::Program& program) const;
  // The function of one native; null, and what is wrong in `error`, when it is not bound or has another signature.
  NativeFn LinkOne(const vm::NativeDecl& decl, std::string* error) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Whether a C++ type stands for t; for tests and the linker.
bool Matches(const NativeType& n, const TypeDesc* t);
std::string DescribeNativeType(const NativeType& n);

// ---------------------------------------------------------------- the binder

namespace binder {

template <class T>
constexpr NativeType::Code ScalarCode() {
  if constexpr (std::is_same_v<T, bool>) return NativeType::kBool;
  else if constexpr (std::is_same_v<T, float>) return NativeType::kF32;
  else if constexpr (std::is_same_v<T, double>) return NativeType::kF64;
  else if constexpr (std::is_same_v<T, Complex128>) return NativeType::kC128;
  else if constexpr (std::is_same_v<T, Complex64>) return NativeType::kC64;
  else if constexpr (std::is_same_v<T, std::byte>) return NativeType::kAny;
  else if constexpr (std::is_integral_v<T>) {
    constexpr int shift = sizeof(T) == 1 ? 0 : sizeof(T) == 2 ? 1 : sizeof(T) == 4 ? 2 : 3;
    return static_cast<NativeType::Code>((std::is_signed_v<T> ? NativeType::kI8 : NativeType::kU8) + shift);
  } else return NativeType::kNoType;
}

template <class T>
struct IsSlice : std::false_type {};
template <class T>
struct IsSlice<GoSlice<T>> : std::true_type {
  using Elem = T;
};

template <class T>
constexpr NativeType TypeOf() {
  if constexpr (std::is_same_v<T, std::string_view> || std::is_same_v<T, GoString> || std::is_same_v<T, std::string>) {
    return {NativeType::kString, NativeType::kNoType, 2, 16};
  } else if constexpr (IsSlice<T>::value) {
    constexpr NativeType e = TypeOf<typename IsSlice<T>::Elem>();
    return {NativeType::kSlice, e.code, 3, e.size};
  } else if constexpr (std::is_same_v<T, GoIface>) {
    return {NativeType::kIface, NativeType::kNoType, 2, 16};
  } else if constexpr (std::is_pointer_v<T>) {
    return {NativeType::kPointer, NativeType::kNoType, 1, 8};
  } else if constexpr (ScalarCode<T>() != NativeType::kNoType) {
    return {ScalarCode<T>(), NativeType::kNoType, std::is_same_v<T, Complex128> ? 2u : 1u, sizeof(T)};
  } else {
    static_assert(std::is_trivially_copyable_v<T> && std::is_class_v<T> && sizeof(T) % 8 == 0,
                  "this C++ type has no Go counterpart: see the table at the head of runtime/native.h");
    return {NativeType::kStruct, NativeType::kNoType, sizeof(T) / 8, sizeof(T)};
  }
}

template <class T>
T Load(const uint64_t* s) {
  if constexpr (std::is_same_v<T, std::string_view>) {
    return {reinterpret_cast<const char*>(s[0]), static_cast<size_t>(s[1])};
  } else if constexpr (std::is_same_v<T, bool>) {
    return *s != 0;
  } else if constexpr (std::is_integral_v<T>) {
    return static_cast<T>(*s);
  } else if constexpr (std::is_pointer_v<T>) {
    return reinterpret_cast<T>(*s);
  } else {
    T value;  // everything else is its memory image
    std::memcpy(static_cast<void*>(&value), s, sizeof(T));
    return value;
  }
}

template <class T>
void Store(Mutator& m, uint64_t* s, const T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    GoString text = m.NewString(value);
    std::memcpy(s, &text, sizeof text);
  } else if constexpr (std::is_same_v<T, bool>) {
    *s = value;
  } else if constexpr (std::is_integral_v<T>) {
    if constexpr (std::is_signed_v<T>) *s = static_cast<uint64_t>(static_cast<int64_t>(value));
    else *s = value;
  } else if constexpr (std::is_pointer_v<T>) {
    *s = reinterpret_cast<uint64_t>(value);
  } else if constexpr (std::is_same_v<T, float>) {
    *s = std::bit_cast<uint32_t>(value);
  } else {
    static_assert(!std::is_same_v<T, std::string_view>, "a result has to be a GoString or std::string");
    std::memcpy(s, static_cast<const void*>(&value), sizeof(T));
  }
}

template <class... T>
struct List {};

// What a C++ result type gives: nothing, one value, or the members of a pair or tuple.
template <class R>
struct ResultsOf {
  using Types = List<R>;
};
template <>
struct ResultsOf<void> {
  using Types = List<>;
};
template <class A, class B>
struct ResultsOf<std::pair<A, B>> {
  using Types = List<A, B>;
};
template <class... T>
struct ResultsOf<std::tuple<T...>> {
  using Types = List<T...>;
};

template <class T>
inline constexpr bool kIsResult = std::is_lvalue_reference_v<T> && !std::is_const_v<std::remove_reference_t<T>>;

// Splits parameters into inputs (by value or const reference) and results (by reference).
template <class In, class Out, class... Rest>
struct Split;
template <class... In, class... Out>
struct Split<List<In...>, List<Out...>> {
  using Inputs = List<In...>;
  using Outputs = List<Out...>;
};
template <class... In, class... Out, class T, class... Rest>
struct Split<List<In...>, List<Out...>, T, Rest...>
    : std::conditional_t<kIsResult<T>, Split<List<In...>, List<Out..., std::remove_cvref_t<T>>, Rest...>,
                         Split<List<In..., std::remove_cvref_t<T>>, List<Out...>, Rest...>> {};

template <class L>
struct Types;
template <class... T>
struct Types<List<T...>> {
  static constexpr size_t kCount = sizeof...(T);
  static constexpr NativeType kTypes[kCount + 1] = {TypeOf<T>()..., NativeType{}};
  static constexpr std::span<const NativeType> span() { return {kTypes, kCount}; }
  static constexpr uint32_t SlotsBefore(size_t n) {
    uint32_t slots = 0;
    for (size_t i = 0; i < n; ++i) slots += kTypes[i].slots;
    return slots;
  }
  static constexpr uint32_t kSlots = SlotsBefore(kCount);
};

template <class In, class Out>
struct Invoke;
template <class... In, class... Out>
struct Invoke<List<In...>, List<Out...>> {
  using Params = Types<List<In...>>;
  using Results = Types<List<Out...>>;

  // Loads the parameters and hands them to f.
  template <class F, size_t... I>
  static decltype(auto) WithParams(const uint64_t* window, std::index_sequence<I...>, F f) {
    [[maybe_unused]] const uint64_t* params = window + Results::kSlots;
    return f(Load<In>(params + Params::SlotsBefore(I))...);
  }
  template <class F>
  static decltype(auto) WithParams(const uint64_t* window, F f) {
    return WithParams(window, std::index_sequence_for<In...>{}, f);
  }
  template <class Tuple, size_t... I>
  static void StoreAll([[maybe_unused]] Mutator& m, [[maybe_unused]] uint64_t* window, const Tuple& results,
                       std::index_sequence<I...>) {
    (Store(m, window + Results::SlotsBefore(I), std::get<I>(results)), ...);
  }
};

template <class R, bool kWithMutator, class... A>
struct Signature {
  static constexpr bool kOutcome = std::is_same_v<R, Outcome>;
  using Parts = Split<List<>, List<>, A...>;
  using Inputs = typename Parts::Inputs;
  using Outputs = std::conditional_t<kOutcome, typename Parts::Outputs,
                                     typename ResultsOf<std::conditional_t<kOutcome, void, R>>::Types>;
  using Caller = Invoke<Inputs, Outputs>;

  template <auto F, class... T>
  static decltype(auto) CallFn(Mutator& m, T&&... args) {
    if constexpr (kWithMutator) return F(m, std::forward<T>(args)...);
    else return F(std::forward<T>(args)...);
  }

  template <auto F, class... Out>
  static Outcome CallOutcome(Mutator& m, [[maybe_unused]] uint64_t* window, List<Out...>) {
    std::tuple<Out...> results{};
    Outcome outcome = Caller::WithParams(window, [&](const auto&... params) {
      return std::apply([&](auto&... out) { return CallFn<F>(m, params..., out...); }, results);
    });
    if (outcome == Outcome::kDone) Caller::StoreAll(m, window, results, std::index_sequence_for<Out...>{});
    return outcome;
  }

  template <auto F>
  static Outcome Enter(Mutator& m, uint64_t* window) {
    if constexpr (kOutcome) {
      return CallOutcome<F>(m, window, Outputs{});
    } else if constexpr (std::is_void_v<R>) {
      Caller::WithParams(window, [&](const auto&... params) { CallFn<F>(m, params...); });
    } else {
      R result = Caller::WithParams(window, [&](const auto&... params) -> R { return CallFn<F>(m, params...); });
      if constexpr (Caller::Results::kCount == 1 && !requires { std::tuple_size<R>::value; }) {
        Store(m, window, result);
      } else {
        Caller::StoreAll(m, window, result, std::make_index_sequence<Caller::Results::kCount>{});
      }
    }
    return Outcome::kDone;
  }
};

template <class F>
struct SignatureOf;
template <class R, class... A>
struct SignatureOf<R (*)(A...)> {
  using Type = Signature<R, false, A...>;
};
template <class R, class... A>
struct SignatureOf<R (*)(Mutator&, A...)> {
  using Type = Signature<R, true, A...>;
};

}  // namespace binder

// The table row of a C++ function for the Go function `name` of its package. In a function that returns Outcome,
// parameters of reference type are results and come last.
template <auto F>
constexpr Native Bind(const char* name) {
  if constexpr (std::is_same_v<decltype(F), NativeFn>) {
    return {name, F, /*raw=*/true, {}, {}};
  } else {
    using S = typename binder::SignatureOf<decltype(F)>::Type;
    return {name, &S::template Enter<F>, /*raw=*/false, binder::Types<typename S::Outputs>::span(),
            binder::Types<typename S::Inputs>::span()};
  }
}

// What a native that may touch much of its strings and slices costs, in bytes, judging by its window after the call.
template <class S>
uint64_t LengthOfInputs(const uint64_t* window) {
  uint64_t bytes = 0;
  const uint64_t* slot = window + S::Caller::Results::kSlots;
  for (const NativeType& t : binder::Types<typename S::Inputs>::span()) {
    if (t.code == NativeType::kString || t.code == NativeType::kSlice) bytes += slot[1];
    slot += t.slots;
  }
  return bytes;
}
// A search touches what lies before the index that it returns.
template <class S>
uint64_t LengthSearched(const uint64_t* window) {
  return static_cast<int64_t>(window[0]) < 0 ? LengthOfInputs<S>(window) : window[0];
}
// Trimming touches what it takes away.
template <class S>
uint64_t LengthTrimmed(const uint64_t* window) {
  return window[S::Caller::Results::kSlots + 1] - window[1];
}

#define GOLITE_COSTING_BIND(name, cost)                                                      \
  template <auto F>                                                                          \
  constexpr Native name(const char* go_name) {                                               \
    using S = typename binder::SignatureOf<decltype(F)>::Type;                               \
    constexpr NativeFn fn = [](Mutator& m, uint64_t* window) {                               \
      const Outcome outcome = S::template Enter<F>(m, window);                               \
      m.heap.NoteWork(cost<S>(window));                                                      \
      return outcome;                                                                        \
    };                                                                                       \
    return {go_name, fn, /*raw=*/false, binder::Types<typename S::Outputs>::span(), binder::Types<typename S::Inputs>::span()}; \
  }
// Bind for natives that touch all of their strings and slices, and for those that search or trim the first.
GOLITE_COSTING_BIND(BindLinear, LengthOfInputs)
GOLITE_COSTING_BIND(BindSearch, LengthSearched)
GOLITE_COSTING_BIND(BindTrim, LengthTrimmed)
#undef GOLITE_COSTING_BIND

}  // namespace golite::runtime
