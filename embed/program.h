// This file defines what a golite::Program handle refers to.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "embed/host_packages.h"
#include "golite/program.h"
#include "runtime/native.h"
#include "stdlib/testing/internal/testdeps/cover_report.h"
#include "vm/linked.h"
#include "vm/program.h"

namespace golite {

struct Program::Impl {
  std::unique_ptr<vm::Program> program;
  std::unique_ptr<vm::LinkedProgram> linked;
  // What the program counts; null without coverage.
  std::unique_ptr<const stdlib::CoverInfo> cover;
  // Keeps the functions below alive.
  std::shared_ptr<const embed::HostPackages> packages;
  std::vector<const detail::HostFunction*> host_functions;  // by index in vm::Program::natives; null for the library's
  uint32_t closure_native = 0;                              // the native through which funcs made of C++ functions are called
  std::string main_path;                                    // of the named package: "main"
};

}  // namespace golite
