// This file implements the public Vm on the machine.
#include "vm/vm.h"

#include <random>

#include "embed/program.h"

namespace golite {
namespace {

uint64_t SystemSeed() {
  std::random_device device;
  return uint64_t{device()} << 32 | device();
}

vm::VmOptions MachineOptions(const VmOptions& o) {
  vm::VmOptions options;
  options.seed = o.has_seed ? o.seed : SystemSeed();
  options.max_instructions = o.max_instructions;
  options.max_heap_bytes = o.max_heap_bytes;
  options.max_stack_bytes = o.max_stack_bytes;
  options.max_goroutines = o.max_goroutines;
  options.virtual_time = o.virtual_time;
  options.gc_stress = o.gc_stress;
  options.gc_trace = o.gc_trace;
  options.args = o.args;
  return options;
}

RunKind PublicKind(vm::RunResult::Kind kind) {
  switch (kind) {
    case vm::RunResult::Kind::kReturned: return RunKind::kReturned;
    case vm::RunResult::Kind::kExited: return RunKind::kExited;
    case vm::RunResult::Kind::kPanicked: return RunKind::kPanicked;
    case vm::RunResult::Kind::kFatal: return RunKind::kFatal;
    case vm::RunResult::Kind::kStopped: return RunKind::kStopped;
    case vm::RunResult::Kind::kOutOfFuel: return RunKind::kLimit;
  }
  return RunKind::kFatal;
}

}  // namespace

struct Vm::Impl {
  Impl(Program p, const VmOptions& o)
      : program(std::move(p)), options(MachineOptions(o)), machine(*program.impl().program, *program.impl().natives, options) {}

  Program program;
  vm::VmOptions options;
  vm::Vm machine;
};

Vm::Vm(Program program, VmOptions options) : impl_(std::make_unique<Impl>(std::move(program), options)) {}
Vm::~Vm() = default;

RunResult Vm::Run() {
  RunResult result;
  result.seed = impl_->options.seed;
  if (const auto& errors = impl_->machine.link_errors(); !errors.empty()) {
    result.kind = RunKind::kFatal;
    result.status = 2;
    for (const std::string& error : errors) result.report += "golite: " + error + "\n";
    return result;
  }
  vm::RunResult run = impl_->machine.Run();
  result.kind = PublicKind(run.kind);
  result.status = run.exit_code;
  result.report = std::move(run.report);
  return result;
}

void Vm::Stop() { impl_->machine.Stop(); }

}  // namespace golite
