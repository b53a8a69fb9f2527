// This file implements the natives of package internal/race.
#include "runtime/race/tracker.h"

#include "runtime/native.h"
#include "runtime/scheduler.h"

namespace golite::stdlib {
namespace {

using runtime::AnySlice;
using runtime::Bind;
using runtime::GoIface;
using runtime::GoString;
using runtime::Goroutine;
using runtime::Kind;
using runtime::Mutator;
using runtime::Native;
using runtime::race::AccessKind;

int64_t Errors(Mutator& m) { return static_cast<int64_t>(m.race->report_count()); }

const void* ObjectOf(GoIface p) { return reinterpret_cast<const void*>(p.data); }
uint64_t SizeOf(GoIface p) { return p.type != nullptr && p.type->kind == Kind::kPointer ? p.type->elem->size : 8; }

void Acquire(Mutator& m, GoIface p) { m.race->Acquire(m.scheduler.current(), ObjectOf(p)); }
void Release(Mutator& m, GoIface p) { m.race->Release(m.scheduler.current(), ObjectOf(p)); }
void ReleaseMerge(Mutator& m, GoIface p) { m.race->ReleaseMerge(m.scheduler.current(), ObjectOf(p)); }
void Disable(Mutator& m) { m.race->Disable(m.scheduler.current()); }
void Enable(Mutator& m) { m.race->Enable(m.scheduler.current()); }

void Read(Mutator& m, GoIface p) { m.race->Access(m.scheduler.current(), p.data, SizeOf(p), AccessKind::kRead); }
void Write(Mutator& m, GoIface p) { m.race->Access(m.scheduler.current(), p.data, SizeOf(p), AccessKind::kWrite); }
void SharedWrite(Mutator& m, GoIface p) {
  m.race->Access(m.scheduler.current(), p.data, SizeOf(p), AccessKind::kAtomicWrite);
}

void Range(Mutator& m, GoIface s, AccessKind kind) {
  if (s.type == nullptr) return;
  if (s.type->kind == Kind::kSlice) {
    const auto* slice = static_cast<const AnySlice*>(s.address());
    m.race->Access(m.scheduler.current(), reinterpret_cast<uint64_t>(slice->data),
                   static_cast<uint64_t>(slice->len) * s.type->elem->size, kind);
  } else if (s.type->kind == Kind::kString) {
    const auto* text = static_cast<const GoString*>(s.address());
    m.race->Access(m.scheduler.current(), reinterpret_cast<uint64_t>(text->data), static_cast<uint64_t>(text->len), kind);
  }
}
void ReadRange(Mutator& m, GoIface s) { Range(m, s, AccessKind::kRead); }
void WriteRange(Mutator& m, GoIface s) { Range(m, s, AccessKind::kWrite); }

void AtomicLoad(Mutator& m, GoIface p) { m.race->AtomicLoad(m.scheduler.current(), ObjectOf(p), SizeOf(p)); }
void AtomicStore(Mutator& m, GoIface p) { m.race->AtomicStore(m.scheduler.current(), ObjectOf(p), SizeOf(p)); }
void AtomicUpdate(Mutator& m, GoIface p) { m.race->AtomicUpdate(m.scheduler.current(), ObjectOf(p), SizeOf(p)); }

constexpr Native kNatives[] = {
    Bind<&Errors>("Errors"), Bind<&Acquire>("Acquire"), Bind<&Release>("Release"), Bind<&ReleaseMerge>("ReleaseMerge"),
    Bind<&Disable>("Disable"), Bind<&Enable>("Enable"), Bind<&Read>("Read"), Bind<&Write>("Write"),
    Bind<&ReadRange>("ReadRange"), Bind<&WriteRange>("WriteRange"), Bind<&AtomicLoad>("AtomicLoad"),
    Bind<&AtomicStore>("AtomicStore"), Bind<&AtomicUpdate>("AtomicUpdate"), Bind<&SharedWrite>("SharedWrite"),
};

}  // namespace

extern constinit const runtime::NativePackage kPackage_internal_race = {"internal/race", kNatives};

}  // namespace golite::stdlib
