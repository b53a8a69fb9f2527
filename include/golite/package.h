// This file defines Package: C++ functions, structs and types that scripts import.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "golite/convert.h"
#include "golite/export.h"
#include "golite/func.h"
#include "golite/value.h"

namespace golite {

class Vm;
template <class T>
class Completer;
template <class T>
class Task;

// The call of a host function in progress: for functions that take a `Call&` as their first parameter. It is good until
// the function returns.
class Call {
 public:
  // The VM that calls. It is running: nothing may be run on it.
  GOLITE_API Vm& vm() const;
  // Panics in the script with the text as a string, once the function returns; what it returns does not matter.
  GOLITE_API void Panic(std::string_view text);

  struct Impl;
  Call(detail::Mutator& m, const detail::GoType* type, Impl& impl) : m_(m), type_(type), impl_(impl) {}
  detail::Mutator& mutator() const { return m_; }
  const detail::GoType* type() const { return type_; }
  Impl& impl() const { return impl_; }
  bool panicked() const { return panicked_; }
  // Panics as the use of a nil pointer does.
  GOLITE_API void PanicNil();

 private:
  detail::Mutator& m_;
  const detail::GoType* type_;  // the function's Go signature, the receiver being its first parameter
  Impl& impl_;
  bool panicked_ = false;
};

namespace detail {

using InvokeFn = void (*)(Call& call, Slot* window, void* callable);

// A host function as the library keeps it.
struct HostFunction {
  std::string name;               // "Add"; of a method "(*Counter).Add"
  std::string doc;
  const TypeInfo* receiver = nullptr;  // the opaque type of a method
  Signature signature;            // the receiver is the first parameter
  InvokeFn invoke = nullptr;
  bool may_wait = false;          // returns a Task or takes a Completer
  std::shared_ptr<void> callable;
};

// A func value made of a C++ function.
GOLITE_API void* NewClosure(Mutator& m, const GoType* func, InvokeFn invoke, std::shared_ptr<void> callable);

// Runs f; what it throws becomes a panic.
template <class F>
void Guarded([[maybe_unused]] Call& call, F&& f) {
#if defined(__cpp_exceptions)
  try {
    f();
  } catch (const std::exception& e) {
    call.Panic(e.what());
  } catch (...) {
    call.Panic("a host function threw something that is not a std::exception");
  }
#else
  f();
#endif
}

// The type of a callable: R(A...), the object of a member function being the first parameter.
template <class F>
struct Callable : Callable<decltype(&F::operator())> {};
template <class R, class... A>
struct Callable<R (*)(A...)> {
  using Return = R;
  using Params = List<A...>;
};
template <class R, class C, class... A>
struct Callable<R (C::*)(A...)> {
  using Return = R;
  using Params = List<A...>;
};
template <class R, class C, class... A>
struct Callable<R (C::*)(A...) const> : Callable<R (C::*)(A...)> {};
template <class R, class... A>
struct Callable<R (*)(A...) noexcept> : Callable<R (*)(A...)> {};
template <class R, class C, class... A>
struct Callable<R (C::*)(A...) noexcept> : Callable<R (C::*)(A...)> {};
template <class R, class C, class... A>
struct Callable<R (C::*)(A...) const noexcept> : Callable<R (C::*)(A...)> {};

template <class T>
struct CompleterOf {
  static constexpr bool kIs = false;
};
template <class T>
struct CompleterOf<Completer<T>> {
  static constexpr bool kIs = true;
  using Return = T;
};
template <class T>
struct TaskOf {
  static constexpr bool kIs = false;
};
template <class T>
struct TaskOf<Task<T>> {
  static constexpr bool kIs = true;
  using Return = T;
};

// Reads the parameters of Go as a tuple of what Param stores.
template <class... A>
auto ReadParams(Call& call, [[maybe_unused]] const Slot* params, List<A...>) {
  return [&]<size_t... I>(std::index_sequence<I...>) {
    using Stored = List<typename Param<A>::Stored...>;
    return std::tuple<typename Param<A>::Stored...>{ReadFrame<typename Param<A>::Stored>(
        call.mutator(), Codec<typename Param<A>::Stored>::kTyped ? ParamOf(call.type(), I) : nullptr,
        params + SlotsBefore(Stored{}, I))...};
  }(std::index_sequence_for<A...>{});
}

template <class... A, class Tuple>
bool AnyNil(List<A...>, const Tuple& args) {
  return [&]<size_t... I>(std::index_sequence<I...>) {
    return (false || ... || Param<A>::IsNil(std::get<I>(args)));
  }(std::index_sequence_for<A...>{});
}

// Calls f with leading arguments and then those of the tuple.
template <class... A, class F, class Tuple, class... Lead>
decltype(auto) ApplyArgs(List<A...>, F& f, [[maybe_unused]] Tuple& args, Lead&&... lead) {
  return [&]<size_t... I>(std::index_sequence<I...>) -> decltype(auto) {
    return std::invoke(f, std::forward<Lead>(lead)..., Param<A>::Pass(std::get<I>(args))...);
  }(std::index_sequence_for<A...>{});
}

template <class Return>
constexpr uint32_t ResultSlots() {
  using Types = typename ResultsOf<Return>::Types;
  return SlotsBefore(Types{}, Types::kCount);
}

// What Go sees of a result: a reference to an opaque type is a pointer, any other a value.
template <class R>
struct GoReturnOf {
  using Type = std::remove_cvref_t<R>;
};
template <OpaqueRef R>
struct GoReturnOf<R> {
  using Type = std::remove_cvref_t<R>*;
};
template <class R>
using GoReturn = typename GoReturnOf<R>::Type;

// The plain kind of adapter: the function returns when it is done. kCall: it takes a Call& first.
template <class F, class R, bool kCall, class... A>
void InvokePlain(Call& call, Slot* window, void* callable) {
  using Return = GoReturn<R>;
  F& f = *static_cast<F*>(callable);
  auto args = ReadParams(call, window + ResultSlots<Return>(), List<A...>{});
  if (AnyNil(List<A...>{}, args)) return call.PanicNil();
  Guarded(call, [&] {
    auto run = [&]() -> R {
      if constexpr (kCall) return ApplyArgs(List<A...>{}, f, args, call);
      else return ApplyArgs(List<A...>{}, f, args);
    };
    if constexpr (std::is_void_v<R>) {
      run();
    } else if constexpr (OpaqueRef<R>) {
      Return object = const_cast<Return>(&run());
      if (!call.panicked()) WriteResults(call.mutator(), call.type(), object, window);
    } else {
      Return result = run();
      if (!call.panicked()) WriteResults(call.mutator(), call.type(), result, window);
    }
  });
}

// Those that wait are defined in golite/async.h.
template <class F, class Return, class... A>
void InvokeTask(Call& call, Slot* window, void* callable);
template <class F, class Return, class... A>
void InvokeAsync(Call& call, Slot* window, void* callable);

// Fills in the adapter and signature for a callable of type F with the parameters A, a method's receiver among them.
template <class F, class R, class... A>
void Describe(HostFunction& out, List<A...>) {
  using Return = GoReturn<R>;
  out.signature = {InfosOf(List<typename Param<A>::Stored...>{}), InfosOf(typename ResultsOf<Return>::Types{})};
}
template <class F, class R, class... A>
void Adapt(HostFunction& out, List<A...>) {
  if constexpr (TaskOf<R>::kIs) {
    using Return = typename TaskOf<R>::Return;
    Describe<F, Return>(out, List<A...>{});
    out.invoke = &InvokeTask<F, Return, A...>;
    out.may_wait = true;
  } else {
    Describe<F, R>(out, List<A...>{});
    out.invoke = &InvokePlain<F, R, false, A...>;
  }
}
template <class F, class R, class First, class... A>
void Adapt(HostFunction& out, List<First, A...>) {
  if constexpr (std::is_same_v<First, Call&>) {
    static_assert(!TaskOf<R>::kIs, "a Task outlives the Call: it cannot take one");
    Describe<F, R>(out, List<A...>{});
    out.invoke = &InvokePlain<F, R, true, A...>;
  } else if constexpr (CompleterOf<std::remove_cvref_t<First>>::kIs) {
    static_assert(std::is_void_v<R>, "a function that completes later returns nothing now");
    using Return = typename CompleterOf<std::remove_cvref_t<First>>::Return;
    Describe<F, Return>(out, List<A...>{});
    out.invoke = &InvokeAsync<F, Return, A...>;
    out.may_wait = true;
  } else {
    if constexpr (TaskOf<R>::kIs) {
      using Return = typename TaskOf<R>::Return;
      Describe<F, Return>(out, List<First, A...>{});
      out.invoke = &InvokeTask<F, Return, First, A...>;
      out.may_wait = true;
    } else {
      Describe<F, R>(out, List<First, A...>{});
      out.invoke = &InvokePlain<F, R, false, First, A...>;
    }
  }
}

// std::function as a func value: how Go calls it.
template <class R, class... A>
struct Codec<std::function<R(A...)>> {
  static constexpr bool kTyped = true;
  static constexpr TypeInfo kInfo{.kind = Kind::kFunc, .size = 8, .align = 8,
                                  .params = SignatureOf<R, A...>().params, .results = SignatureOf<R, A...>().results};
  static void Write(Mutator& m, const GoType* type, const std::function<R(A...)>& f, void* to) {
    void* closure = nullptr;
    if (f) {
      using F = std::function<R(A...)>;
      closure = NewClosure(m, type, &InvokePlain<F, R, false, A...>, std::make_shared<F>(f));
    }
    std::memcpy(to, &closure, sizeof closure);
  }
};

}  // namespace detail

template <class T>
class TypeBinder;

// A package that scripts import, made of C++ functions and types. Filled in once, then given to Engine::Add, which
// copies it; from then on the functions are called on the threads of the VMs, several at a time if there are several VMs.
//
//   golite::Package game("game");
//   game.Func("Add", &Add);
//   game.Func("Spawn", [&world](std::string_view name) { return world.Spawn(name); });
//   game.Type<Ship>("Ship").Method("Fire", &Ship::Fire);
//
// Parameters and results are those of golite/types.h. In addition a function may take a Call& first (to panic, to know
// its VM), or a Completer<R> (it completes later, perhaps from another thread), or return a Task<R> (it calls script
// functions): golite/async.h. An exception derived from std::exception becomes a panic.
class Package {
 public:
  // `path` is the import path; its last element is the package's name.
  explicit Package(std::string path) : path_(std::move(path)) {}

  // Declares a Go function that calls f: a function, or an object with one operator().
  template <class F>
  Package& Func(std::string name, F f, std::string doc = "") {
    detail::HostFunction function;
    function.name = std::move(name);
    function.doc = std::move(doc);
    detail::Adapt<F, typename detail::Callable<F>::Return>(function, typename detail::Callable<F>::Params{});
    function.callable = std::make_shared<F>(std::move(f));
    functions_.push_back(std::move(function));
    return *this;
  }

  // Declares a struct that has a StructOf here. Structs that functions mention and no package declares are declared
  // where they are first mentioned.
  template <detail::Described S>
  Package& Struct() {
    structs_.push_back(&detail::Codec<S>::kInfo);
    return *this;
  }

  // Declares an opaque type: scripts see *name, with methods and without fields. The object is destroyed on the VM's
  // thread when the collector finds the last handle dead, at the latest with the VM, if the script owns it: results of
  // type std::unique_ptr<T> and std::shared_ptr<T> are owned, T* and T& belong to the host.
  template <detail::Opaque T>
  TypeBinder<T> Type(std::string name);

  // Declares an integer, float, string or bool constant.
  template <class T>
  Package& Const(std::string name, T value) {
    if constexpr (std::is_same_v<T, bool>) return AddConst(std::move(name), value ? "true" : "false");
    else if constexpr (std::is_integral_v<T>) return AddConst(std::move(name), std::to_string(value));
    else if constexpr (std::is_floating_point_v<T>) return AddFloatConst(std::move(name), value);
    else return AddStringConst(std::move(name), value);
  }

  // Go code of the package. A function without a body is bound to the C++ function of its name, and its signature is
  // checked against that when a program that uses it is compiled; what the code declares is not generated.
  Package& Source(std::string go) {
    sources_.push_back(std::move(go));
    return *this;
  }

  const std::string& path() const { return path_; }

  struct NamedType {
    const detail::TypeInfo* info;
    std::string name;
  };
  // For the library.
  const std::vector<detail::HostFunction>& functions() const { return functions_; }
  const std::vector<const detail::TypeInfo*>& structs() const { return structs_; }
  const std::vector<NamedType>& types() const { return types_; }
  const std::vector<std::string>& sources() const { return sources_; }
  const std::vector<std::pair<std::string, std::string>>& consts() const { return consts_; }

 private:
  template <class T>
  friend class TypeBinder;

  Package& AddConst(std::string name, std::string literal) {
    consts_.emplace_back(std::move(name), std::move(literal));
    return *this;
  }
  GOLITE_API Package& AddFloatConst(std::string name, double value);
  GOLITE_API Package& AddStringConst(std::string name, std::string_view value);

  std::string path_;
  std::vector<detail::HostFunction> functions_;
  std::vector<const detail::TypeInfo*> structs_;
  std::vector<NamedType> types_;
  std::vector<std::string> sources_;
  std::vector<std::pair<std::string, std::string>> consts_;
};

// Adds methods to an opaque type.
template <class T>
class TypeBinder {
 public:
  TypeBinder(Package& package, std::string name) : package_(package), name_(std::move(name)) {}

  // Declares a method that calls a member function of T, or a function whose first parameter is a T&. A nil receiver
  // panics as a nil pointer does.
  template <class F>
  TypeBinder& Method(std::string name, F f, std::string doc = "") {
    detail::HostFunction function;
    function.name = "(*" + name_ + ")." + name;
    function.doc = std::move(doc);
    function.receiver = &detail::kHandleInfo<T>;
    using C = detail::Callable<F>;
    if constexpr (std::is_member_function_pointer_v<F>) {
      detail::Adapt<F, typename C::Return>(function, Prepend(typename C::Params{}));
    } else {
      detail::Adapt<F, typename C::Return>(function, typename C::Params{});
    }
    function.callable = std::make_shared<F>(std::move(f));
    package_.functions_.push_back(std::move(function));
    return *this;
  }

 private:
  template <class... A>
  static detail::List<T&, A...> Prepend(detail::List<A...>) {
    return {};
  }

  Package& package_;
  std::string name_;
};

template <detail::Opaque T>
TypeBinder<T> Package::Type(std::string name) {
  types_.push_back({&detail::kHandleInfo<T>, name});
  return TypeBinder<T>(*this, std::move(name));
}

}  // namespace golite
