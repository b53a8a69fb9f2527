// This file defines Result, a value or the Error that says why there is none. Nothing in this library throws.
#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "golite/export.h"

namespace golite {

// What kind of failure an Error is.
enum class ErrorKind : uint8_t {
  kNone,       // none: a default-constructed Error, Go's nil
  kCompile,    // the source has errors: Error::sources
  kSignature,  // a function was looked up by a name it does not have or a signature it does not have
  kReturned,   // the Go function returned a non-nil error, or a C++ function does so with Error("...")
  kPanicked,   // a panic nobody recovered
  kFatal,      // what Go calls fatal: deadlock, misuse of maps or locks
  kExited,     // the script called os.Exit
  kStopped,    // Vm::Stop was called, or the VM has ended
  // A limit of VmOptions was reached.
  kFuel,
  kTime,
  kMemory,
  kStack,
  kGoroutines,
  kOutput,
  kDenied,     // a capability that was not granted was used where Go has no way to return an error
};
// Its name for logs: "panicked", "out of memory".
GOLITE_API std::string_view TextOf(ErrorKind kind);

// One error of a compilation.
struct SourceError {
  std::string file;     // as it was named by the caller; empty when the error belongs to no place
  uint32_t line = 0;    // from 1; 0 when unknown
  uint32_t column = 0;  // in bytes from 1; 0 when unknown
  std::string message;
};

// A call on a goroutine's stack.
struct Frame {
  std::string function;  // "main.(*T).Method"
  std::string file;
  uint32_t line = 0;
};

// Why something failed. As a result of a host function it becomes Go's `error`; the default-constructed one is nil.
struct Error {
  Error() = default;
  explicit Error(std::string text, ErrorKind k = ErrorKind::kReturned) : kind(k), message(std::move(text)) {}

  explicit operator bool() const { return kind != ErrorKind::kNone; }

  ErrorKind kind = ErrorKind::kNone;
  std::string message;               // in words, without a final line feed
  std::string trace;                 // what Go would print: "panic: ...", the goroutines' traces; empty when nothing ran
  std::vector<Frame> frames;         // kPanicked, kFatal: of the goroutine at fault, innermost first
  std::vector<SourceError> sources;  // kCompile
  int status = 0;                    // kExited: the argument of os.Exit
};

// Either a T or an Error. Requires of the accessors: value() and * only if ok(), error() only if not.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return *Checked(); }
  const T& value() const& { return *const_cast<Result*>(this)->Checked(); }
  // By value, so that a loop over f().value() keeps what it loops over.
  T value() && { return std::move(*Checked()); }
  T value_or(T other) const { return ok() ? value() : std::move(other); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const {
    assert(!ok());
    return *std::get_if<1>(&state_);
  }

 private:
  T* Checked() {
    assert(ok());
    return std::get_if<0>(&state_);
  }

  std::variant<T, Error> state_;
};

// The outcome of an action without a value.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  bool ok() const { return !error_; }
  explicit operator bool() const { return ok(); }
  const Error& error() const { return error_; }

 private:
  Error error_;
};

}  // namespace golite
