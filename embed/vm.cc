// This file implements the public Vm on the machine.
#include "vm/vm.h"

#include <random>

#include "embed/program.h"
#include "golite/vm.h"
#include "runtime/mutator.h"
#include "runtime/scheduler.h"
#include "runtime/race/report.h"

namespace golite {
namespace {

uint64_t SystemSeed() {
  std::random_device device;
  return uint64_t{device()} << 32 | device();
}

std::vector<RaceFrame> PublicStack(const std::vector<runtime::race::StackFrame>& stack) {
  std::vector<RaceFrame> frames;
  for (const runtime::race::StackFrame& f : stack) frames.push_back({f.function, f.file, f.line});
  return frames;
}

RaceAccess PublicAccess(const runtime::race::Party& p) {
  return {p.write, p.atomic, p.address, p.goroutine, p.is_main, p.running, PublicStack(p.stack), PublicStack(p.created_at)};
}

RaceReport PublicReport(const runtime::race::Report& r, const RaceOptions& o) {
  return {PublicAccess(r.now), PublicAccess(r.previous), r.what, r.remedy,
          runtime::race::TextOf(r, o.strip_path_prefix, o.show_sources), runtime::race::JsonOf(r)};
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
  options.max_run_ns = o.max_run_ns;
  options.max_output_bytes = o.max_output_bytes;
  options.capabilities = o.capabilities;
  if (o.race.on_report) {
    options.on_race = [race = o.race](const runtime::race::Report& r) { race.on_report(PublicReport(r, race)); };
  }
  options.race_halts = o.race.halt_on_error;
  options.race_exit_sleep_ms = o.race.exit_sleep_ms;
  return options;
}

RunKind PublicKind(vm::RunResult::Kind kind) {
  switch (kind) {
    case vm::RunResult::Kind::kReturned: return RunKind::kReturned;
    case vm::RunResult::Kind::kExited: return RunKind::kExited;
    case vm::RunResult::Kind::kPanicked: return RunKind::kPanicked;
    case vm::RunResult::Kind::kFatal: return RunKind::kFatal;
    case vm::RunResult::Kind::kStopped: return RunKind::kStopped;
    case vm::RunResult::Kind::kOutOfFuel: return RunKind::kFuel;
    case vm::RunResult::Kind::kOutOfTime: return RunKind::kTime;
    case vm::RunResult::Kind::kOutOfMemory: return RunKind::kMemory;
    case vm::RunResult::Kind::kStackOverflow: return RunKind::kStack;
    case vm::RunResult::Kind::kTooManyGoroutines: return RunKind::kGoroutines;
    case vm::RunResult::Kind::kTooMuchOutput: return RunKind::kOutput;
    case vm::RunResult::Kind::kDenied: return RunKind::kDenied;
    case vm::RunResult::Kind::kPaused: return RunKind::kPaused;
    case vm::RunResult::Kind::kWaiting: return RunKind::kWaiting;
  }
  return RunKind::kFatal;
}

}  // namespace

struct Vm::Impl {
  Impl(Program p, const VmOptions& o)
      : program(std::move(p)), options(MachineOptions(o)), machine(*program.impl().program, *program.impl().natives, options) {
    if (program.impl().cover == nullptr) return;
    auto& cover = machine.mutator().State<stdlib::CoverState>();
    cover.info = program.impl().cover.get();
    cover.counters = machine.cover_counters();
  }

  template <class F>
  RunResult Run(F run) {
    RunResult result;
    result.seed = options.seed;
    if (const auto& errors = machine.link_errors(); !errors.empty()) {
      result.kind = RunKind::kFatal;
      result.status = 2;
      for (const std::string& error : errors) result.report += "golite: " + error + "\n";
      return result;
    }
    vm::RunResult ended = run(machine);
    result.kind = PublicKind(ended.kind);
    result.status = ended.exit_code;
    result.capability = std::move(ended.capability);
    result.report = std::move(ended.report);
    result.races = machine.races();
    return result;
  }

  Program program;
  vm::VmOptions options;
  vm::Vm machine;
};

Vm::Vm(Program program, VmOptions options) : impl_(std::make_unique<Impl>(std::move(program), options)) {}
Vm::~Vm() = default;

RunResult Vm::Run() {
  return impl_->Run([](vm::Vm& machine) { return machine.Run(); });
}

RunResult Vm::RunFor(const Budget& budget) {
  return impl_->Run([&](vm::Vm& machine) { return machine.RunFor({budget.instructions, budget.ns}); });
}

bool Vm::Poll() { return impl_->machine.Poll(); }
int64_t Vm::UntilNextTimer() { return impl_->machine.UntilNextTimer(); }
void Vm::Wake() { impl_->machine.scheduler().Wake(); }
void Vm::Stop() { impl_->machine.Stop(); }

}  // namespace golite
