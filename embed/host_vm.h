// This file defines HostVm, what a VM keeps for its host: values the host holds, calls of host functions that have not
// completed, and the code of func values made of C++ functions.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "embed/program.h"
#include "golite/async.h"
#include "golite/vm.h"
#include "runtime/goroutine.h"
#include "runtime/heap.h"
#include "runtime/inbox.h"
#include "runtime/mutator.h"
#include "vm/vm.h"

namespace golite::embed {
class HostVm;
}

namespace golite::detail {

// A value or function that the host keeps. In the list of its VM until the VM ends.
struct Root {
  embed::HostVm* vm = nullptr;  // null after the VM's end
  Root* previous = nullptr;
  Root* next = nullptr;
  uint32_t references = 1;
  const vm::TypeDesc* type = nullptr;  // of a function: its signature; of a value: its dynamic type
  Slot data = 0;                       // the func value, or the data word of an interface
  bool is_value = false;
  // A method of a value: the function, and `data` is the receiver.
  const vm::Function* method = nullptr;
  bool returns_error = false;          // the Go function has a last result that the C++ signature lacks
};

// Shared by a host call that waits and those who may wake it.
struct Waker {
  std::shared_ptr<runtime::Inbox> inbox;
  embed::HostVm* vm = nullptr;  // only followed on the VM's thread, which the inbox leads to
  uint64_t goroutine = 0;
};

}  // namespace golite::detail

namespace golite::embed {

class HostVm final : private runtime::RootSource {
 public:
  HostVm(golite::Vm& owner, const Program::Impl& program, vm::Vm& machine);
  ~HostVm();

  golite::Vm& owner;
  const Program::Impl& program;
  vm::Vm& machine;
  bool running = false;            // the VM runs: nothing may be run on it
  bool initialised = false;        // the packages are, as far as this class knows
  std::optional<Error> error;      // of the last call that failed

  detail::Root* NewRoot(const vm::TypeDesc* type, detail::Slot data, bool is_value);
  void Unlink(detail::Root* root);

  // The Go object that stands for a C++ object, `type` being the pointer's: the same as long as a script has it, so that
  // pointers to one object are equal.
  void* HandleOf(const vm::TypeDesc* type, detail::HandleBox box);

  // A func value of type `func` that calls a C++ function.
  void* NewClosure(const vm::TypeDesc* func, detail::InvokeFn invoke, std::shared_ptr<void> callable);

  // The native behind every host function, and the one behind every func value made of a C++ function.
  static runtime::Outcome CallHost(runtime::Mutator& m, uint64_t* window);
  static runtime::Outcome CallClosure(runtime::Mutator& m, uint64_t* window);
  // The native that CallHost calls.
  runtime::Outcome Enter(const detail::HostFunction& f, const vm::TypeDesc* type, uint64_t* window);
  void SetPending(std::unique_ptr<detail::PendingCall> pending) { new_pending_ = std::move(pending); }
  // A goroutine that waits in a host call may go on.
  void Woken(uint64_t goroutine);

  static std::vector<Frame> PublicFrames(const std::vector<runtime::LogicalFrame>& logical);
  // The error of a run that did not end well.
  static Error ErrorOf(const vm::RunResult& run);
  // The text of an error value, by its method Error. Runs the VM.
  Error TextOf(runtime::GoIface error);

 private:
  // A host call in progress, innermost last in its goroutine's list.
  struct Pending {
    HostVm* vm = nullptr;
    runtime::Goroutine* g = nullptr;
    uint32_t window = 0;
    bool parked = false;        // waits for Woken
    std::unique_ptr<detail::PendingCall> call;
    runtime::ScriptCall script;
    const detail::Root* root = nullptr;    // whose function is being called
    const vm::Function* text_fn = nullptr; // method Error of the error that it returned
    detail::Slot text_args[1] = {};        // and its receiver; 0: there is none to be called
    bool asks_text = false;                // that call is in progress
  };
  struct Stub;

  runtime::Outcome Advance(Pending& p, const vm::TypeDesc* type, uint64_t* window);
  runtime::Outcome Ask(Pending& p);
  void Finish(Pending& p);
  static const vm::Function* ErrorMethod(const vm::TypeDesc* type);
  static void ScriptReturned(runtime::ScriptCall& call, const runtime::Slot* results);
  static void ScriptDropped(runtime::ScriptCall& call);
  void MarkRoots(runtime::Marker& marker) override;

  struct HandleKey {
    const vm::TypeDesc* type;
    void* object;
    bool operator==(const HandleKey&) const = default;
  };
  struct HashHandleKey {
    size_t operator()(const HandleKey& k) const { return std::hash<const void*>()(k.type) * 31 + std::hash<void*>()(k.object); }
  };

  detail::Root* roots_ = nullptr;
  std::unordered_map<HandleKey, void**, HashHandleKey> handles_;  // to a weak handle (runtime/heap.h)
  std::unordered_map<uint64_t, std::vector<std::unique_ptr<Pending>>> pending_;  // by goroutine
  std::unique_ptr<detail::PendingCall> new_pending_;
  std::unordered_map<const vm::TypeDesc*, std::unique_ptr<Stub>> stubs_;
};

inline HostVm& HostOf(runtime::Mutator& m) { return *static_cast<HostVm*>(m.host); }

}  // namespace golite::embed

struct golite::Call::Impl {
  golite::embed::HostVm& vm;
  golite::runtime::Outcome outcome = golite::runtime::Outcome::kDone;
};

struct golite::Vm::Impl {
  Impl(golite::Vm& owner, Program p, const VmOptions& o);

  Program program;
  vm::VmOptions options;
  vm::Vm machine;
  embed::HostVm host;
};
