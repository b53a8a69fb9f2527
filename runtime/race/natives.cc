// This file implements the watching of natives.
#include "runtime/race/natives.h"

#include <string_view>

#include "runtime/race/tracker.h"
#include "runtime/scheduler.h"

namespace golite::runtime::race {
namespace {

using Shape = NativeAccess::Shape;

constexpr uint32_t kOfType = 0;  // as many bytes as the type that the native's first parameter says

// What natives do that reading their slices does not tell.
struct Row {
  std::string_view name;
  uint8_t param;
  Shape shape;
  bool write;
  uint32_t bytes;
};
constexpr Row kRows[] = {
    {"sort.Ints", 0, Shape::kSlice, true, 0},
    {"sort.Float64s", 0, Shape::kSlice, true, 0},
    {"sort.Strings", 0, Shape::kSlice, true, 0},
    {"runtime.callers", 1, Shape::kSlice, true, 0},
    {"runtime.stack", 0, Shape::kSlice, true, 0},
    {"crypto/rand.fill", 0, Shape::kSlice, true, 0},
    {"crypto/md5.blocks", 0, Shape::kSlice, true, 0},
    {"crypto/sha1.blocks", 0, Shape::kSlice, true, 0},
    {"crypto/sha256.blocks", 0, Shape::kSlice, true, 0},
    {"crypto/sha512.blocks", 0, Shape::kSlice, true, 0},
    {"encoding/base32.encode", 0, Shape::kSlice, true, 0},
    {"encoding/base32.decode", 0, Shape::kSlice, true, 0},
    {"encoding/base64.encode", 0, Shape::kSlice, true, 0},
    {"encoding/base64.decode", 0, Shape::kSlice, true, 0},
    {"encoding/hex.encode", 0, Shape::kSlice, true, 0},
    {"encoding/hex.decode", 0, Shape::kSlice, true, 0},
    {"encoding/binary.encode", 0, Shape::kSlice, true, 0},
    {"os.sysPread", 1, Shape::kSlice, true, 0},
    {"internal/stdio.Read", 1, Shape::kSlice, true, 0},
    {"reflect.move", 1, Shape::kPointer, true, kOfType},
    {"reflect.move", 2, Shape::kPointer, false, kOfType},
    {"reflect.zero", 1, Shape::kPointer, true, kOfType},
    {"reflect.isZero", 1, Shape::kPointer, false, kOfType},
    {"reflect.loadPointer", 0, Shape::kPointer, false, 8},
    {"reflect.storePointer", 0, Shape::kPointer, true, 8},
    {"reflect.loadBool", 0, Shape::kPointer, false, 1},
    {"reflect.loadInt", 1, Shape::kPointer, false, kOfType},
    {"reflect.loadUint", 1, Shape::kPointer, false, kOfType},
    {"reflect.loadFloat", 1, Shape::kPointer, false, kOfType},
    {"reflect.loadComplex", 1, Shape::kPointer, false, kOfType},
    {"reflect.loadString", 0, Shape::kPointer, false, 16},
    {"reflect.loadIface", 0, Shape::kPointer, false, 16},
    {"reflect.storeInt", 1, Shape::kPointer, true, kOfType},
    {"reflect.storeFloat", 1, Shape::kPointer, true, kOfType},
    {"reflect.storeComplex", 1, Shape::kPointer, true, kOfType},
    {"reflect.storeString", 0, Shape::kPointer, true, 16},
    {"reflect.storeIface", 0, Shape::kPointer, true, 16},
    {"reflect.sliceHeader", 0, Shape::kPointer, false, 24},
    {"reflect.storeSlice", 0, Shape::kPointer, true, 24},
    {"reflect.sliceBytes", 0, Shape::kPointer, false, 24},
    {"reflect.bytesToString", 0, Shape::kPointer, false, 24},
    {"reflect.runesToString", 0, Shape::kPointer, false, 24},
    {"reflect.equal", 1, Shape::kPointer, false, kOfType},
    {"reflect.equal", 2, Shape::kPointer, false, kOfType},
    {"reflect.mapLen", 0, Shape::kMap, false, 0},
    {"reflect.mapFind", 1, Shape::kMap, false, 0},
    {"reflect.mapSet", 1, Shape::kMap, true, 0},
    {"reflect.mapRemove", 1, Shape::kMap, true, 0},
    {"reflect.mapClear", 0, Shape::kMap, true, 0},
    {"reflect.mapIter", 1, Shape::kMap, false, 0},
};

// Natives whose slices nobody else can know, or that only look at the header.
bool IsPrivate(std::string_view name) { return name.starts_with("runtime.") || name.starts_with("internal/race."); }

Outcome CallWatched(Mutator& m, uint64_t* window) { return m.race->natives.Call(m, window); }

}  // namespace

void WatchedNatives::Install(const vm::Program& program, std::vector<NativeFn>& functions) {
  entries_.resize(functions.size());
  for (size_t i = 0; i < functions.size(); ++i) {
    const vm::NativeDecl& decl = program.natives[i];
    std::vector<NativeAccess> accesses;
    uint16_t slot = decl.result_slots;
    std::vector<uint16_t> slots;
    for (const TypeDesc* t : decl.type->params) {
      slots.push_back(slot);
      if (t->kind == Kind::kSlice && t->elem->size != 0 && !IsPrivate(decl.name))
        accesses.push_back({Shape::kSlice, /*write=*/false, slot, 0, static_cast<uint32_t>(t->elem->size)});
      slot = static_cast<uint16_t>(slot + (t->big ? 1 : t->slots));
    }
    for (const Row& row : kRows) {
      if (row.name != decl.name || row.param >= slots.size()) continue;
      if (row.shape == Shape::kSlice) {
        for (NativeAccess& a : accesses)
          if (a.slot == slots[row.param]) a.write = row.write;
      } else {
        accesses.push_back({row.shape, row.write, slots[row.param], slots[0], row.bytes});
      }
    }
    // A method's receiver is no part of the signature, so the slots above would be wrong.
    if (accesses.empty() || slot != decl.result_slots + decl.param_slots || functions[i] == nullptr) continue;
    entries_[i] = {functions[i], std::move(accesses)};
    functions[i] = &CallWatched;
  }
}

Outcome WatchedNatives::Call(Mutator& m, uint64_t* window) const {
  Goroutine* g = m.scheduler.current();
  const Entry& entry = entries_[static_cast<size_t>(g->native_index)];
  if (!m.race->solo()) {
    for (const NativeAccess& a : entry.accesses) {
      const AccessKind kind = a.write ? AccessKind::kWrite : AccessKind::kRead;
      const uint64_t p = window[a.slot];
      if (p == 0) continue;
      switch (a.shape) {
        case Shape::kSlice: m.race->Access(g, p, window[a.slot + 1] * a.bytes, kind); break;
        case Shape::kPointer:
          m.race->Access(g, p, a.bytes != kOfType ? a.bytes : reinterpret_cast<const TypeDesc*>(window[a.type_slot])->size, kind);
          break;
        case Shape::kMap:
          m.race->Access(g, p, 8, AccessKind::kRead);
          m.race->Access(g, *reinterpret_cast<const uint64_t*>(p), 8, kind);
          break;
      }
    }
  }
  return entry.fn(m, window);
}

}  // namespace golite::runtime::race
