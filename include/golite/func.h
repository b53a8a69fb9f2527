// This file defines Func, a script function that the host calls and may keep.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>

#include "golite/convert.h"
#include "golite/export.h"
#include "golite/result.h"

namespace golite {

template <class Signature>
class Func;

namespace detail {

// How a parameter of declared type P crosses: a reference to an opaque T as a T*, all others by value.
template <class P>
concept OpaqueRef = std::is_lvalue_reference_v<P> && Opaque<std::remove_cvref_t<P>> && !requires { Codec<std::remove_cvref_t<P>>::kInfo; };

template <class P>
struct Param {
  using Stored = std::remove_cvref_t<P>;
  static bool IsNil(const Stored&) { return false; }
  static P&& Pass(Stored& value) { return static_cast<P&&>(value); }
  static Stored Take(P& value) { return static_cast<P&&>(value); }
};
template <OpaqueRef P>
struct Param<P> {
  using Stored = std::remove_cvref_t<P>*;
  static bool IsNil(Stored pointer) { return pointer == nullptr; }
  static P Pass(Stored pointer) { return *pointer; }
  static Stored Take(P value) { return const_cast<Stored>(&value); }
};

// What a call gives when it succeeds: of a Result<T> the T.
template <class R>
struct OutputOf {
  using Type = R;
};
template <class T>
struct OutputOf<Result<T>> {
  using Type = T;
};

// What is looked up: parameters and results as Go types.
struct Signature {
  std::span<const TypeInfo* const> params;
  std::span<const TypeInfo* const> results;
};

template <class R, class... A>
constexpr Signature SignatureOf() {
  return {InfosOf(List<typename Param<A>::Stored...>{}), InfosOf(typename ResultsOf<R>::Types{})};
}

// Whether the function can be called now; null says no, and TakeError says why.
GOLITE_API Mutator* BeginCall(Root* root);
// Calls it and runs the VM until it returns. A last result of type error that is not nil counts as failure.
GOLITE_API bool FinishCall(Root* root, const Slot* args, uint32_t arg_slots, Slot* results, uint32_t result_slots);
GOLITE_API Error TakeError(Root* root);
// Starts it on a goroutine of its own.
GOLITE_API bool StartCall(Root* root, const Slot* args, uint32_t arg_slots);

}  // namespace detail

// A script function with the signature that Go writes func(A...) R. It is a handle: copies share the function, which is
// kept from the collector; after the end of the VM calls fail. It belongs to the VM's thread.
//
// A Go function whose last result is an error needs no C++ counterpart for it: an error that is not nil becomes the
// Result's, of kind kReturned. To say that there is one, as the declaration of a host function must for its parameters,
// write Func<Result<R>(A...)>. Several results are a std::pair or std::tuple.
template <class R, class... A>
class Func<R(A...)> {
 public:
  // Go's nil.
  Func() = default;
  explicit Func(detail::RootRef root) : root_(std::move(root)) {}
  explicit operator bool() const { return root_.get() != nullptr && !detail::IsNil(root_.get()); }
  using Output = typename detail::OutputOf<R>::Type;

  // Calls the function and runs the VM until it returns; other goroutines run meanwhile. Not for use inside a host
  // function, which is called by the running VM: there, return a Task and co_await Await (golite/async.h).
  // A panic ends the call, not the VM. What Go calls fatal, a limit, and a panic of another goroutine end the VM.
  Result<Output> operator()(A... args) const {
    detail::Mutator* m = detail::BeginCall(root_.get());
    if (m == nullptr) return detail::TakeError(root_.get());
    detail::Slot in[kArgSlots + 1];
    WriteArgs(*m, in, std::index_sequence_for<A...>{}, args...);
    detail::Slot out[kResultSlots + 2];
    if (!detail::FinishCall(root_.get(), in, kArgSlots, out, kResultSlots)) return detail::TakeError(root_.get());
    return Decode(*m, out);
  }

  // Starts the function on a goroutine, as Go's go statement; it runs while the VM does. Its results are dropped.
  Result<void> Go(A... args) const {
    detail::Mutator* m = detail::BeginCall(root_.get());
    if (m == nullptr) return detail::TakeError(root_.get());
    detail::Slot in[kArgSlots + 1];
    WriteArgs(*m, in, std::index_sequence_for<A...>{}, args...);
    if (!detail::StartCall(root_.get(), in, kArgSlots)) return detail::TakeError(root_.get());
    return {};
  }

  // For the library: the slots of arguments and results, and how they are filled and read.
  using Args = detail::List<typename detail::Param<A>::Stored...>;
  using Results = typename detail::ResultsOf<Output>::Types;
  static constexpr uint32_t kArgSlots = detail::SlotsBefore(Args{}, sizeof...(A));
  static constexpr uint32_t kResultSlots = detail::SlotsBefore(Results{}, Results::kCount);
  detail::Root* root() const { return root_.get(); }
  template <size_t... I>
  void WriteArgs(detail::Mutator& m, [[maybe_unused]] detail::Slot* to, std::index_sequence<I...>, A&... args) const {
    (WriteArg<I, A>(m, to, args), ...);
  }
  Result<Output> Decode(detail::Mutator& m, const detail::Slot* from) const {
    if constexpr (std::is_void_v<Output>) {
      return {};
    } else {
      return detail::ReadResults<Output>(m, detail::TypeOf(root_.get()), from);
    }
  }

 private:
  template <size_t I, class P>
  void WriteArg(detail::Mutator& m, detail::Slot* to, P& arg) const {
    using Stored = typename detail::Param<P>::Stored;
    detail::Slot* at = to + detail::SlotsBefore(Args{}, I);
    const detail::GoType* type = nullptr;
    if constexpr (detail::Codec<Stored>::kTyped || detail::kBig<Stored>) type = detail::ParamOf(detail::TypeOf(root_.get()), I);
    if constexpr (detail::OpaqueRef<P>) {
      Stored pointer = detail::Param<P>::Take(arg);
      detail::WriteFrame(m, type, pointer, at);
    } else {
      detail::WriteFrame(m, type, const_cast<Stored&>(arg), at);
    }
  }

  detail::RootRef root_;
};

namespace detail {

template <class R, class... A>
struct Codec<Func<R(A...)>> {
  static constexpr bool kTyped = true;
  static constexpr TypeInfo kInfo{.kind = Kind::kFunc, .size = 8, .align = 8,
                                  .params = SignatureOf<R, A...>().params, .results = SignatureOf<R, A...>().results};
  static Func<R(A...)> Read(Mutator& m, const GoType* type, const void* from) {
    Slot closure;
    std::memcpy(&closure, from, sizeof closure);
    return closure == 0 ? Func<R(A...)>() : Func<R(A...)>(RootRef(NewRoot(m, type, closure, ResultsOf<R>::kError)));
  }
  static void Write(Mutator& m, const GoType*, const Func<R(A...)>& f, void* to) {
    const Slot closure = f.root() == nullptr ? 0 : DataOf(m, f.root());
    std::memcpy(to, &closure, sizeof closure);
  }
};

}  // namespace detail
}  // namespace golite
