// This file defines Mutator, the services of one VM that natives and the machine work with: the program, the heap, the
// scheduler, the globals, and state that library packages keep per VM.
//
// A function that takes Mutator& may allocate. Allocation never collects (runtime/heap.h), so heap pointers in local
// variables stay good until the function returns to the machine.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "runtime/heap.h"
#include "runtime/outcome.h"
#include "runtime/services.h"
#include "runtime/value.h"
#include "vm/program.h"

namespace golite::runtime {

class Scheduler;
class Chooser;
namespace race {
class Tracker;
}
struct MapInfo;
class ExposedMemory;

// Base of what a package keeps per VM: see Mutator::State.
class PackageState {
 public:
  virtual ~PackageState() = default;
  virtual void MarkRoots(Marker&) {}
};

class Mutator final : private RootSource {
 public:
  Mutator(const vm::Program& program, Scheduler& scheduler, const HeapOptions& options, const Capabilities& capabilities = {});
  ~Mutator();

  const vm::Program& program;
  Scheduler& scheduler;
  Heap heap;
  Services services;
  std::byte* globals = nullptr;      // Program::globals_type's memory, zeroed at start; a heap object in race mode
  bool memory_fault = false;         // the pending panic is a nil dereference
  void* host = nullptr;              // of the embedder
  race::Tracker* race = nullptr;     // in race mode
  std::vector<std::string> args;     // os.Args

  Chooser& chooser();

  // For natives that take long, called now and then: true when the run is to end, by a stop, for its time or fuel, or because
  // memory is exhausted. The native returns at once, with whatever results.
  bool Interrupted();

  // ---- strings and slices
  GoString NewString(std::string_view text);
  // A string of n undefined bytes to be filled in at once.
  GoString NewStringRaw(int64_t n, char** bytes);
  GoSlice<uint8_t> NewBytes(std::string_view text);
  // n zeroed elements of a scalar type, capacity n.
  template <class T>
  GoSlice<T> NewScalarSlice(int64_t n) {
    static_assert(std::is_arithmetic_v<T>);
    return {static_cast<T*>(heap.NewNoscan(static_cast<size_t>(n) * sizeof(T))), n, n};
  }
  GoSlice<GoString> NewStringSlice(int64_t n);

  // ---- interfaces
  // The value at `value` (slot form or memory form) of type t as an interface value.
  GoIface MakeIface(const TypeDesc* t, const void* value);
  GoIface StringIface(std::string_view text);   // a value of type string
  // An error made by errors.New. Requires: the program contains package errors.
  GoIface NewError(std::string_view text);
  // A type by its reflect string, looked up once per name in a VM. Null when the program has no such type.
  const TypeDesc* FindType(std::string_view string) const { return program.FindType(string); }

  // ---- maps
  const MapInfo* InfoOfMap(const TypeDesc* map_type);
  // At least `bytes` zeroed bytes that stay so for the life of the VM.
  const void* Zeroes(size_t bytes);
  // What unsafe pointers may point to; made with the first.
  ExposedMemory& exposed();

  // ---- interface tables: whether and how type t implements interface iface
  bool Implements(const TypeDesc* t, const TypeDesc* iface);
  // The first method of iface that t lacks; empty when it has all.
  std::string_view MissingMethod(const TypeDesc* t, const TypeDesc* iface);
  // The function of t for a method selector; null when t has no such method.
  const vm::Function* FindMethod(const TypeDesc* t, uint32_t selector);

  // ---- state of library packages: one T (derived from PackageState) per VM, made on first use by T() or T(*this).
  template <class T>
  T& State() {
    std::unique_ptr<PackageState>& p = StateSlot(&kStateKey<T>);
    if (p == nullptr) {
      if constexpr (std::is_constructible_v<T, Mutator&>) {
        p = std::make_unique<T>(*this);
      } else {
        p = std::make_unique<T>();
      }
      RegisterState(p.get());
    }
    return static_cast<T&>(*p);
  }

  uint64_t hash_seed() const { return hash_seed_; }
  const Layout* map_layout = nullptr;    // of Map and MapIter objects, made with the first
  const Layout* iter_layout = nullptr;

 private:
  template <class T>
  static constexpr char kStateKey = 0;
  struct Tables;

  std::unique_ptr<PackageState>& StateSlot(const void* key);
  void RegisterState(PackageState* state);
  void MarkRoots(Marker& marker) override;

  uint64_t hash_seed_ = 0;
  std::unique_ptr<Tables> tables_;
};

}  // namespace golite::runtime
