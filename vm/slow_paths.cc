// This file implements the slow paths of the interpreter.
#include "vm/slow_paths.h"

#include <algorithm>
#include <cstring>

#include "runtime/channel.h"
#include "runtime/exposed.h"
#include "runtime/map.h"
#include "runtime/ops.h"
#include "runtime/panic.h"
#include "runtime/race/tracker.h"

namespace golite::vm {
namespace {

using namespace runtime;

constexpr uint64_t kNilPage = 4096;  // addresses below are nil dereferences
constexpr Outcome kDone = Outcome::kDone;

const TypeDesc* TypeOf(Machine& m, Fields f) { return m.program.types[f.index()]; }

GoString StringAt(const Slot* s) { return {reinterpret_cast<const char*>(s[0]), static_cast<int64_t>(s[1])}; }
AnySlice SliceAt(const Slot* s) {
  return {reinterpret_cast<std::byte*>(s[0]), static_cast<int64_t>(s[1]), static_cast<int64_t>(s[2])};
}
GoIface IfaceAt(const Slot* s) { return {reinterpret_cast<const TypeDesc*>(s[0]), s[1]}; }
void Put(Slot* s, GoString v) {
  s[0] = reinterpret_cast<Slot>(v.data);
  s[1] = static_cast<Slot>(v.len);
}
void Put(Slot* s, AnySlice v) {
  s[0] = reinterpret_cast<Slot>(v.data);
  s[1] = static_cast<Slot>(v.len);
  s[2] = static_cast<Slot>(v.cap);
}
void Put(Slot* s, GoIface v) {
  s[0] = reinterpret_cast<Slot>(v.type);
  s[1] = v.data;
}
void Put(Slot* s, const void* p) { *s = reinterpret_cast<Slot>(p); }
Map* MapAt(const Slot* s) { return reinterpret_cast<Map*>(*s); }

Outcome OutOfMemory(Machine& m) { return runtime::OutOfMemory(m.mutator); }
// How an instruction ends that allocated without knowing a bound: the memory may be the kind that forgets (runtime/heap.h).
Outcome Allocated(Machine& m) { return m.mutator.heap.attention() ? m.Attend(kDone) : kDone; }
// How an instruction ends that touched so many bytes. A few cost no more than any other instruction.
Outcome Touched(Machine& m, uint64_t bytes) {
  if (bytes < 4096) [[likely]] return kDone;
  m.mutator.heap.NoteWork(bytes);
  return Allocated(m);
}
// Both.
Outcome Grown(Machine& m, uint64_t bytes) {
  m.mutator.heap.NoteWork(bytes);
  return Allocated(m);
}

}  // namespace

#define SLOW(name) \
  Outcome Slow##name([[maybe_unused]] Machine& m, [[maybe_unused]] Goroutine* g, [[maybe_unused]] Slot* fp, Fields f)

// ---------------------------------------------------------------- comparisons

SLOW(EqVal) {
  bool equal = false;
  Outcome o = EqualValues(m.mutator, TypeOf(m, f), fp + f.b(), fp + f.c(), equal);
  if (o != kDone) return o;
  fp[f.a()] = equal;
  return Touched(m, TypeOf(m, f)->size);
}

SLOW(EqIface) {
  bool equal = false;
  const GoIface x = IfaceAt(fp + f.b());
  Outcome o = EqualIfaces(m.mutator, x, IfaceAt(fp + f.c()), equal);
  if (o != kDone) return o;
  fp[f.a()] = equal;
  return Touched(m, x.type ? x.type->size : 0);
}

// ---------------------------------------------------------------- memory

SLOW(LoadN) {
  const uint64_t p = fp[f.b()];
  if (p < kNilPage) return PanicNil(m.mutator);
  Slot* to = fp + f.a();
  const uint32_t bytes = f.index();
  if (f.count() > 0) {
    // The source may be read into the slot that holds its own address: p was taken before.
    Slot last = 0;
    const uint32_t whole = (f.count() - 1) * 8u;
    std::memcpy(&last, reinterpret_cast<const char*>(p + f.c()) + whole, bytes - whole);
    std::memcpy(to, reinterpret_cast<const char*>(p + f.c()), whole);
    to[f.count() - 1] = last;
  }
  return kDone;
}

SLOW(StoreN) {
  const uint64_t p = fp[f.a()];
  if (p < kNilPage) return PanicNil(m.mutator);
  std::memcpy(reinterpret_cast<char*>(p + f.c()), fp + f.b(), f.index());
  return kDone;
}

// ---------------------------------------------------------------- slicing

namespace {

// Checks low <= high <= max <= cap as the flags say and fills in what is absent. `limit` bounds high in s[low:high].
bool SliceBounds(const Slot* bounds, int flags, int64_t len, int64_t cap, uint64_t& low, uint64_t& high, uint64_t& max) {
  low = flags & 1 ? bounds[0] : 0;
  high = flags & 2 ? bounds[1] : static_cast<uint64_t>(len);
  max = flags & 4 ? bounds[2] : static_cast<uint64_t>(cap);
  return max <= static_cast<uint64_t>(cap) && high <= max && low <= high;
}

Outcome BoundsPanic(Machine& m, const Goroutine* g, const Slot* bounds, int flags, int64_t len, int64_t cap, bool fixed) {
  const vm::Function* fn = FunctionAt(g->fp);
  return PanicSlice(m.mutator, bounds[0], bounds[1], bounds[2], flags, len, cap, fixed, fn->UnsignedOperands(g->pc));
}

}  // namespace

SLOW(SliceSlice) {
  AnySlice s = SliceAt(fp + f.b());
  uint64_t low, high, max;
  if (!SliceBounds(fp + f.c(), f.extra(), s.len, s.cap, low, high, max)) [[unlikely]]
    return BoundsPanic(m, g, fp + f.c(), f.extra(), s.len, s.cap, /*fixed=*/false);
  // An empty rest keeps the base, so that no pointer names the object behind.
  std::byte* data = max == low ? s.data : s.data + low * f.index();
  Put(fp + f.a(), AnySlice{data, static_cast<int64_t>(high - low), static_cast<int64_t>(max - low)});
  return kDone;
}

SLOW(SliceStr) {
  GoString s = StringAt(fp + f.b());
  uint64_t low, high, max;
  if (!SliceBounds(fp + f.c(), f.extra() & 3, s.len, s.len, low, high, max)) [[unlikely]]
    return BoundsPanic(m, g, fp + f.c(), f.extra() & 3, s.len, s.len, /*fixed=*/true);
  Put(fp + f.a(), GoString{high == low ? s.data : s.data + low, static_cast<int64_t>(high - low)});
  return kDone;
}

SLOW(SliceArr) {
  const uint64_t p = fp[f.b()];
  if (p < kNilPage) return PanicNil(m.mutator);
  const int64_t len = static_cast<uint32_t>(f.ext_word);
  const uint64_t size = (f.ext_word >> 32) & ((1u << 29) - 1);
  const int flags = static_cast<int>(f.ext_word >> 61);
  uint64_t low, high, max;
  if (!SliceBounds(fp + f.c(), flags, len, len, low, high, max)) [[unlikely]]
    return BoundsPanic(m, g, fp + f.c(), flags, len, len, /*fixed=*/true);
  std::byte* base = reinterpret_cast<std::byte*>(p);
  Put(fp + f.a(), AnySlice{max == low ? base : base + low * size, static_cast<int64_t>(high - low), static_cast<int64_t>(max - low)});
  return kDone;
}

SLOW(SliceToArr) {
  AnySlice s = SliceAt(fp + f.b());
  if (s.len < static_cast<int64_t>(f.index())) return PanicSliceToArray(m.mutator, s.len, f.index());
  Put(fp + f.a(), s.data);
  return kDone;
}

// ---------------------------------------------------------------- slices

SLOW(MakeSlice) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  AnySlice s;
  const auto make = [&] {
    return MakeSlice(m.mutator, TypeOf(m, f), static_cast<int64_t>(fp[f.b()]), static_cast<int64_t>(fp[f.c()]), s);
  };
  Outcome o = make();
  if (o == Outcome::kFatal && m.CollectForMore(g)) o = make();
  if (o != kDone) return o;
  Put(fp + f.a(), s);
  return Allocated(m);
}

SLOW(AppendVal) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  if (AppendOverflows(SliceAt(fp + f.b()), f.extra())) return PanicError(m.mutator, "growslice: len out of range");
  Put(fp + f.a(), AppendValues(m.mutator, TypeOf(m, f), SliceAt(fp + f.b()), fp + f.c(), f.extra()));
  return Allocated(m);
}

SLOW(Append64) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  AnySlice s = GrowSlice(m.mutator, TypeOf(m, f), SliceAt(fp + f.b()), 1);
  std::memcpy(s.data + s.len * 8, &fp[f.c()], 8);
  ++s.len;
  Put(fp + f.a(), s);
  return Allocated(m);
}

SLOW(Append8) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  AnySlice s = GrowSlice(m.mutator, TypeOf(m, f), SliceAt(fp + f.b()), 1);
  s.data[s.len++] = static_cast<std::byte>(fp[f.c()]);
  Put(fp + f.a(), s);
  return Allocated(m);
}

SLOW(AppendSlice) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  if (AppendOverflows(SliceAt(fp + f.b()), SliceAt(fp + f.c()).len)) return PanicError(m.mutator, "growslice: len out of range");
  const uint64_t bytes = static_cast<uint64_t>(SliceAt(fp + f.c()).len) * TypeOf(m, f)->size;
  Put(fp + f.a(), AppendSlice(m.mutator, TypeOf(m, f), SliceAt(fp + f.b()), SliceAt(fp + f.c())));
  return Grown(m, bytes);
}

SLOW(AppendStr) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  const auto bytes = static_cast<uint64_t>(StringAt(fp + f.c()).len);
  Put(fp + f.a(), AppendString(m.mutator, TypeOf(m, f), SliceAt(fp + f.b()), StringAt(fp + f.c())));
  return Grown(m, bytes);
}

SLOW(CopySlice) {
  const int64_t n = CopySlice(m.mutator, TypeOf(m, f), SliceAt(fp + f.b()), SliceAt(fp + f.c()));
  fp[f.a()] = static_cast<Slot>(n);
  return Touched(m, static_cast<uint64_t>(n) * TypeOf(m, f)->size);
}

SLOW(CopyStr) {
  const int64_t n = CopyString(m.mutator, SliceAt(fp + f.b()), StringAt(fp + f.c()));
  fp[f.a()] = static_cast<Slot>(n);
  return Touched(m, static_cast<uint64_t>(n));
}

SLOW(ClearSlice) {
  const AnySlice s = SliceAt(fp + f.a());
  ClearSlice(m.mutator, TypeOf(m, f), s);
  return Touched(m, static_cast<uint64_t>(s.len) * TypeOf(m, f)->size);
}

// ---------------------------------------------------------------- strings

SLOW(Concat) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  // GoString is two slots: the operands are an array of them.
  static_assert(sizeof(GoString) == 2 * sizeof(Slot));
  Put(fp + f.a(), Concat(m.mutator, reinterpret_cast<const GoString*>(fp + f.b()), f.c()));
  return Allocated(m);
}

SLOW(StrFromBytes) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  Put(fp + f.a(), StringFromBytes(m.mutator, SliceAt(fp + f.b())));
  return Allocated(m);
}

SLOW(StrFromRunes) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  Put(fp + f.a(), StringFromRunes(m.mutator, SliceAt(fp + f.b())));
  return Allocated(m);
}

SLOW(StrFromRune) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  Put(fp + f.a(), StringFromRune(m.mutator, static_cast<int64_t>(fp[f.b()])));
  return kDone;
}

SLOW(BytesFromStr) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  Put(fp + f.a(), BytesFromString(m.mutator, TypeOf(m, f), StringAt(fp + f.b())));
  return Allocated(m);
}

SLOW(RunesFromStr) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  Put(fp + f.a(), RunesFromString(m.mutator, TypeOf(m, f), StringAt(fp + f.b())));
  return Allocated(m);
}

SLOW(StrNext) {
  DecodedRune r = DecodeRune(StringAt(fp + f.b()), static_cast<int64_t>(fp[f.c()]));
  fp[f.a()] = static_cast<Slot>(r.rune);
  fp[f.a() + 1] = static_cast<Slot>(r.next);
  return kDone;
}

// ---------------------------------------------------------------- allocation

SLOW(New) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  const TypeDesc* t = m.program.types[f.imm32()];
  if (t->size <= kMaxSmallSize) [[likely]] {
    Put(fp + f.a(), m.mutator.heap.New(t));
    return kDone;
  }
  const auto make = [&] { return m.mutator.heap.TryNewArray(t, 1); };
  void* p = make();
  if (!p && m.CollectForMore(g)) p = make();
  if (!p) return OutOfMemory(m);
  Put(fp + f.a(), p);
  return Allocated(m);
}

SLOW(NewArray) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  const int64_t n = static_cast<int64_t>(fp[f.b()]);
  if (n < 0) return PanicMakeSliceLen(m.mutator);
  const auto make = [&] { return m.mutator.heap.TryNewArray(TypeOf(m, f), static_cast<uint64_t>(n)); };
  void* p = make();
  if (!p && m.CollectForMore(g)) p = make();
  if (!p) return OutOfMemory(m);
  Put(fp + f.a(), p);
  return Allocated(m);
}

SLOW(NewClosure) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  Put(fp + f.a(), m.mutator.heap.NewClosure(m.program.functions[f.imm32()]));
  return kDone;
}

// ---------------------------------------------------------------- maps

namespace {

// How an operation ends that could not hash its key.
Outcome Failed(Machine& m) { return m.scheduler.fatal_text.empty() ? Outcome::kPanic : Outcome::kFatal; }

// Stores what a look-up gave; null is a panic or a fatal error.
Outcome Found(Machine& m, Slot* to, const uint64_t* value) {
  if (!value) [[unlikely]] return Failed(m);
  Put(to, value);
  return kDone;
}

}  // namespace

SLOW(MapFind64) {
  bool found;
  return Found(m, fp + f.a(), MapFind64(m.mutator, TypeOf(m, f), MapAt(fp + f.b()), fp[f.c()], &found));
}

SLOW(MapFindOk64) {
  bool found = false;
  Outcome o = Found(m, fp + f.a(), MapFind64(m.mutator, TypeOf(m, f), MapAt(fp + f.b()), fp[f.c()], &found));
  fp[f.a() + 1] = found;
  return o;
}

SLOW(MapAssign64) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  return Found(m, fp + f.a(), MapAssign64(m.mutator, MapAt(fp + f.b()), fp[f.c()]));
}

SLOW(MapFindStr) {
  bool found;
  const GoString key = StringAt(fp + f.c());
  const Outcome o = Found(m, fp + f.a(), MapFindStr(m.mutator, TypeOf(m, f), MapAt(fp + f.b()), key, &found));
  return o == kDone ? Touched(m, static_cast<uint64_t>(key.len)) : o;
}

SLOW(MapFindOkStr) {
  bool found = false;
  const GoString key = StringAt(fp + f.c());
  const Outcome o = Found(m, fp + f.a(), MapFindStr(m.mutator, TypeOf(m, f), MapAt(fp + f.b()), key, &found));
  fp[f.a() + 1] = found;
  return o == kDone ? Touched(m, static_cast<uint64_t>(key.len)) : o;
}

SLOW(MapAssignStr) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  const GoString key = StringAt(fp + f.c());
  const Outcome o = Found(m, fp + f.a(), MapAssignStr(m.mutator, MapAt(fp + f.b()), key));
  return o == kDone ? Touched(m, static_cast<uint64_t>(key.len)) : o;
}

SLOW(MapFindAny) {
  bool found;
  return Found(m, fp + f.a(), MapFind(m.mutator, TypeOf(m, f), MapAt(fp + f.b()), fp + f.c(), &found));
}

SLOW(MapFindOkAny) {
  bool found = false;
  Outcome o = Found(m, fp + f.a(), MapFind(m.mutator, TypeOf(m, f), MapAt(fp + f.b()), fp + f.c(), &found));
  if (o == kDone) fp[f.a() + 1] = found;
  return o;
}

SLOW(MapAssignAny) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  return Found(m, fp + f.a(), MapAssign(m.mutator, MapAt(fp + f.b()), fp + f.c()));
}

SLOW(MakeMap) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  Put(fp + f.a(), NewMap(m.mutator, TypeOf(m, f), static_cast<int64_t>(fp[f.b()])));
  return Allocated(m);
}

SLOW(MapDelete) {
  return MapDelete(m.mutator, TypeOf(m, f), MapAt(fp + f.b()), fp + f.c()) ? kDone : Failed(m);
}

SLOW(MapClear) {
  if (Map* map = MapAt(fp + f.a())) MapClear(map);
  return kDone;
}

SLOW(MapIterInit) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  Put(fp + f.a(), NewMapIter(m.mutator, TypeOf(m, f), MapAt(fp + f.b())));
  return kDone;
}

SLOW(MapIterNext) {
  MapIter* it = reinterpret_cast<MapIter*>(fp[f.b()]);
  MapIterNext(m.mutator, it);
  Put(fp + f.a(), it->key);
  Put(fp + f.a() + 1, it->value);
  return kDone;
}

// ---------------------------------------------------------------- interfaces

SLOW(MakeIface) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  Put(fp + f.a(), BoxValue(m.mutator, TypeOf(m, f), fp + f.b()));
  return kDone;
}

SLOW(TypeAssert) {
  const TypeDesc* want = TypeOf(m, f);
  GoIface x = IfaceAt(fp + f.b());
  if (x.type == want) {
    UnboxValue(want, x.data, fp + f.a());
    if (f.c() != kNoSlot) fp[f.c()] = 1;
    return kDone;
  }
  if (f.c() == kNoSlot) {
    const TypeDesc* iface = f.extra() != 0 && f.extra() < m.program.types.size() ? m.program.types[f.extra()] : nullptr;
    return PanicTypeAssert(m.mutator, iface && iface->is_interface() ? iface : nullptr, x.type, want);
  }
  std::fill_n(fp + f.a(), f.count(), 0);
  fp[f.c()] = 0;
  return kDone;
}

SLOW(AssertIface) {
  const TypeDesc* want = TypeOf(m, f);
  GoIface x = IfaceAt(fp + f.b());
  if (x.type && m.mutator.Implements(x.type, want)) {
    Put(fp + f.a(), x);
    if (f.c() != kNoSlot) fp[f.c()] = 1;
    return kDone;
  }
  if (f.c() == kNoSlot) return PanicTypeAssert(m.mutator, nullptr, x.type, want);
  Put(fp + f.a(), GoIface{});
  fp[f.c()] = 0;
  return kDone;
}

SLOW(IfaceImpl) {
  const TypeDesc* type = IfaceAt(fp + f.b()).type;
  fp[f.a()] = type && m.mutator.Implements(type, TypeOf(m, f));
  return kDone;
}

const Function* SlowFindMethod(Machine& m, uint32_t site, const TypeDesc* type) {
  const Function* fn = m.mutator.FindMethod(type, m.program.call_sites[site].selector);
  if (fn) m.caches[IfaceCache::IndexOf(site, type)] = {type, fn};
  return fn;
}

// ---------------------------------------------------------------- calls

SLOW(Defer) {
  DeferRecord* d = m.scheduler.NewDefer();
  if (!d) return OutOfMemory(m);
  *d = DeferRecord{.next = g->defers, .closure = fp[f.a()], .frame = g->OffsetOf(fp)};
  g->defers = d;
  return kDone;
}

SLOW(Panic) {
  GoIface value = IfaceAt(fp + f.a());
  if (!value.type) return PanicNilArgument(m.mutator);
  return PanicWith(m.mutator, value);
}

SLOW(Recover) {
  Put(fp + f.a(), m.Recover(g));
  return kDone;
}

namespace {

template <bool kRace>
Outcome StartGoroutine(Machine& m, Goroutine* g, const Function* fn, const Slot* window, Slot closure) {
  Goroutine* started = m.scheduler.Spawn(fn, window + fn->result_slots, closure, g->pc);
  if (!started) return Outcome::kFatal;
  if constexpr (kRace) m.race->Started(started, g);
  return kDone;
}

template <bool kRace>
Outcome StartClosure(Machine& m, Goroutine* g, Slot* fp, Fields f) {
  const Slot closure = fp[f.b()];
  if (closure == 0) {
    m.scheduler.fatal_text = "go of nil func value";
    return Outcome::kFatal;
  }
  return StartGoroutine<kRace>(m, g, reinterpret_cast<const Closure*>(closure)->fn, fp + f.a(), closure);
}

}  // namespace

SLOW(Go) { return StartGoroutine<false>(m, g, m.program.functions[f.imm32()], fp + f.a(), 0); }
SLOW(RaceGo) { return StartGoroutine<true>(m, g, m.program.functions[f.imm32()], fp + f.a(), 0); }
SLOW(GoClosure) { return StartClosure<false>(m, g, fp, f); }
SLOW(RaceGoClosure) { return StartClosure<true>(m, g, fp, f); }

// ---------------------------------------------------------------- channels

SLOW(MakeChan) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  Channel* c = nullptr;
  const auto make = [&] { return MakeChannel(m.mutator, TypeOf(m, f), static_cast<int64_t>(fp[f.b()]), c); };
  Outcome o = make();
  if (o == Outcome::kFatal && m.CollectForMore(g)) o = make();
  if (o != kDone) return o;
  Put(fp + f.a(), c);
  return Allocated(m);
}

SLOW(ChanSend) { return ChanSend<false>(m.mutator, reinterpret_cast<Channel*>(fp[f.a()]), f.b()); }
SLOW(ChanRecv) { return ChanRecv<false>(m.mutator, reinterpret_cast<Channel*>(fp[f.b()]), f.a(), f.c()); }
SLOW(ChanClose) { return ChanClose<false>(m.mutator, reinterpret_cast<Channel*>(fp[f.a()])); }
SLOW(RaceChanSend) { return ChanSend<true>(m.mutator, reinterpret_cast<Channel*>(fp[f.a()]), f.b()); }
SLOW(RaceChanRecv) { return ChanRecv<true>(m.mutator, reinterpret_cast<Channel*>(fp[f.b()]), f.a(), f.c()); }
SLOW(RaceChanClose) { return ChanClose<true>(m.mutator, reinterpret_cast<Channel*>(fp[f.a()])); }

namespace {

template <bool kRace>
Outcome RunSelect(Machine& m, Slot* fp, Fields f, const Instr* cases) {
  constexpr uint32_t kInline = 16;
  alignas(SelectCase) std::byte few[kInline * sizeof(SelectCase)];  // constructed as they are needed
  std::vector<SelectCase> many;
  auto* list = reinterpret_cast<SelectCase*>(few);
  const uint32_t n = f.b();
  if (n > kInline) {
    many.resize(n);
    list = many.data();
  }
  for (uint32_t i = 0; i < n; ++i) {
    const Instr& x = cases[2 * i];
    if (x.opcode() == Op::kSelectSend) {
      new (list + i) SelectCase{reinterpret_cast<Channel*>(fp[x.a]), x.b, kNoSlot, /*is_send=*/true};
    } else {
      new (list + i) SelectCase{reinterpret_cast<Channel*>(fp[x.b]), x.a, x.c, /*is_send=*/false};
    }
  }
  return Select<kRace>(m.mutator, {list, n}, f.c() == 1, f.a());
}

}  // namespace

Outcome SlowSelect(Machine& m, Goroutine*, Slot* fp, Fields f, const Instr* cases) { return RunSelect<false>(m, fp, f, cases); }
Outcome SlowRaceSelect(Machine& m, Goroutine*, Slot* fp, Fields f, const Instr* cases) { return RunSelect<true>(m, fp, f, cases); }

// ---------------------------------------------------------------- package unsafe

namespace {

const void* PointerAt(const Slot* s) { return reinterpret_cast<const void*>(*s); }

Outcome Refuse(Machine& m, const std::string& what, std::string_view why) {
  return PanicError(m.mutator, what + ": " + std::string(why));
}

// Checks that `len` values of type t lie at the pointer s[b] of type *t, for the builtin of that name.
Outcome CheckRow(Machine& m, std::string_view builtin, const void* p, int64_t len, const TypeDesc* t) {
  const std::string name = "unsafe." + std::string(builtin);
  if (len < 0 || (t->size != 0 && static_cast<uint64_t>(len) > INT64_MAX / t->size)) return PanicError(m.mutator, name + ": len out of range");
  if (p == nullptr) return len == 0 ? kDone : PanicError(m.mutator, name + ": ptr is nil and len is not zero");
  if (t->size == 0 || len == 0) return kDone;
  ExposedMemory& exposed = m.mutator.exposed();
  exposed.Expose(p, t, 1);
  const std::string_view why = exposed.Refusal(p, t, static_cast<uint64_t>(len), /*read_only=*/false);
  return why.empty() ? Allocated(m) : Refuse(m, name, why);
}

}  // namespace

SLOW(Expose) {
  m.mutator.exposed().Expose(PointerAt(fp + f.a()), TypeOf(m, f), fp[f.b()]);
  return Allocated(m);
}

SLOW(UnsafeToPtr) {
  const void* p = PointerAt(fp + f.b());
  const TypeDesc* t = TypeOf(m, f);
  if (p != nullptr) {
    const std::string_view why = m.mutator.exposed().Refusal(p, t, 1, /*read_only=*/f.extra() == 1);
    if (!why.empty()) return Refuse(m, "invalid conversion of unsafe.Pointer to *" + std::string(t->string), why);
  }
  Put(fp + f.a(), p);
  return Allocated(m);
}

SLOW(UnsafeFromInt) {
  const void* p = PointerAt(fp + f.b());
  if (!m.mutator.exposed().Contains(p)) {
    return PanicError(m.mutator, "invalid unsafe.Pointer: not an address in memory whose address the program has taken");
  }
  Put(fp + f.a(), p);
  return kDone;
}

SLOW(UnsafeSlice) {
  const void* p = PointerAt(fp + f.b());
  const auto len = static_cast<int64_t>(fp[f.c()]);
  if (Outcome o = CheckRow(m, "Slice", p, len, TypeOf(m, f)); o != kDone) return o;
  Put(fp + f.a(), AnySlice{static_cast<std::byte*>(const_cast<void*>(p)), len, len});
  return kDone;
}

SLOW(UnsafeString) {
  const void* p = PointerAt(fp + f.b());
  const auto len = static_cast<int64_t>(fp[f.c()]);
  if (Outcome o = CheckRow(m, "String", p, len, TypeOf(m, f)); o != kDone) return o;
  Put(fp + f.a(), GoString{len == 0 ? nullptr : static_cast<const char*>(p), len});
  return kDone;
}

SLOW(UnsafeStrData) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  GoString s = StringAt(fp + f.b());
  if (s.len == 0) {
    fp[f.a()] = 0;
    return kDone;
  }
  // The bytes of constants belong to the program, which other VMs run, too.
  if (!m.mutator.heap.Contains(s.data)) s = m.mutator.NewString({s.data, static_cast<size_t>(s.len)});
  m.mutator.exposed().Expose(s.data, TypeOf(m, f), static_cast<uint64_t>(s.len));
  Put(fp + f.a(), s.data);
  return Allocated(m);
}

SLOW(UnsafeSliceData) {
  if (!m.CollectIfWanted(g)) [[unlikely]] return OutOfMemory(m);
  const AnySlice s = SliceAt(fp + f.b());
  // Without elements the slice may begin at the end of its array; like any other, the pointer is to a value.
  const void* p = s.data == nullptr || s.cap > 0 ? s.data : m.mutator.heap.New(TypeOf(m, f));
  m.mutator.exposed().Expose(p, TypeOf(m, f), static_cast<uint64_t>(s.cap));
  Put(fp + f.a(), p);
  return Allocated(m);
}

// ---------------------------------------------------------------- race mode

namespace {

Outcome RaceRange(Machine& m, Goroutine* g, uint64_t address, uint64_t bytes, race::AccessKind kind) {
  m.race->Access(g, address, bytes, kind);
  return kDone;
}

}  // namespace

SLOW(RaceRead) { return RaceRange(m, g, fp[f.a()] + f.b(), f.index(), race::AccessKind::kRead); }
SLOW(RaceWrite) { return RaceRange(m, g, fp[f.a()] + f.b(), f.index(), race::AccessKind::kWrite); }
SLOW(RaceReadN) { return RaceRange(m, g, fp[f.a()], fp[f.b()] * f.index(), race::AccessKind::kRead); }
SLOW(RaceWriteN) { return RaceRange(m, g, fp[f.a()], fp[f.b()] * f.index(), race::AccessKind::kWrite); }
SLOW(RaceAppend) {
  const Slot* s = fp + f.a();
  const uint64_t size = f.index(), n = fp[f.b()];
  if (s[1] + n <= s[2]) return RaceRange(m, g, s[0] + s[1] * size, n * size, race::AccessKind::kWrite);
  return RaceRange(m, g, s[0], s[1] * size, race::AccessKind::kRead);
}

}  // namespace golite::vm
