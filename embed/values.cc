// This file implements what the templates of the public headers ask of the library: making and reading Go values, and
// calling script functions.
#include <cstring>

#include "embed/host_vm.h"
#include "embed/signature.h"
#include "golite/value.h"
#include "runtime/map.h"
#include "runtime/map_table.h"
#include "runtime/object_kinds.h"
#include "runtime/ops.h"
#include "runtime/panic.h"
#include "runtime/scheduler.h"

namespace golite {

using embed::HostOf;
using embed::HostVm;

namespace detail {

static_assert(kMaxInlineSlots == vm::kMaxInlineSlots);

// ---------------------------------------------------------------- values

void WriteString(Mutator& m, std::string_view text, void* to) {
  runtime::GoString s;
  if (!text.empty()) {
    char* bytes = static_cast<char*>(m.heap.NewNoscanRaw(text.size()));
    m.heap.CopyLong(bytes, text.data(), text.size());
    s = {bytes, static_cast<int64_t>(text.size())};
  }
  std::memcpy(to, &s, sizeof s);
}

void WriteError(Mutator& m, const Error& error, void* to) {
  const runtime::GoIface value = error ? m.NewError(error.message) : runtime::GoIface{};
  std::memcpy(to, &value, sizeof value);
}

void* WriteSlice(Mutator& m, const GoType* slice, size_t n, void* to) {
  void* data = m.heap.TryNewArray(slice->elem, n);
  if (data == nullptr) m.heap.NoteOutOfMemory();
  const runtime::AnySlice value{static_cast<std::byte*>(data), data == nullptr ? 0 : static_cast<int64_t>(n),
                                data == nullptr ? 0 : static_cast<int64_t>(n)};
  std::memcpy(to, &value, sizeof value);
  return data;
}

void* NewValue(Mutator& m, const GoType* type) { return m.heap.New(type); }
const GoType* ElemOf(const GoType* type) { return type->elem; }
const GoType* KeyOf(const GoType* type) { return type->key; }
const GoType* FieldTypeOf(const GoType* type, size_t i) { return type->fields[i].type; }
const GoType* ParamOf(const GoType* func, size_t i) { return func->params[i]; }
const GoType* ResultOf(const GoType* func, size_t i) { return func->results[i]; }

void* NewMap(Mutator& m, const GoType* map, size_t hint) { return runtime::NewMap(m, map, static_cast<int64_t>(hint)); }
size_t MapLen(const void* map) { return static_cast<size_t>(runtime::MapLen(static_cast<const runtime::Map*>(map))); }

Slot* MapAssign(Mutator& m, void* map, const Slot* key) {
  auto* table = static_cast<runtime::Map*>(map);
  switch (table->info->key_kind) {
    case runtime::MapInfo::KeyKind::kWord: return runtime::MapAssign64(m, table, *key);
    case runtime::MapInfo::KeyKind::kString: return runtime::MapAssignStr(m, table, runtime::binder::Load<runtime::GoString>(key));
    case runtime::MapInfo::KeyKind::kAny: return runtime::MapAssign(m, table, key);
  }
  return nullptr;
}

void ForEachEntry(Mutator& m, const GoType*, void* map, void* user, void (*visit)(void*, const void*, const void*)) {
  if (map == nullptr) return;
  runtime::MapIter it{};
  runtime::InitMapIter(m, &it, static_cast<runtime::Map*>(map));
  for (runtime::MapIterNext(m, &it); it.key != nullptr; runtime::MapIterNext(m, &it)) visit(user, it.key, it.value);
}

// ---------------------------------------------------------------- handles

void* NewHandle(Mutator& m, const GoType* type, HandleBox box) { return HostOf(m).HandleOf(type, std::move(box)); }

HandleBox* BoxOf(void* handle) {
  if (handle == nullptr) return nullptr;
  return runtime::HostCast<HandleBox>(*static_cast<runtime::HostObject**>(handle));
}

// ---------------------------------------------------------------- roots

Root* NewRoot(Mutator& m, const GoType* func, Slot closure, bool returns_error) {
  Root* root = HostOf(m).NewRoot(func, closure, /*is_value=*/false);
  root->returns_error = returns_error;
  return root;
}
void Retain(Root* root) { ++root->references; }
void Release(Root* root) {
  if (--root->references != 0) return;
  if (root->vm != nullptr) root->vm->Unlink(root);
  delete root;
}
bool IsNil(const Root* root) { return root->vm == nullptr || (root->is_value ? root->type == nullptr : root->data == 0); }
const GoType* TypeOf(const Root* root) { return root->type; }
Slot DataOf(Mutator& m, const Root* root) { return root->vm == &HostOf(m) && root->method == nullptr ? root->data : 0; }
Mutator* MutatorOf(const Root* root) { return root->vm == nullptr ? nullptr : &root->vm->machine.mutator(); }

void* NewClosure(Mutator& m, const GoType* func, InvokeFn invoke, std::shared_ptr<void> callable) {
  return HostOf(m).NewClosure(func, invoke, std::move(callable));
}

// ---------------------------------------------------------------- calls of script functions

namespace {
// Before arguments are made, which nothing but the call keeps from the collector.
bool Initialise(HostVm& host) {
  host.running = true;
  const vm::RunResult init = host.machine.Init();
  host.running = false;
  host.initialised = init.kind == vm::RunResult::Kind::kReturned;
  if (host.initialised) return true;
  host.error = HostVm::ErrorOf(init);
  return false;
}
}  // namespace

Mutator* BeginCall(Root* root) {
  if (root == nullptr || root->vm == nullptr || (root->data == 0 && root->method == nullptr)) return nullptr;
  HostVm& host = *root->vm;
  if (host.running) return nullptr;
  if (!host.initialised && !Initialise(host)) [[unlikely]] return nullptr;
  return &host.machine.mutator();
}

namespace {
std::vector<Slot> WithReceiver(const Root* root, const Slot* args, uint32_t arg_slots) {
  std::vector<Slot> all{root->data};
  all.insert(all.end(), args, args + arg_slots);
  return all;
}

[[gnu::noinline]] bool CallMethod(HostVm& host, const Root* root, const Slot* args, uint32_t arg_slots, std::span<Slot> results) {
  return host.machine.CallFast(reinterpret_cast<Slot>(root->method), WithReceiver(root, args, arg_slots), results);
}

[[gnu::noinline]] bool Failed(HostVm& host) {
  host.error = HostVm::ErrorOf(host.machine.last_result());
  return false;
}
}  // namespace

bool FinishCall(Root* root, const Slot* args, uint32_t arg_slots, Slot* results, uint32_t result_slots) {
  HostVm& host = *root->vm;
  const std::span<Slot> all_results(results, result_slots + (root->returns_error ? 2 : 0));
  host.running = true;
  const bool returned = root->method == nullptr ? host.machine.CallFast(root->data, {args, arg_slots}, all_results)
                                                : CallMethod(host, root, args, arg_slots, all_results);
  host.running = false;
  if (!returned) [[unlikely]] return Failed(host);
  if (!root->returns_error) return true;
  const auto error = runtime::binder::Load<runtime::GoIface>(results + result_slots);
  if (error.is_nil()) return true;
  host.error = host.TextOf(error);
  return false;
}

bool StartCall(Root* root, const Slot* args, uint32_t arg_slots) {
  HostVm& host = *root->vm;
  const std::vector<Slot> all = root->method != nullptr ? WithReceiver(root, args, arg_slots) : std::vector<Slot>(args, args + arg_slots);
  const Slot closure = root->method != nullptr ? reinterpret_cast<Slot>(root->method) : root->data;
  // A VM that has ended starts nothing.
  if (!Initialise(host)) return false;
  std::string text;
  if (host.machine.Start(closure, all, &text)) return true;
  host.error = Error(text, ErrorKind::kGoroutines);
  return false;
}

Error TakeError(Root* root) {
  if (root == nullptr || (root->vm != nullptr && root->data == 0 && root->method == nullptr)) {
    return Error("call of a nil func", ErrorKind::kSignature);
  }
  if (root->vm == nullptr) return Error("the VM of this function has ended", ErrorKind::kStopped);
  HostVm& host = *root->vm;
  if (host.running) {
    return Error("the VM is running: a host function awaits script functions in a Task, and calls none", ErrorKind::kFatal);
  }
  Error error = std::move(*host.error);
  host.error.reset();
  return error;
}

// ---------------------------------------------------------------- Value

Root* NewIfaceRoot(Mutator& m, const void* iface) {
  const auto value = runtime::binder::Load<runtime::GoIface>(static_cast<const Slot*>(iface));
  return value.is_nil() ? nullptr : HostOf(m).NewRoot(value.type, value.data, /*is_value=*/true);
}

void WriteIface(Mutator& m, const Root* root, void* to) {
  runtime::GoIface value;
  if (root != nullptr && root->vm == &HostOf(m)) value = {root->type, root->data};
  std::memcpy(to, &value, sizeof value);
}

const void* AddressOf(const Root* root, const TypeInfo& want, const GoType** type, Error* error) {
  if (root == nullptr || root->vm == nullptr) {
    *error = Error("the value is nil, not " + embed::Describe(want), ErrorKind::kSignature);
    return nullptr;
  }
  if (!embed::Matches(want, root->type)) {
    *error = Error("the value is a " + std::string(root->type->string) + ", not " + embed::Describe(want), ErrorKind::kSignature);
    return nullptr;
  }
  *type = root->type;
  return root->type->direct_iface ? static_cast<const void*>(&root->data) : reinterpret_cast<const void*>(root->data);
}

const GoType* FindType(Mutator& m, const TypeInfo& info) {
  // Unnamed and predeclared types first: an int is an int, not a time.Duration.
  const GoType* found = nullptr;
  for (const GoType* t : m.program.types) {
    const bool plain = t->pkg_path.empty() || (info.kind == Kind::kStruct && t->name == info.name);
    if (t->string.empty() || (found != nullptr && !plain) || !embed::Matches(info, t)) continue;
    if (static_cast<Kind>(t->kind) == info.kind && plain) return t;
    if (found == nullptr) found = t;
  }
  return found;
}

Root* BoxValue(Mutator& m, const GoType* type, const void* memory) {
  const runtime::GoIface value = m.MakeIface(type, memory);
  return HostOf(m).NewRoot(value.type, value.data, /*is_value=*/true);
}

Result<Root*> FindMethod(const Root* root, std::string_view name, const Signature& signature) {
  if (root == nullptr || root->vm == nullptr) return Error("nil has no method " + std::string(name), ErrorKind::kSignature);
  const std::string full = "method " + std::string(root->type->string) + "." + std::string(name);
  for (const vm::MethodDesc& method : root->type->methods) {
    if (method.name != name) continue;
    if (method.fn == nullptr) return Error(full + " is not compiled: the program never calls a method of that name", ErrorKind::kSignature);
    bool last_error = false;
    if (std::string wrong = embed::Compare(signature, method.type, &last_error); !wrong.empty()) {
      return Error(full + " " + wrong, ErrorKind::kSignature);
    }
    Root* found = root->vm->NewRoot(method.type, root->data, /*is_value=*/false);
    found->method = method.fn;
    found->returns_error = last_error;
    return found;
  }
  return Error("there is no " + full, ErrorKind::kSignature);
}

// ---------------------------------------------------------------- host calls that wait

std::shared_ptr<Waker> NewWaker(Call& call) {
  auto waker = std::make_shared<Waker>();
  runtime::Scheduler& scheduler = call.mutator().scheduler;
  waker->inbox = scheduler.inbox();
  waker->vm = &call.impl().vm;
  waker->goroutine = scheduler.current()->id;
  return waker;
}

void Wake(Waker& waker) {
  waker.inbox->Post([vm = waker.vm, goroutine = waker.goroutine] { vm->Woken(goroutine); });
}

void SetPending(Call& call, std::unique_ptr<PendingCall> pending) { call.impl().vm.SetPending(std::move(pending)); }

}  // namespace detail

std::string Value::type() const {
  const detail::Root* root = root_.get();
  return root == nullptr || root->vm == nullptr ? "<nil>" : std::string(root->type->string);
}

Vm& Call::vm() const { return impl_.vm.owner; }

void Call::Panic(std::string_view text) {
  panicked_ = true;
  impl_.outcome = runtime::PanicString(m_, text);
}

void Call::PanicNil() {
  panicked_ = true;
  impl_.outcome = runtime::PanicNil(m_);
}

}  // namespace golite
