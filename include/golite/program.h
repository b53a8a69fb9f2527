// This file defines Program, a compiled program.
#pragma once

#include <memory>
#include <utility>

namespace golite {

// A compiled, verified program: a cheap handle to immutable data, which copies share. Any number of VMs on any threads
// may run one Program. Thread-safe.
class Program {
 public:
  // No program: false.
  Program() = default;
  explicit operator bool() const { return impl_ != nullptr; }

  struct Impl;
  explicit Program(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  const Impl& impl() const { return *impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

}  // namespace golite
