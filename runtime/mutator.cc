// This file implements Mutator: making Go values from C++, method look-up, and per-VM state of library packages.
#include "runtime/mutator.h"

#include <cstdlib>
#include <cstring>
#include <unordered_map>

#include "runtime/exposed.h"
#include "runtime/map_table.h"
#include "runtime/ops.h"
#include "runtime/scheduler.h"
#include "support/check.h"

namespace golite::runtime {
namespace {

// A direct-mapped cache of (type, key) pairs, made with the first question: an idle VM has none.
struct PairCache {
  struct Entry {
    const TypeDesc* type = nullptr;
    uint64_t key = 0;
    const void* value = nullptr;
  };
  static constexpr size_t kSize = 1024;
  std::unique_ptr<Entry[]> entries;

  Entry& At(const TypeDesc* t, uint64_t key) {
    uint64_t h = (reinterpret_cast<uint64_t>(t) >> 4) * 0x9E3779B97F4A7C15ull ^ key * 0xC2B2AE3D27D4EB4Full;
    if (entries == nullptr) [[unlikely]] entries = std::make_unique<Entry[]>(kSize);
    return entries[(h >> 32) % kSize];
  }
};

}  // namespace

struct Mutator::Tables {
  std::unordered_map<const void*, std::unique_ptr<PackageState>> states;
  std::vector<PackageState*> state_order;
  std::vector<std::unique_ptr<MapInfo>> maps;                     // by TypeDesc::index
  std::unordered_map<const TypeDesc*, std::unique_ptr<MapInfo>> foreign_maps;
  std::vector<std::unique_ptr<uint64_t[]>> zeroes;
  size_t zero_bytes = 0;
  PairCache methods, implements;
  const TypeDesc* string_type = nullptr;
  const TypeDesc* error_type = nullptr;  // *errors.errorString
  std::unique_ptr<ExposedMemory> exposed;
};

Mutator::Mutator(const vm::Program& p, Scheduler& s, const HeapOptions& options, const Capabilities& capabilities)
    : program(p), scheduler(s), heap(&p, options), services(capabilities), tables_(std::make_unique<Tables>()) {
  hash_seed_ = chooser().Next(Choice::kMapOrder);
  size_t bytes = program.globals_type == nullptr ? 0 : program.globals_type->size;
  // They count against the memory limit; too many of them end the run before it begins.
  if (!heap.ChargeGlobals(bytes)) bytes = 0;
  if (program.race) {
    // Shadow memory covers the heap only.
    globals = static_cast<std::byte*>(heap.NewNoscan(bytes + 8));
    heap.NewHandle(globals);
  } else {
    globals = static_cast<std::byte*>(std::calloc(bytes / 8 + 1, 8));
    GOLITE_CHECK(globals != nullptr, "no memory for the global variables");
  }
  tables_->maps.resize(program.types.size());
  tables_->string_type = program.FindType("string");
  heap.AddRoots(this);
}

Mutator::~Mutator() {
  // State of packages may refer to each other's; the latest goes first.
  for (size_t i = tables_->state_order.size(); i-- > 0;)
    for (auto& [key, state] : tables_->states)
      if (state.get() == tables_->state_order[i]) state.reset();
  heap.RemoveRoots(this);
  if (!program.race) std::free(globals);
}

bool Mutator::Interrupted() {
  if (heap.out_of_memory()) return true;
  if (!scheduler.stop_requested() && !scheduler.OverTime() && !heap.overworked()) return false;
  heap.RequestAttention();
  return true;
}

ExposedMemory& Mutator::exposed() {
  if (tables_->exposed == nullptr) {
    const uint64_t size = program.globals_type == nullptr ? 0 : program.globals_type->size;
    tables_->exposed = std::make_unique<ExposedMemory>(heap, globals, size);
  }
  return *tables_->exposed;
}

Chooser& Mutator::chooser() { return scheduler.chooser(); }

void Mutator::MarkRoots(Marker& marker) {
  if (program.globals_type != nullptr && !heap.out_of_memory()) marker.MarkValues(program.globals_type, globals);
  for (PackageState* s : tables_->state_order) s->MarkRoots(marker);
  marker.MarkIface(scheduler.pending_panic);
}

std::unique_ptr<PackageState>& Mutator::StateSlot(const void* key) { return tables_->states[key]; }
void Mutator::RegisterState(PackageState* state) { tables_->state_order.push_back(state); }

GoString Mutator::NewString(std::string_view text) {
  if (text.empty()) return {};
  char* bytes = static_cast<char*>(heap.NewNoscanRaw(text.size()));
  heap.CopyLong(bytes, text.data(), text.size());
  return {bytes, static_cast<int64_t>(text.size())};
}

GoString Mutator::NewStringRaw(int64_t n, char** bytes) {
  *bytes = n == 0 ? nullptr : static_cast<char*>(heap.NewNoscanRaw(static_cast<size_t>(n)));
  return {*bytes, n};
}

GoSlice<uint8_t> Mutator::NewBytes(std::string_view text) {
  auto n = static_cast<int64_t>(text.size());
  auto* bytes = static_cast<uint8_t*>(heap.NewNoscanRaw(text.size()));
  heap.CopyLong(bytes, text.data(), text.size());
  return {bytes, n, n};
}

GoSlice<GoString> Mutator::NewStringSlice(int64_t n) {
  GOLITE_CHECK(tables_->string_type != nullptr, "the program has no type string");
  return {static_cast<GoString*>(heap.NewArray(tables_->string_type, static_cast<uint64_t>(n))), n, n};
}

GoIface Mutator::MakeIface(const TypeDesc* t, const void* value) {
  if (t->direct_iface) {
    uint64_t slot = 0;
    LoadSlots(t, value, &slot);
    return {t, slot};
  }
  void* copy = heap.New(t);
  heap.CopyLong(copy, value, t->size);
  return {t, reinterpret_cast<uint64_t>(copy)};
}

GoIface Mutator::StringIface(std::string_view text) {
  GOLITE_CHECK(tables_->string_type != nullptr, "the program has no type string");
  GoString s = NewString(text);
  return MakeIface(tables_->string_type, &s);
}

GoIface Mutator::NewError(std::string_view text) {
  if (tables_->error_type == nullptr) tables_->error_type = FindType("*errors.errorString");
  const TypeDesc* t = tables_->error_type;
  GOLITE_CHECK(t != nullptr, "a native makes an error, but the program lacks package errors");
  auto* object = static_cast<GoString*>(heap.New(t->elem));
  *object = NewString(text);
  return {t, reinterpret_cast<uint64_t>(object)};
}

const MapInfo* Mutator::InfoOfMap(const TypeDesc* t) {
  bool own = t->index < tables_->maps.size() && program.types[t->index] == t;
  std::unique_ptr<MapInfo>& info = own ? tables_->maps[t->index] : tables_->foreign_maps[t];
  if (info == nullptr) info = std::make_unique<MapInfo>(MakeMapInfo(*this, t));
  return info.get();
}

const void* Mutator::Zeroes(size_t bytes) {
  alignas(64) static constexpr uint64_t kZeroes[512] = {};
  if (bytes <= sizeof kZeroes) return kZeroes;
  if (bytes > tables_->zero_bytes) {
    // The smaller ones stay: pointers to them may be in frames.
    tables_->zero_bytes = bytes * 2;
    tables_->zeroes.push_back(std::make_unique<uint64_t[]>(tables_->zero_bytes / 8 + 1));
  }
  return tables_->zeroes.back().get();
}

namespace {

const vm::MethodDesc* FindBySelector(const TypeDesc* t, uint32_t selector) {
  for (const vm::MethodDesc& method : t->methods)
    if (method.selector == selector) return &method;
  return nullptr;
}

// The first method of iface that t lacks; null when it has all. Both lists are in the same order.
const vm::MethodDesc* FirstMissing(const TypeDesc* t, const TypeDesc* iface) {
  size_t at = 0;
  for (const vm::MethodDesc& want : iface->methods) {
    while (at < t->methods.size() && t->methods[at].selector != want.selector) ++at;
    if (at == t->methods.size() || t->methods[at].type != want.type) return &want;
  }
  return nullptr;
}

}  // namespace

bool Mutator::Implements(const TypeDesc* t, const TypeDesc* iface) {
  if (iface->methods.empty()) return true;
  auto key = reinterpret_cast<uint64_t>(iface);
  PairCache::Entry& e = tables_->implements.At(t, key >> 4);
  if (e.type != t || e.key != key) {
    bool yes = FirstMissing(t, iface) == nullptr;
    e = {t, key, yes ? t : nullptr};
  }
  return e.value != nullptr;
}

std::string_view Mutator::MissingMethod(const TypeDesc* t, const TypeDesc* iface) {
  const vm::MethodDesc* missing = FirstMissing(t, iface);
  return missing == nullptr ? std::string_view() : missing->name;
}

const vm::Function* Mutator::FindMethod(const TypeDesc* t, uint32_t selector) {
  PairCache::Entry& e = tables_->methods.At(t, selector);
  if (e.type != t || e.key != selector) {
    const vm::MethodDesc* method = FindBySelector(t, selector);
    e = {t, selector, method == nullptr ? nullptr : method->fn};
  }
  return static_cast<const vm::Function*>(e.value);
}

}  // namespace golite::runtime
