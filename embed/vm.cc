// This file implements the public Vm on the machine.
#include "golite/vm.h"

#include <random>

#include "embed/host_vm.h"
#include "embed/signature.h"
#include "runtime/mutator.h"
#include "runtime/scheduler.h"
#include "runtime/race/report.h"
#include "vm/vm.h"

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
  options.find_leaks = o.find_leaks;
  options.event_hash = o.event_hash;
  options.on_wakeup = o.on_wakeup;
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

std::vector<GoroutineTrace> PublicTraces(const std::vector<runtime::GoroutineTrace>& traces) {
  std::vector<GoroutineTrace> all;
  for (const runtime::GoroutineTrace& t : traces)
    all.push_back({t.id, t.state, embed::HostVm::PublicFrames(t.frames), embed::HostVm::PublicFrames(t.created_at)});
  return all;
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

std::string_view TextOf(RunKind kind) {
  switch (kind) {
    case RunKind::kReturned: return "returned";
    case RunKind::kExited: return "exited";
    case RunKind::kPanicked: return "panicked";
    case RunKind::kFatal: return "fatal error";
    case RunKind::kStopped: return "stopped";
    case RunKind::kFuel: return "out of instructions";
    case RunKind::kTime: return "out of time";
    case RunKind::kMemory: return "out of memory";
    case RunKind::kStack: return "stack overflow";
    case RunKind::kGoroutines: return "too many goroutines";
    case RunKind::kOutput: return "too much output";
    case RunKind::kDenied: return "denied";
    case RunKind::kPaused: return "paused";
    case RunKind::kWaiting: return "waiting";
  }
  return "?";
}

std::string_view TextOf(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kNone: return "no error";
    case ErrorKind::kCompile: return "compile error";
    case ErrorKind::kSignature: return "wrong name or signature";
    case ErrorKind::kReturned: return "returned an error";
    case ErrorKind::kPanicked: return TextOf(RunKind::kPanicked);
    case ErrorKind::kFatal: return TextOf(RunKind::kFatal);
    case ErrorKind::kExited: return TextOf(RunKind::kExited);
    case ErrorKind::kStopped: return TextOf(RunKind::kStopped);
    case ErrorKind::kFuel: return TextOf(RunKind::kFuel);
    case ErrorKind::kTime: return TextOf(RunKind::kTime);
    case ErrorKind::kMemory: return TextOf(RunKind::kMemory);
    case ErrorKind::kStack: return TextOf(RunKind::kStack);
    case ErrorKind::kGoroutines: return TextOf(RunKind::kGoroutines);
    case ErrorKind::kOutput: return TextOf(RunKind::kOutput);
    case ErrorKind::kDenied: return TextOf(RunKind::kDenied);
  }
  return "?";
}

Vm::Impl::Impl(golite::Vm& owner, Program p, const VmOptions& o)
    : program(std::move(p)),
      options(MachineOptions(o)),
      machine(*program.impl().linked, options),
      host(owner, program.impl(), machine) {
  if (program.impl().cover == nullptr) return;
  auto& cover = machine.mutator().State<stdlib::CoverState>();
  cover.info = program.impl().cover.get();
  cover.counters = machine.cover_counters();
}

Vm::Vm(Program program, VmOptions options) : impl_(std::make_unique<Impl>(*this, std::move(program), options)) {}
Vm::~Vm() = default;

namespace {

// Runs the machine, unless it is running already.
template <class F>
RunResult RunOn(Vm::Impl& impl, F run_machine) {
  embed::HostVm& host = impl.host;
  RunResult result;
  result.seed = impl.options.seed;
  if (host.running) {
    result.kind = RunKind::kFatal;
    result.status = 2;
    result.report = "golite: a host function ran the VM that is calling it\n";
    return result;
  }
  host.running = true;
  vm::RunResult run = run_machine(impl.machine);
  host.running = false;
  result.kind = PublicKind(run.kind);
  result.status = run.exit_code;
  result.capability = std::move(run.capability);
  result.report = std::move(run.report);
  result.frames = embed::HostVm::PublicFrames(run.frames);
  result.races = impl.machine.races();
  result.event_hash = run.event_hash;
  result.events = run.events;
  result.leaks = run.leaks;
  result.leak_report = std::move(run.leak_report);
  result.leaked = PublicTraces(run.leaked);
  result.goroutines = PublicTraces(run.goroutines);
  for (vm::RunResult::Panic& p : run.panics) result.panics.push_back({std::move(p.text), p.recovered});
  return result;
}

}  // namespace

RunResult Vm::Run() {
  return RunOn(*impl_, [](vm::Vm& machine) { return machine.Run(); });
}

RunResult Vm::Init() {
  return RunOn(*impl_, [](vm::Vm& machine) { return machine.Init(); });
}

RunResult Vm::RunFor(const Budget& budget) {
  return RunOn(*impl_, [&](vm::Vm& machine) { return machine.RunFor({budget.instructions, budget.ns}); });
}

bool Vm::Poll() { return impl_->machine.Poll(); }
int64_t Vm::UntilNextTimer() { return impl_->machine.UntilNextTimer(); }
void Vm::Wake() { impl_->machine.scheduler().Wake(); }
void Vm::Stop() { impl_->machine.Stop(); }

Result<detail::Root*> Vm::FindFunction(std::string_view name, const detail::Signature& signature) {
  const vm::Program& program = *impl_->program.impl().program;
  const vm::Function* fn = nullptr;
  if (name.find('.') == std::string_view::npos) fn = program.FindFunction(impl_->program.impl().main_path + "." + std::string(name));
  if (fn == nullptr) fn = program.FindFunction(name);
  if (fn == nullptr || fn->type == nullptr) {
    return Error("the program has no function " + std::string(name) + ", or has left it out: see CompileOptions::exports",
                 ErrorKind::kSignature);
  }
  bool last_error = false;
  if (std::string wrong = embed::Compare(signature, fn->type, &last_error); !wrong.empty()) {
    return Error("function " + std::string(name) + " " + wrong, ErrorKind::kSignature);
  }
  detail::Root* root = impl_->host.NewRoot(fn->type, reinterpret_cast<detail::Slot>(fn), /*is_value=*/false);
  root->returns_error = last_error;
  return root;
}

namespace detail {
Mutator& MutatorOf(Vm& vm) { return vm.impl().machine.mutator(); }
}  // namespace detail

}  // namespace golite
