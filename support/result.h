// This file implements Result, the value or the reason why there is none, for failures a caller is expected to handle.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "support/check.h"

namespace golite {

// Why something failed, in words for the user.
struct Error {
  std::string message;
};

// Either a T or an E. Requires: T and E differ.
template <typename T, typename E = Error>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & {
    GOLITE_CHECK(ok(), "a failed Result has no value");
    return *std::get_if<0>(&state_);
  }
  const T& value() const& {
    GOLITE_CHECK(ok(), "a failed Result has no value");
    return *std::get_if<0>(&state_);
  }
  T&& value() && { return std::move(value()); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const E& error() const {
    GOLITE_CHECK(!ok(), "a successful Result has no error");
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, E> state_;
};

// The outcome of an action without a value.
template <typename E>
class [[nodiscard]] Result<void, E> {
 public:
  Result() = default;
  Result(E error) : error_(std::move(error)), ok_(false) {}

  bool ok() const { return ok_; }
  explicit operator bool() const { return ok_; }
  const E& error() const {
    GOLITE_CHECK(!ok_, "a successful Result has no error");
    return error_;
  }

 private:
  E error_{};
  bool ok_ = true;
};

}  // namespace golite
