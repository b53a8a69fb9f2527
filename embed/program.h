// This file defines what a golite::Program handle refers to.
#pragma once

#include <memory>

#include "golite/golite.h"
#include "runtime/native.h"
#include "stdlib/testing/internal/testdeps/cover_report.h"
#include "vm/program.h"

namespace golite {

struct Program::Impl {
  std::unique_ptr<vm::Program> program;
  // Natives the program is linked with; shared by the VMs that run it.
  std::shared_ptr<const runtime::NativeTable> natives;
  // What the program counts; null without coverage.
  std::unique_ptr<const stdlib::CoverInfo> cover;
};

}  // namespace golite
