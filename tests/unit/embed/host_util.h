// Shared by the tests of the public API.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "golite/golite.h"

namespace golite {

// A VM of a program given as text, which must compile.
inline std::unique_ptr<Vm> NewVm(const Engine& engine, std::string_view source, VmOptions options = {}) {
  CompileResult result = engine.CompileText("test.go", source);
  EXPECT_TRUE(result.ok()) << result.Report();
  if (!result.ok()) return nullptr;
  if (!options.has_seed) {
    options.seed = 1;
    options.has_seed = true;
  }
  return std::make_unique<Vm>(result.program, std::move(options));
}

// A script function, which must exist.
template <class S>
Func<S> MustFind(Vm& vm, std::string_view name) {
  Result<Func<S>> f = vm.Find<S>(name);
  EXPECT_TRUE(f.ok()) << f.error().message;
  return f.ok() ? *f : Func<S>();
}

}  // namespace golite
