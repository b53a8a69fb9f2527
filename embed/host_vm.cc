// This file implements HostVm: calls of host functions, and what the host keeps.
#include "embed/host_vm.h"

#include <algorithm>

#include "runtime/object_kinds.h"
#include "runtime/panic.h"
#include "runtime/scheduler.h"

namespace golite::embed {

using detail::PendingCall;
using detail::Root;
using detail::Slot;
using detail::Step;
using runtime::Goroutine;
using runtime::Outcome;

// The code of a func value made of a C++ function, one for each func type: it calls CallClosure with its own frame as the
// window.
struct HostVm::Stub {
  vm::Instr code[2];
  std::vector<vm::SlotRange> ranges;
  vm::Function fn;
};

namespace {

// What the closure object of such a func value refers to.
struct HostClosure {
  detail::InvokeFn invoke = nullptr;
  std::shared_ptr<void> callable;
};

// Appends what the collector scans of a list of values from slot `at` on.
void AddRanges(std::span<const vm::TypeDesc* const> types, uint32_t& at, std::vector<vm::SlotRange>& ranges) {
  for (const vm::TypeDesc* t : types) {
    const uint32_t slots = t->big ? 1 : t->slots;
    for (uint32_t i = 0; i < slots; ++i) {
      const vm::WordKind kind = t->big ? vm::WordKind::kPointer : i < t->words.size() ? t->words[i] : vm::WordKind::kScalar;
      const auto slot = static_cast<uint16_t>(at + i);
      if (kind != vm::WordKind::kScalar) ranges.push_back({slot, static_cast<uint16_t>(slot + 1), kind});
    }
    at += slots;
  }
}

}  // namespace

HostVm::HostVm(golite::Vm& o, const Program::Impl& p, vm::Vm& m) : owner(o), program(p), machine(m) {
  machine.mutator().host = this;
  machine.mutator().heap.AddRoots(this);
}

HostVm::~HostVm() {
  // Coroutines let go of what they hold.
  pending_.clear();
  for (Root* r = roots_; r != nullptr; r = r->next) r->vm = nullptr;
  machine.mutator().heap.RemoveRoots(this);
}

void HostVm::MarkRoots(runtime::Marker& marker) {
  for (const Root* r = roots_; r != nullptr; r = r->next) {
    if (!r->is_value || runtime::DataIsPointer(r->type)) marker.Mark(r->data);
  }
  for (const auto& [id, calls] : pending_) {
    for (const auto& p : calls) marker.Mark(p->text_args[0]);
  }
  std::erase_if(handles_, [&](const auto& entry) {
    if (*entry.second == nullptr) return true;
    marker.Mark(entry.second);
    return false;
  });
}

// ---------------------------------------------------------------- what the host keeps

Root* HostVm::NewRoot(const vm::TypeDesc* type, Slot data, bool is_value) {
  auto* r = new Root;
  r->vm = this;
  r->next = roots_;
  if (roots_ != nullptr) roots_->previous = r;
  roots_ = r;
  r->type = type;
  r->data = data;
  r->is_value = is_value;
  return r;
}

// *T points to a Go object whose only word points to the HostObject: copies of a T share the C++ object.
void* HostVm::HandleOf(const vm::TypeDesc* type, detail::HandleBox box) {
  void**& weak = handles_[{type, box.object}];
  if (weak != nullptr && *weak != nullptr) {
    detail::HandleBox& known = *detail::BoxOf(*weak);
    if (known.owner == nullptr) known.owner = std::move(box.owner);
    return *weak;
  }
  runtime::Heap& heap = machine.mutator().heap;
  auto* object = static_cast<void**>(heap.New(type->elem));
  *object = runtime::NewHostObject(heap, std::make_unique<detail::HandleBox>(std::move(box)));
  weak = static_cast<void**>(heap.WeakHandle(object));
  return object;
}

void HostVm::Unlink(Root* r) {
  (r->previous != nullptr ? r->previous->next : roots_) = r->next;
  if (r->next != nullptr) r->next->previous = r->previous;
}

// ---------------------------------------------------------------- host functions

Outcome HostVm::CallHost(runtime::Mutator& m, uint64_t* window) {
  HostVm& host = HostOf(m);
  const auto index = static_cast<uint32_t>(m.scheduler.current()->native_index);
  return host.Enter(*host.program.host_functions[index], m.program.natives[index].type, window);
}

Outcome HostVm::Enter(const detail::HostFunction& f, const vm::TypeDesc* type, uint64_t* window) {
  runtime::Mutator& m = machine.mutator();
  if (f.may_wait) [[unlikely]] {
    const Goroutine* g = m.scheduler.current();
    auto it = pending_.find(g->id);
    if (it != pending_.end() && it->second.back()->window == g->native_window) return Advance(*it->second.back(), type, window);
  }
  Call::Impl impl{*this};
  Call call(m, type, impl);
  f.invoke(call, window, f.callable.get());
  if (new_pending_ == nullptr) return impl.outcome;
  Goroutine* g = m.scheduler.current();
  auto p = std::make_unique<Pending>();
  p->vm = this;
  p->g = g;
  p->window = g->native_window;
  p->call = std::move(new_pending_);
  return Advance(*pending_[g->id].emplace_back(std::move(p)), type, window);
}

Outcome HostVm::Advance(Pending& p, const vm::TypeDesc* type, uint64_t* window) {
  runtime::Mutator& m = machine.mutator();
  if (p.text_args[0] != 0) return Ask(p);
  for (;;) {
    Call::Impl impl{*this};
    Call call(m, type, impl);
    switch (p.call->Advance(call, window)) {
      case Step::kDone: Finish(p); return impl.outcome;
      case Step::kPark:
        p.parked = true;
        m.scheduler.AddHostWait();
        m.scheduler.Park(runtime::WaitReason::kHost);
        return Outcome::kRetry;
      case Step::kSleep: m.scheduler.Sleep(p.call->sleep_ns); return Outcome::kRetry;
      case Step::kScript: {
        p.root = p.call->script.root;
        if (p.root->vm == this) return Ask(p);
        Error error("a function of another VM was called", ErrorKind::kSignature);
        p.call->script.done(p.call->script.user, m, nullptr, &error);
        break;
      }
    }
  }
}

// Asks for the script call of p: that of its method Error when the function has returned an error.
Outcome HostVm::Ask(Pending& p) {
  p.script = {};
  if (p.text_args[0] != 0) {
    p.asks_text = true;
    p.script.closure = reinterpret_cast<Slot>(p.text_fn);
    p.script.args = p.text_args;
  } else {
    std::vector<Slot>& args = p.call->script.args;
    if (p.root->method != nullptr) args.insert(args.begin(), p.root->data);
    p.script.closure = p.root->method != nullptr ? reinterpret_cast<Slot>(p.root->method) : p.root->data;
    p.script.args = args;
  }
  p.script.user = &p;
  p.script.returned = &ScriptReturned;
  p.script.dropped = &ScriptDropped;
  machine.scheduler().pending_call = &p.script;
  return Outcome::kCall;
}

void HostVm::ScriptReturned(runtime::ScriptCall& call, const Slot* results) {
  Pending& p = *static_cast<Pending*>(call.user);
  detail::ScriptRequest& request = p.call->script;
  runtime::Mutator& m = p.vm->machine.mutator();
  if (p.asks_text) {
    p.asks_text = false;
    p.text_args[0] = 0;
    const auto text = runtime::binder::Load<runtime::GoString>(results);
    Error error{std::string(text.view())};
    request.done(request.user, m, nullptr, &error);
    return;
  }
  if (p.root->returns_error) {
    const vm::Function* fn = reinterpret_cast<const runtime::Closure*>(call.closure)->fn;
    const auto error = runtime::binder::Load<runtime::GoIface>(results + fn->result_slots - 2);
    if (!error.is_nil()) {
      p.text_fn = ErrorMethod(error.type);
      p.text_args[0] = error.data;
      if (p.text_fn != nullptr && error.data != 0) return;  // the native is called again and asks for the text
      p.text_args[0] = 0;
      Error failed{"an error of type " + std::string(error.type->string)};
      request.done(request.user, m, nullptr, &failed);
      return;
    }
  }
  request.done(request.user, m, results, nullptr);
}

void HostVm::ScriptDropped(runtime::ScriptCall& call) {
  Pending& p = *static_cast<Pending*>(call.user);
  p.vm->Finish(p);
}

void HostVm::Finish(Pending& p) {
  auto it = pending_.find(p.g->id);
  std::erase_if(it->second, [&](const auto& q) { return q.get() == &p; });
  if (it->second.empty()) pending_.erase(it);
}

void HostVm::Woken(uint64_t goroutine) {
  auto it = pending_.find(goroutine);
  if (it == pending_.end()) return;
  Pending& p = *it->second.back();
  if (!p.parked) return;
  p.parked = false;
  machine.scheduler().RemoveHostWait();
  machine.scheduler().ReadyLast(p.g);
}

const vm::Function* HostVm::ErrorMethod(const vm::TypeDesc* type) {
  for (const vm::MethodDesc& method : type->methods) {
    if (method.name == "Error") return method.fn;
  }
  return nullptr;
}

// ---------------------------------------------------------------- func values made of C++ functions

void* HostVm::NewClosure(const vm::TypeDesc* func, detail::InvokeFn invoke, std::shared_ptr<void> callable) {
  std::unique_ptr<Stub>& stub = stubs_[func];
  if (stub == nullptr) {
    stub = std::make_unique<Stub>();
    stub->code[0] = vm::Instr::Wide(vm::Op::kCallNative, 0, static_cast<int32_t>(program.closure_native));
    stub->code[1] = vm::Instr::Abc(vm::Op::kReturn, 0);
    vm::Function& fn = stub->fn;
    fn.code = stub->code;
    fn.code_words = 2;
    fn.name = "golite.hostFunc";
    fn.is_wrapper = true;
    fn.has_closure_slot = true;
    fn.type = func;
    uint32_t at = 0;
    AddRanges(func->results, at, stub->ranges);
    fn.result_slots = static_cast<uint16_t>(at);
    AddRanges(func->params, at, stub->ranges);
    fn.param_slots = static_cast<uint16_t>(at - fn.result_slots);
    fn.frame_slots = static_cast<uint16_t>(at + 1);
    stub->ranges.push_back({fn.closure_slot(), static_cast<uint16_t>(at + 1), vm::WordKind::kPointer});
    fn.slots = stub->ranges;
    fn.SetClears();
  }
  runtime::Heap& heap = machine.mutator().heap;
  static constexpr vm::WordKind kWords[] = {vm::WordKind::kScalar, vm::WordKind::kPointer};
  auto* closure = static_cast<runtime::Closure*>(heap.NewObject(heap.LayoutOf(runtime::ObjectKind::kPlain, kWords), 16));
  closure->fn = &stub->fn;
  auto host = std::make_unique<HostClosure>(HostClosure{invoke, std::move(callable)});
  closure->captures[0] = reinterpret_cast<uint64_t>(runtime::NewHostObject(heap, std::move(host)));
  return closure;
}

Outcome HostVm::CallClosure(runtime::Mutator& m, uint64_t* window) {
  const vm::Function* fn = runtime::FunctionOfFrame(window);
  const auto* closure = reinterpret_cast<const runtime::Closure*>(window[fn->closure_slot()]);
  const auto* host = runtime::HostCast<HostClosure>(reinterpret_cast<runtime::HostObject*>(closure->captures[0]));
  std::fill_n(window, fn->result_slots, 0);
  Call::Impl impl{HostOf(m)};
  Call call(m, fn->type, impl);
  host->invoke(call, window, host->callable.get());
  return impl.outcome;
}

// ---------------------------------------------------------------- errors

std::vector<Frame> HostVm::PublicFrames(const std::vector<runtime::LogicalFrame>& logical) {
  std::vector<Frame> frames;
  for (const runtime::LogicalFrame& f : logical) {
    // What runtime.Callers shows below the first function of a goroutine is nothing that was written.
    if (f.function == "runtime.main" || f.function == "runtime.goexit") continue;
    frames.push_back({std::string(f.function), std::string(f.file), f.line});
  }
  return frames;
}

namespace {

ErrorKind KindOf(vm::RunResult::Kind kind) {
  switch (kind) {
    case vm::RunResult::Kind::kReturned: return ErrorKind::kNone;
    case vm::RunResult::Kind::kExited: return ErrorKind::kExited;
    case vm::RunResult::Kind::kPanicked: return ErrorKind::kPanicked;
    case vm::RunResult::Kind::kFatal: return ErrorKind::kFatal;
    case vm::RunResult::Kind::kStopped: return ErrorKind::kStopped;
    case vm::RunResult::Kind::kOutOfFuel: return ErrorKind::kFuel;
    case vm::RunResult::Kind::kOutOfTime: return ErrorKind::kTime;
    case vm::RunResult::Kind::kOutOfMemory: return ErrorKind::kMemory;
    case vm::RunResult::Kind::kStackOverflow: return ErrorKind::kStack;
    case vm::RunResult::Kind::kTooManyGoroutines: return ErrorKind::kGoroutines;
    case vm::RunResult::Kind::kTooMuchOutput: return ErrorKind::kOutput;
    case vm::RunResult::Kind::kDenied: return ErrorKind::kDenied;
    case vm::RunResult::Kind::kPaused:
    case vm::RunResult::Kind::kWaiting: break;  // of RunFor only, which is no call
  }
  return ErrorKind::kFatal;
}

}  // namespace

Error HostVm::ErrorOf(const vm::RunResult& run) {
  Error error("", KindOf(run.kind));
  error.trace = run.report;
  error.status = run.exit_code;
  error.frames = PublicFrames(run.frames);
  // The line that says it: "panic: boom", "fatal error: all goroutines ...", which lines about a stack overflow precede.
  size_t at = run.kind == vm::RunResult::Kind::kPanicked ? 0 : run.report.find("fatal error: ");
  if (at == std::string::npos) at = 0;
  error.message = run.report.substr(at, run.report.find('\n', at) - at);
  if (run.kind == vm::RunResult::Kind::kExited) error.message = "exit status " + std::to_string(run.exit_code);
  if (error.message.empty()) error.message = "stopped";
  return error;
}

Error HostVm::TextOf(runtime::GoIface value) {
  const vm::Function* method = ErrorMethod(value.type);
  if (method == nullptr) return Error("an error of type " + std::string(value.type->string));
  const Slot receiver = value.data;
  Slot text[2] = {};
  running = true;
  const vm::RunResult run = machine.Call(method, {&receiver, 1}, text);
  running = false;
  if (run.kind != vm::RunResult::Kind::kReturned) return ErrorOf(run);
  return Error(std::string(runtime::binder::Load<runtime::GoString>(text).view()));
}

}  // namespace golite::embed
