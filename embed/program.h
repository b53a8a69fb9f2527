// This file defines what a golite::Program handle refers to.
#pragma once

#include <memory>

#include "golite/golite.h"
#include "runtime/native.h"
#include "vm/program.h"

namespace golite {

struct Program::Impl {
  std::unique_ptr<vm::Program> program;
  // Natives the program is linked with; shared by the VMs that run it.
  std::shared_ptr<const runtime::NativeTable> natives;
};

}  // namespace golite
