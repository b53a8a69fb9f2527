// This file defines host functions that take their time: Completer, for those that complete later, perhaps on another
// thread, and Task, a coroutine for those that call script functions. Only the goroutine that called waits.
#pragma once

#include <chrono>
#include <coroutine>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "golite/convert.h"
#include "golite/export.h"
#include "golite/func.h"
#include "golite/package.h"
#include "golite/result.h"

namespace golite {

namespace detail {

// Makes the goroutine that waits in a host call run again. May be called on any thread, also after the VM's end.
struct Waker;
GOLITE_API std::shared_ptr<Waker> NewWaker(Call& call);
GOLITE_API void Wake(Waker& waker);

// What a host call that waits does next.
enum class Step : uint8_t {
  kDone,       // the results are in place, or the call panicked
  kPark,       // the goroutine waits for Wake
  kSleep,      // it sleeps
  kScript,     // a script function is to be called
};

// A script call that a PendingCall asks for.
struct ScriptRequest {
  Root* root = nullptr;
  std::vector<Slot> args;
  // Receives the results, or the error that the function returned.
  void* user = nullptr;
  void (*done)(void* user, Mutator& m, const Slot* results, Error* error) = nullptr;
};

// A host call that has not completed. Owned by the VM; destroyed early when a panic of the goroutine goes past it, or
// with the VM.
class PendingCall {
 public:
  virtual ~PendingCall() = default;
  // Goes on until the call is done or waits. Results go to window.
  virtual Step Advance(Call& call, Slot* window) = 0;

  ScriptRequest script;     // kScript
  int64_t sleep_ns = 0;     // kSleep
};
GOLITE_API void SetPending(Call& call, std::unique_ptr<PendingCall> pending);

// What a Completer and the call that waits for it share.
template <class T>
struct Completion {
  using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;
  std::mutex mutex;
  bool settled = false;
  std::optional<Value> value;
  std::string panic;  // when settled without value
  std::shared_ptr<Waker> waker;

  // The first one counts.
  bool Settle(std::optional<Value> v, std::string text) {
    std::shared_ptr<Waker> wake;
    {
      std::lock_guard lock(mutex);
      if (settled) return false;
      settled = true;
      value = std::move(v);
      panic = std::move(text);
      wake = waker;
    }
    if (wake != nullptr) Wake(*wake);
    return true;
  }
};

}  // namespace detail

// Completes a host call that has returned to the VM, from any thread. A cheap handle; when the last copy goes without
// having completed the call, the script panics. Thread-safe. After the VM's end it does nothing.
template <class T>
class Completer {
 public:
  explicit Completer(std::shared_ptr<detail::Completion<T>> state) : ticket_(std::make_shared<Ticket>(std::move(state))) {}

  // The call returns this value. False when it was completed before.
  template <class V = T>
    requires(!std::is_void_v<T>)
  bool Complete(V&& value) const {
    return ticket_->state->Settle(T(std::forward<V>(value)), {});
  }
  bool Complete() const
    requires std::is_void_v<T>
  {
    return ticket_->state->Settle(std::monostate{}, {});
  }
  // The call panics with the text as a string.
  bool Panic(std::string text) const { return ticket_->state->Settle(std::nullopt, std::move(text)); }

 private:
  struct Ticket {
    explicit Ticket(std::shared_ptr<detail::Completion<T>> s) : state(std::move(s)) {}
    ~Ticket() { state->Settle(std::nullopt, "a host function gave up its Completer without completing the call"); }
    std::shared_ptr<detail::Completion<T>> state;
  };
  std::shared_ptr<Ticket> ticket_;
};

namespace detail {

template <class T>
class AsyncCall final : public PendingCall {
 public:
  explicit AsyncCall(std::shared_ptr<Completion<T>> state) : state_(std::move(state)) {}
  Step Advance(Call& call, Slot* window) override {
    std::lock_guard lock(state_->mutex);
    if (!state_->settled) return Step::kPark;
    if (!state_->value) {
      call.Panic(state_->panic);
    } else if constexpr (!std::is_void_v<T>) {
      WriteResults(call.mutator(), call.type(), *state_->value, window);
    }
    return Step::kDone;
  }

 private:
  std::shared_ptr<Completion<T>> state_;
};

template <class F, class Return, class... A>
void InvokeAsync(Call& call, Slot* window, void* callable) {
  F& f = *static_cast<F*>(callable);
  auto args = ReadParams(call, window + ResultSlots<Return>(), List<A...>{});
  if (AnyNil(List<A...>{}, args)) return call.PanicNil();
  auto state = std::make_shared<Completion<Return>>();
  state->waker = NewWaker(call);
  Guarded(call, [&] { ApplyArgs(List<A...>{}, f, args, Completer<Return>(state)); });
  if (!call.panicked()) SetPending(call, std::make_unique<AsyncCall<Return>>(std::move(state)));
}

// ---------------------------------------------------------------- coroutines

struct PromiseBase;

// What a coroutine waits for.
class Awaited {
 public:
  // Asks for what is to be waited for; kDone when there is nothing to wait for.
  virtual Step Start(Call& call, PendingCall& pending) = 0;
  // Woken: is it there?
  virtual bool Ready() { return true; }
  // What it brought instead of a result; then the script panics.
  virtual const std::string* panic() const { return nullptr; }

 protected:
  ~Awaited() = default;
};

struct PromiseBase {
  Awaited* awaited = nullptr;
  std::string panic;  // an exception that left the body
  bool threw = false;

  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() {
#if defined(__cpp_exceptions)
    threw = true;
    try {
      throw;
    } catch (const std::exception& e) {
      panic = e.what();
    } catch (...) {
      panic = "a host function threw something that is not a std::exception";
    }
#endif
  }
};

template <class R>
struct Promise : PromiseBase {
  std::optional<R> value;
  Task<R> get_return_object();
  void return_value(R result) { value = std::move(result); }
};
template <>
struct Promise<void> : PromiseBase {
  Task<void> get_return_object();
  void return_void() {}
};

}  // namespace detail

// What a host function returns that calls script functions on the way: a coroutine.
//
//   golite::Task<int64_t> Sum(std::vector<int64_t> items, golite::Func<int64_t(int64_t)> f) {
//     int64_t sum = 0;
//     for (int64_t x : items) {
//       golite::Result<int64_t> y = co_await golite::Await(f, x);
//       sum += y.value_or(0);
//     }
//     co_return sum;
//   }
//
// It awaits Await, Wait and Sleep, and runs on the VM's thread. The script function runs on the goroutine that called,
// so it may block, and be preempted; its panic is that of the host function: it unwinds the goroutine, and the coroutine is
// destroyed. Parameters live as long as the coroutine.
template <class R>
class [[nodiscard]] Task {
 public:
  using promise_type = detail::Promise<R>;
  using Handle = std::coroutine_handle<promise_type>;

  explicit Task(Handle handle) : handle_(handle) {}
  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Task() {
    if (handle_) handle_.destroy();
  }
  Handle handle() const { return handle_; }

 private:
  Handle handle_;
};

namespace detail {

template <class R>
Task<R> Promise<R>::get_return_object() {
  return Task<R>(std::coroutine_handle<Promise<R>>::from_promise(*this));
}
inline Task<void> Promise<void>::get_return_object() {
  return Task<void>(std::coroutine_handle<Promise<void>>::from_promise(*this));
}

template <class F, class Return, class... A>
class TaskCall final : public PendingCall {
 public:
  using Args = std::tuple<typename Param<A>::Stored...>;
  TaskCall(F& f, Args args) : args_(std::move(args)), task_(ApplyArgs(List<A...>{}, f, args_)) {}

  Step Advance(Call& call, Slot* window) override {
    auto handle = task_.handle();
    PromiseBase& promise = handle.promise();
    for (;;) {
      if (promise.awaited != nullptr) {
        if (!promise.awaited->Ready()) return Step::kPark;
        if (const std::string* text = promise.awaited->panic()) {
          call.Panic(*text);
          return Step::kDone;
        }
        promise.awaited = nullptr;
      }
      handle.resume();
      if (handle.done()) break;
      if (Step step = promise.awaited->Start(call, *this); step != Step::kDone) return step;
    }
    if (promise.threw) {
      call.Panic(promise.panic);
    } else if constexpr (!std::is_void_v<Return>) {
      WriteResults(call.mutator(), call.type(), *handle.promise().value, window);
    }
    return Step::kDone;
  }

 private:
  Args args_;
  Task<Return> task_;
};

template <class F, class Return, class... A>
void InvokeTask(Call& call, Slot* window, void* callable) {
  F& f = *static_cast<F*>(callable);
  auto args = ReadParams(call, window + ResultSlots<Return>(), List<A...>{});
  if (AnyNil(List<A...>{}, args)) return call.PanicNil();
  Guarded(call, [&] { SetPending(call, std::make_unique<TaskCall<F, Return, A...>>(f, std::move(args))); });
}

template <class Derived>
struct AwaitableBase {
  bool await_ready() const { return false; }
  template <class P>
  void await_suspend(std::coroutine_handle<P> handle) {
    handle.promise().awaited = static_cast<Derived*>(this);
  }
};

template <class R, class... A>
class ScriptAwait final : public Awaited, public AwaitableBase<ScriptAwait<R, A...>> {
 public:
  using Output = typename Func<R(A...)>::Output;
  ScriptAwait(Func<R(A...)> f, A... args) : f_(std::move(f)), args_(std::forward<A>(args)...) {}
  Step Start(Call& call, PendingCall& pending) override {
    if (!f_) {
      result_.emplace(Error("call of a nil func"));
      return Step::kDone;
    }
    pending.script.root = f_.root();
    pending.script.args.resize(Func<R(A...)>::kArgSlots + 1);
    std::apply([&](auto&... args) { f_.WriteArgs(call.mutator(), pending.script.args.data(), std::index_sequence_for<A...>{}, args...); }, args_);
    pending.script.args.pop_back();
    pending.script.user = this;
    pending.script.done = [](void* user, Mutator& m, const Slot* results, Error* error) {
      auto& self = *static_cast<ScriptAwait*>(user);
      if (error != nullptr) self.result_.emplace(std::move(*error));
      else self.result_.emplace(self.f_.Decode(m, results));
    };
    return Step::kScript;
  }
  Result<Output> await_resume() { return std::move(*result_); }

 private:
  Func<R(A...)> f_;
  std::tuple<A...> args_;
  std::optional<Result<Output>> result_;
};

template <class T, class F>
class CompleterAwait final : public Awaited, public AwaitableBase<CompleterAwait<T, F>> {
 public:
  explicit CompleterAwait(F start) : start_(std::move(start)), state_(std::make_shared<Completion<T>>()) {}
  Step Start(Call& call, PendingCall&) override {
    state_->waker = NewWaker(call);
    start_(Completer<T>(state_));
    return Ready() ? Step::kDone : Step::kPark;
  }
  bool Ready() override {
    std::lock_guard lock(state_->mutex);
    return state_->settled;
  }
  const std::string* panic() const override { return state_->value ? nullptr : &state_->panic; }
  T await_resume() {
    if constexpr (!std::is_void_v<T>) return std::move(*state_->value);
  }

 private:
  F start_;
  std::shared_ptr<Completion<T>> state_;
};

class SleepAwait final : public Awaited, public AwaitableBase<SleepAwait> {
 public:
  explicit SleepAwait(std::chrono::nanoseconds duration) : duration_(duration) {}
  Step Start(Call&, PendingCall& pending) override {
    pending.sleep_ns = duration_.count();
    return Step::kSleep;
  }
  void await_resume() const {}

 private:
  std::chrono::nanoseconds duration_;
};

}  // namespace detail

// co_await Await(f, args...) calls a script function and is a Result, as the call of a Func: the error is what the
// function returned as its last result, or that f is nil.
template <class R, class... A, class... Given>
detail::ScriptAwait<R, A...> Await(const Func<R(A...)>& f, Given&&... args) {
  return detail::ScriptAwait<R, A...>(f, static_cast<A>(std::forward<Given>(args))...);
}

// co_await Wait<T>(start) calls start(Completer<T>) and is the value that the Completer is given, on any thread.
template <class T, class F>
detail::CompleterAwait<T, F> Wait(F start) {
  return detail::CompleterAwait<T, F>(std::move(start));
}

// co_await Sleep(d) puts the goroutine to sleep, by the VM's clock.
inline detail::SleepAwait Sleep(std::chrono::nanoseconds duration) { return detail::SleepAwait(duration); }

}  // namespace golite
