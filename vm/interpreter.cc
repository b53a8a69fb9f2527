// This file implements the interpreter: one body per opcode of vm/opcodes.def, and nothing else of substance. A body is
// a few lines; whatever is longer is a slow path (vm/slow_paths.h), entered after pc and fp are saved in the goroutine.
//
// State in registers: pc (behind the words fetched so far), fp (slot 0 of the running frame), fuel (left in the slice).
// Calls never recurse on the host stack. A frame's header is fp[-2], the return pc, and fp[-1], its Function; the
// caller's frame is found from the window base in the word before the return pc.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

#include "runtime/channel.h"
#include "runtime/ops.h"
#include "runtime/panic.h"
#include "runtime/race/tracker.h"
#include "vm/dispatch.h"
#include "vm/machine.h"
#include "vm/numbers.h"
#include "vm/slow_paths.h"

namespace golite::vm {
namespace {

using runtime::race::AccessKind;

constexpr uint64_t kNilPage = 4096;  // addresses below are nil dereferences

template <class T>
inline uint64_t LoadAs(uint64_t address) {
  T v;
  std::memcpy(&v, reinterpret_cast<const void*>(address), sizeof v);
  return Canonical<T>(v);
}
template <class T>
inline void StoreAs(uint64_t address, uint64_t value) {
  T v = static_cast<T>(value);
  std::memcpy(reinterpret_cast<void*>(address), &v, sizeof v);
}
inline void CopySlots(void* to, const void* from, int n) {
  // Both may overlap: read everything first.
  uint64_t v[3];
  for (int i = 0; i < n; ++i) std::memcpy(&v[i], static_cast<const char*>(from) + 8 * i, 8);
  for (int i = 0; i < n; ++i) std::memcpy(static_cast<char*>(to) + 8 * i, &v[i], 8);
}
inline runtime::GoString StringAt(const Slot* s) {
  return {reinterpret_cast<const char*>(s[0]), static_cast<int64_t>(s[1])};
}

[[gnu::noinline]] bool LongEqualStrings(const runtime::Heap& heap, runtime::GoString a, runtime::GoString b) {
  return a.len == b.len && (a.data == b.data || heap.CompareLong(a.data, b.data, static_cast<uint64_t>(a.len)) == 0);
}
[[gnu::noinline]] int LongCompareStrings(const runtime::Heap& heap, runtime::GoString a, runtime::GoString b) {
  const int order = heap.CompareLong(a.data, b.data, static_cast<uint64_t>(std::min(a.len, b.len)));
  return order != 0 ? order : a.len < b.len ? -1 : a.len > b.len;
}

inline uint64_t BitsOf(const Instr& w) {
  uint64_t bits;
  std::memcpy(&bits, &w, sizeof bits);
  return bits;
}
inline uint32_t Imm32Of(const Instr& w) {
  uint32_t bits;
  std::memcpy(&bits, &w.b, sizeof bits);
  return bits;
}

inline void ClearEntrySlots(Slot* fp, const Function* fn) {
  for (uint32_t i = 0; i < fn->clear_results; ++i) fp[i] = 0;
  for (uint32_t i = fn->clear_begin; i < fn->clear_end; ++i) fp[i] = 0;
}

}  // namespace

// Fields of the word that is being executed. They are read from the code where they are used: a load costs less than
// cutting a register into pieces. kExtWords is 0, or 1 in a handler that has fetched its second word.
constexpr int kExtWords = 0;
#define WORD (pc[-1 - kExtWords])
#define A static_cast<uint64_t>(WORD.a)
#define B static_cast<uint64_t>(WORD.b)
#define C static_cast<uint64_t>(WORD.c)
#define SB static_cast<int64_t>(WORD.simm_b())
#define SC static_cast<int64_t>(WORD.simm_c())
#define UIMM32 uint64_t{Imm32Of(WORD)}
#define IMM32 static_cast<int64_t>(static_cast<int32_t>(Imm32Of(WORD)))
// The second word.
#define FETCH_EXT()                     \
  std::memcpy(&ext, pc++, sizeof ext);  \
  constexpr int kExtWords = 1
#define EXT_INDEX (ext & 0xFFFFFFFF)
#define I64(slot) static_cast<int64_t>(slot)

#define SAVE() (g->pc = pc, g->fp = fp)
#define SLOW_CALL(call)                                \
  do {                                                 \
    SAVE();                                            \
    outcome = (call);                                  \
    if (outcome != Outcome::kDone) [[unlikely]] goto stopped; \
    NEXT();                                            \
  } while (false)
#define SLOW(name) SLOW_CALL(Slow##name(*this, g, fp, Fields{BitsOf(WORD), 0}))
#define SLOW_EXT(name) SLOW_CALL(Slow##name(*this, g, fp, Fields{BitsOf(WORD), ext}))
#define SLOW_OP(name) GOLITE_OP(name) SLOW(name);
#define SLOW_EXT_OP(name) GOLITE_OP(name) { FETCH_EXT(); SLOW_EXT(name); }

// A comparison of long strings costs more than one unit of fuel, so that the portion ends in time, and is made in pieces.
#define COMPARE_STRINGS(bytes, Compare, a, b) \
  (__builtin_expect((bytes) > 4096, 0) ? (fuel = AfterLongWork(bytes, fuel), Long##Compare(mutator.heap, a, b)) : Compare(a, b))

#define BACK_EDGE()                                   \
  do {                                                \
    if (--fuel == 0) [[unlikely]] goto portion_over;    \
    MARK_BACK_EDGE();                                   \
  } while (false)

// What instructions do that come alone and as the first of a pair.
#define DO_AddI64 fp[A] = fp[B] + fp[C]
#define DO_AddI64K fp[A] = fp[B] + static_cast<uint64_t>(SC)
#define DO_MulI64K fp[A] = fp[B] * static_cast<uint64_t>(SC)
#define DO_RemI64 const uint64_t d = fp[C]; if (d == 0) [[unlikely]] goto divide_fault; fp[A] = Remainder<int64_t>(fp[B], d)
#define DO_Xor fp[A] = fp[B] ^ fp[C]
#define DO_ShlI64K fp[A] = ShiftLeft<int64_t>(fp[B], C)
#define DO_ShrUK const uint64_t n = C; fp[A] = n > 63 ? 0 : fp[B] >> n
#define DO_AddF64 fp[A] = PUT(F64(fp[B]) + F64(fp[C]))
#define DO_SubF64 fp[A] = PUT(F64(fp[B]) - F64(fp[C]))
#define DO_MulF64 fp[A] = PUT(F64(fp[B]) * F64(fp[C]))
#define DO_MulAddF64 FETCH_EXT(); fp[A] = PUT(F64(R) + F64(fp[B]) * F64(fp[C]))
#define DO_SubAddF64 FETCH_EXT(); fp[A] = PUT((F64(fp[B]) - F64(fp[C])) + F64(R))
#define DO_MulMulF64 FETCH_EXT(); fp[A] = PUT((F64(fp[B]) * F64(fp[C])) * F64(R))
#define DO_AddMem64 POINTER(p, fp[A]); StoreAs<uint64_t>(p + C, LoadAs<uint64_t>(p + C) + fp[B])
#define DO_MulAddMemF64 \
  FETCH_EXT(); POINTER(p, fp[A]); StoreAs<uint64_t>(p + C, PUT(F64(LoadAs<uint64_t>(p + C)) + F64(fp[B]) * F64(R)))
#define DO_MulSubMemF64 \
  FETCH_EXT(); POINTER(p, fp[A]); StoreAs<uint64_t>(p + C, PUT(F64(LoadAs<uint64_t>(p + C)) - F64(fp[B]) * F64(R)))
#define DO_Load64 POINTER(p, fp[B]); fp[A] = LoadAs<uint64_t>(p + C)
#define DO_Store64 POINTER(p, fp[A]); StoreAs<uint64_t>(p + C, fp[B])
#define DO_StorePtr DO_Store64
#define DO_Idx64 const Slot* s = fp + B; INDEX(i, fp[C], s[1]) fp[A] = LoadAs<uint64_t>(s[0] + i * 8)
#define DO_IdxU8 const Slot* s = fp + B; INDEX(i, fp[C], s[1]) fp[A] = LoadAs<uint8_t>(s[0] + i)
#define DO_StrIdx DO_IdxU8
#define DO_IdxIdx64 ROW(B, C, R); fp[A] = LoadAs<uint64_t>(data + k * 8)
#define DO_SetIdx8 const Slot* s = fp + A; INDEX(i, fp[B], s[1]) StoreAs<uint8_t>(s[0] + i, fp[C])
#define DO_SetIdx64 const Slot* s = fp + A; INDEX(i, fp[B], s[1]) StoreAs<uint64_t>(s[0] + i * 8, fp[C])
#define DO_AddIdx64 \
  const Slot* s = fp + A; INDEX(i, fp[B], s[1]) const uint64_t at = s[0] + i * 8; StoreAs<uint64_t>(at, LoadAs<uint64_t>(at) + fp[C])
#define DO_Move fp[A] = fp[B]
#define DO_LoadImm fp[A] = static_cast<Slot>(IMM32)
#define DO_JEqI64K if (I64(fp[A]) == SB) { pc += SC; NEXT(); }
#define DO_JMutexHeld MUTEX(fp[A]); if (mu.state != 0) [[unlikely]] { pc += SC; NEXT(); }

void Machine::Interpret() {
#if defined(__GNUC__) && !defined(GOLITE_SWITCH_DISPATCH)
  static const void* const kLabels[] = {
#define OP(name, a, b, c, ext, effect) &&L_##name,
#include "vm/opcodes.def"
#undef OP
      &&M_kGoroutineEnd, &&M_kDeferReturn, &&M_kPanicReturn, &&M_kPrintReturn, &&M_kNativeReturn,
  };
#endif
  const Instr* pc = nullptr;
  Slot* fp = nullptr;
  uint32_t fuel = StartPortion();
  uint64_t ext = 0;
  Goroutine* g = nullptr;
  const Slot* stack_end = nullptr;
  const Function* callee = nullptr;
  uint32_t base = 0;  // of the window of a call in progress
  Outcome outcome = Outcome::kDone;
  uint64_t fault_index = 0, fault_length = 0;
  std::byte* const globals = mutator.globals;
  const Function* const* const functions = program.functions.data();
  const CallTarget* const call_targets = linked.targets.data();
  const runtime::NativeFn* const native_functions = race ? race_natives.data() : linked.natives.functions.data();
  IfaceCache* const iface_caches = caches.data();
  const Instr* const defer_return = runtime::StubFor(MachineOp::kDeferReturn);
  if (paused) {
    g = std::exchange(paused, nullptr);
    goto resume;
  }
  goto next_goroutine;

  GOLITE_DISPATCH

  // ---------------------------------------------------------------- moves and constants
  GOLITE_OP(Nop) NEXT();
  GOLITE_OP(Move) { DO_Move; NEXT(); }
  GOLITE_OP(Move2) { CopySlots(fp + A, fp + B, 2); NEXT(); }
  GOLITE_OP(Move3) { CopySlots(fp + A, fp + B, 3); NEXT(); }
  GOLITE_OP(MoveN) { std::memmove(fp + A, fp + B, C * sizeof(Slot)); NEXT(); }
  GOLITE_OP(LoadImm) { DO_LoadImm; NEXT(); }
  GOLITE_OP(LoadConst) { FETCH_EXT(); fp[A] = ext; NEXT(); }
  GOLITE_OP(LoadStr) {
    const std::string_view& s = program.strings[UIMM32];
    Slot* to = fp + A;
    to[0] = reinterpret_cast<Slot>(s.data());
    to[1] = s.size();
    NEXT();
  }
  GOLITE_OP(LoadFunc) { fp[A] = reinterpret_cast<Slot>(functions[UIMM32]); NEXT(); }
  GOLITE_OP(LoadType) { fp[A] = reinterpret_cast<Slot>(program.types[UIMM32]); NEXT(); }
  GOLITE_OP(ZeroN) { std::memset(fp + A, 0, C * sizeof(Slot)); NEXT(); }

  // ---------------------------------------------------------------- integers
#define WIDTH(N, T)                                                                             \
  GOLITE_OP(Add##N) { fp[A] = Wrap<T>(fp[B] + fp[C]); NEXT(); }                                 \
  GOLITE_OP(Sub##N) { fp[A] = Wrap<T>(fp[B] - fp[C]); NEXT(); }                                 \
  GOLITE_OP(Mul##N) { fp[A] = Wrap<T>(fp[B] * fp[C]); NEXT(); }                                 \
  GOLITE_OP(Add##N##K) { fp[A] = Wrap<T>(fp[B] + static_cast<uint64_t>(SC)); NEXT(); }          \
  GOLITE_OP(Mul##N##K) { fp[A] = Wrap<T>(fp[B] * static_cast<uint64_t>(SC)); NEXT(); }          \
  GOLITE_OP(Shl##N) { fp[A] = ShiftLeft<T>(fp[B], fp[C]); NEXT(); }                             \
  GOLITE_OP(Shl##N##K) { fp[A] = ShiftLeft<T>(fp[B], C); NEXT(); }                              \
  GOLITE_OP(Neg##N) { fp[A] = Wrap<T>(0 - fp[B]); NEXT(); }
#define DIVISION(N, T)                                  \
  GOLITE_OP(Div##N) {                                   \
    const uint64_t d = fp[C];                           \
    if (d == 0) [[unlikely]] goto divide_fault;         \
    fp[A] = Quotient<T>(fp[B], d);                      \
    NEXT();                                             \
  }                                                     \
  GOLITE_OP(Rem##N) {                                   \
    const uint64_t d = fp[C];                           \
    if (d == 0) [[unlikely]] goto divide_fault;         \
    fp[A] = Remainder<T>(fp[B], d);                     \
    NEXT();                                             \
  }
  WIDTH(I64, int64_t) WIDTH(I32, int32_t) WIDTH(I16, int16_t) WIDTH(I8, int8_t)
  WIDTH(U32, uint32_t) WIDTH(U16, uint16_t) WIDTH(U8, uint8_t)
  DIVISION(I64, int64_t) DIVISION(I32, int32_t) DIVISION(I16, int16_t) DIVISION(I8, int8_t)
  DIVISION(U64, uint64_t) DIVISION(U32, uint32_t) DIVISION(U16, uint16_t) DIVISION(U8, uint8_t)
#undef WIDTH
#undef DIVISION
  GOLITE_OP(DivI64K) { fp[A] = static_cast<Slot>(I64(fp[B]) / SC); NEXT(); }
  GOLITE_OP(RemI64K) { fp[A] = static_cast<Slot>(I64(fp[B]) % SC); NEXT(); }
  GOLITE_OP(DivU64K) { fp[A] = fp[B] / C; NEXT(); }
  GOLITE_OP(RemU64K) { fp[A] = fp[B] % C; NEXT(); }
  // Division truncates: what the shift would round down for a negative number is made up for first.
#define ROUND_UP(x) (static_cast<uint64_t>(I64(x) >> 63) >> (64 - C))
  GOLITE_OP(DivI64P2) { fp[A] = static_cast<Slot>(I64(fp[B] + ROUND_UP(fp[B])) >> C); NEXT(); }
  GOLITE_OP(RemI64P2) { fp[A] = fp[B] - ((fp[B] + ROUND_UP(fp[B])) >> C << C); NEXT(); }
#undef ROUND_UP
  GOLITE_OP(And) { fp[A] = fp[B] & fp[C]; NEXT(); }
  GOLITE_OP(Or) { fp[A] = fp[B] | fp[C]; NEXT(); }
  GOLITE_OP(Xor) { DO_Xor; NEXT(); }
  GOLITE_OP(AndNot) { fp[A] = fp[B] & ~fp[C]; NEXT(); }
  GOLITE_OP(AndK) { fp[A] = fp[B] & static_cast<uint64_t>(SC); NEXT(); }
  GOLITE_OP(OrK) { fp[A] = fp[B] | static_cast<uint64_t>(SC); NEXT(); }
  GOLITE_OP(XorK) { fp[A] = fp[B] ^ static_cast<uint64_t>(SC); NEXT(); }
  GOLITE_OP(ShrI) { const uint64_t n = fp[C]; fp[A] = static_cast<Slot>(I64(fp[B]) >> (n > 63 ? 63 : n)); NEXT(); }
  GOLITE_OP(ShrU) { const uint64_t n = fp[C]; fp[A] = n > 63 ? 0 : fp[B] >> n; NEXT(); }
  GOLITE_OP(ShrIK) { const uint64_t n = C; fp[A] = static_cast<Slot>(I64(fp[B]) >> (n > 63 ? 63 : n)); NEXT(); }
  GOLITE_OP(ShrUK) { DO_ShrUK; NEXT(); }
  GOLITE_OP(RotL32K) { fp[A] = std::rotl(static_cast<uint32_t>(fp[B]), static_cast<int>(C)); NEXT(); }
  GOLITE_OP(RotL64K) { fp[A] = std::rotl(fp[B], static_cast<int>(C)); NEXT(); }
  GOLITE_OP(ComI) { fp[A] = ~fp[B]; NEXT(); }
  GOLITE_OP(ComU32) { fp[A] = Wrap<uint32_t>(~fp[B]); NEXT(); }
  GOLITE_OP(ComU16) { fp[A] = Wrap<uint16_t>(~fp[B]); NEXT(); }
  GOLITE_OP(ComU8) { fp[A] = Wrap<uint8_t>(~fp[B]); NEXT(); }
  GOLITE_OP(Not) { fp[A] = fp[B] ^ 1; NEXT(); }
  GOLITE_OP(CheckShift) {
    if (I64(fp[A]) < 0) [[unlikely]] goto shift_fault;
    NEXT();
  }
  GOLITE_OP(SExt8) { fp[A] = Wrap<int8_t>(fp[B]); NEXT(); }
  GOLITE_OP(SExt16) { fp[A] = Wrap<int16_t>(fp[B]); NEXT(); }
  GOLITE_OP(SExt32) { fp[A] = Wrap<int32_t>(fp[B]); NEXT(); }
  GOLITE_OP(ZExt8) { fp[A] = Wrap<uint8_t>(fp[B]); NEXT(); }
  GOLITE_OP(ZExt16) { fp[A] = Wrap<uint16_t>(fp[B]); NEXT(); }
  GOLITE_OP(ZExt32) { fp[A] = Wrap<uint32_t>(fp[B]); NEXT(); }
  GOLITE_OP(MinI64) { const Slot x = fp[B], y = fp[C]; fp[A] = I64(x) < I64(y) ? x : y; NEXT(); }
  GOLITE_OP(MaxI64) { const Slot x = fp[B], y = fp[C]; fp[A] = I64(x) > I64(y) ? x : y; NEXT(); }
  GOLITE_OP(MinU64) { const Slot x = fp[B], y = fp[C]; fp[A] = x < y ? x : y; NEXT(); }
  GOLITE_OP(MaxU64) { const Slot x = fp[B], y = fp[C]; fp[A] = x > y ? x : y; NEXT(); }

  // ---------------------------------------------------------------- floats and complex numbers
#define GET(T, slot) FloatSlot<T>::Get(slot)
#define FLOAT(N, T)                                                                                          \
  GOLITE_OP(Add##N) { fp[A] = FloatSlot<T>::Put(GET(T, fp[B]) + GET(T, fp[C])); NEXT(); }                    \
  GOLITE_OP(Sub##N) { fp[A] = FloatSlot<T>::Put(GET(T, fp[B]) - GET(T, fp[C])); NEXT(); }                    \
  GOLITE_OP(Mul##N) { fp[A] = FloatSlot<T>::Put(GET(T, fp[B]) * GET(T, fp[C])); NEXT(); }                    \
  GOLITE_OP(Div##N) { fp[A] = FloatSlot<T>::Put(GET(T, fp[B]) / GET(T, fp[C])); NEXT(); }                    \
  GOLITE_OP(Neg##N) { fp[A] = FloatSlot<T>::Put(-GET(T, fp[B])); NEXT(); }                                   \
  GOLITE_OP(Min##N) { fp[A] = FloatSlot<T>::Put(FloatMin<T>(GET(T, fp[B]), GET(T, fp[C]))); NEXT(); }        \
  GOLITE_OP(Max##N) { fp[A] = FloatSlot<T>::Put(FloatMax<T>(GET(T, fp[B]), GET(T, fp[C]))); NEXT(); }        \
  GOLITE_OP(Eq##N) { fp[A] = GET(T, fp[B]) == GET(T, fp[C]); NEXT(); }                                       \
  GOLITE_OP(Ne##N) { fp[A] = GET(T, fp[B]) != GET(T, fp[C]); NEXT(); }                                       \
  GOLITE_OP(Lt##N) { fp[A] = GET(T, fp[B]) < GET(T, fp[C]); NEXT(); }                                        \
  GOLITE_OP(Le##N) { fp[A] = GET(T, fp[B]) <= GET(T, fp[C]); NEXT(); }                                       \
  GOLITE_OP(Cvt##N##ToI64) { fp[A] = static_cast<Slot>(FloatToI64(GET(T, fp[B]))); NEXT(); }                 \
  GOLITE_OP(Cvt##N##ToU64) { fp[A] = FloatToU64(GET(T, fp[B])); NEXT(); }                                    \
  GOLITE_OP(CvtI64To##N) { fp[A] = FloatSlot<T>::Put(static_cast<T>(I64(fp[B]))); NEXT(); }                  \
  GOLITE_OP(CvtU64To##N) { fp[A] = FloatSlot<T>::Put(static_cast<T>(fp[B])); NEXT(); }
  FLOAT(F64, double) FLOAT(F32, float)
#undef FLOAT
#define F64(slot) GET(double, slot)
#define PUT(v) FloatSlot<double>::Put(v)
  GOLITE_OP(CvtF64ToF32) { fp[A] = FloatSlot<float>::Put(static_cast<float>(F64(fp[B]))); NEXT(); }
  GOLITE_OP(CvtF32ToF64) { fp[A] = PUT(GET(float, fp[B])); NEXT(); }
  GOLITE_OP(SqrtF64) { fp[A] = PUT(std::sqrt(F64(fp[B]))); NEXT(); }
  GOLITE_OP(AbsF64) { fp[A] = fp[B] & ~(uint64_t{1} << 63); NEXT(); }
  GOLITE_OP(FloorF64) { fp[A] = PUT(std::floor(F64(fp[B]))); NEXT(); }
  GOLITE_OP(CeilF64) { fp[A] = PUT(std::ceil(F64(fp[B]))); NEXT(); }
  GOLITE_OP(TruncF64) { fp[A] = PUT(std::trunc(F64(fp[B]))); NEXT(); }
  GOLITE_OP(AddC128) {
    const double re = F64(fp[B]) + F64(fp[C]), im = F64(fp[B + 1]) + F64(fp[C + 1]);
    fp[A] = PUT(re);
    fp[A + 1] = PUT(im);
    NEXT();
  }
  GOLITE_OP(SubC128) {
    const double re = F64(fp[B]) - F64(fp[C]), im = F64(fp[B + 1]) - F64(fp[C + 1]);
    fp[A] = PUT(re);
    fp[A + 1] = PUT(im);
    NEXT();
  }
  GOLITE_OP(MulC128) {
    const double xr = F64(fp[B]), xi = F64(fp[B + 1]), yr = F64(fp[C]), yi = F64(fp[C + 1]);
    fp[A] = PUT(xr * yr - xi * yi);
    fp[A + 1] = PUT(xr * yi + xi * yr);
    NEXT();
  }
  GOLITE_OP(DivC128) {
    double re, im;
    DivideComplex(F64(fp[B]), F64(fp[B + 1]), F64(fp[C]), F64(fp[C + 1]), re, im);
    fp[A] = PUT(re);
    fp[A + 1] = PUT(im);
    NEXT();
  }
  GOLITE_OP(EqC128) { fp[A] = F64(fp[B]) == F64(fp[C]) && F64(fp[B + 1]) == F64(fp[C + 1]); NEXT(); }
  GOLITE_OP(NegC128) {
    const double re = -F64(fp[B]), im = -F64(fp[B + 1]);
    fp[A] = PUT(re);
    fp[A + 1] = PUT(im);
    NEXT();
  }
  GOLITE_OP(CvtC64ToC128) {
    const Slot v = fp[B];
    fp[A] = PUT(GET(float, v));
    fp[A + 1] = PUT(GET(float, v >> 32));
    NEXT();
  }
  GOLITE_OP(CvtC128ToC64) {
    const uint64_t re = FloatSlot<float>::Put(static_cast<float>(F64(fp[B])));
    const uint64_t im = FloatSlot<float>::Put(static_cast<float>(F64(fp[B + 1])));
    fp[A] = re | im << 32;
    NEXT();
  }

  // ---------------------------------------------------------------- comparisons to a bool
  GOLITE_OP(EqI64) { fp[A] = fp[B] == fp[C]; NEXT(); }
  GOLITE_OP(NeI64) { fp[A] = fp[B] != fp[C]; NEXT(); }
  GOLITE_OP(LtI64) { fp[A] = I64(fp[B]) < I64(fp[C]); NEXT(); }
  GOLITE_OP(LeI64) { fp[A] = I64(fp[B]) <= I64(fp[C]); NEXT(); }
  GOLITE_OP(LtU64) { fp[A] = fp[B] < fp[C]; NEXT(); }
  GOLITE_OP(LeU64) { fp[A] = fp[B] <= fp[C]; NEXT(); }
  GOLITE_OP(EqI64K) { fp[A] = I64(fp[B]) == SC; NEXT(); }
  GOLITE_OP(NeI64K) { fp[A] = I64(fp[B]) != SC; NEXT(); }
  GOLITE_OP(LtI64K) { fp[A] = I64(fp[B]) < SC; NEXT(); }
  GOLITE_OP(GtI64K) { fp[A] = I64(fp[B]) > SC; NEXT(); }
  GOLITE_OP(EqStr) { fp[A] = COMPARE_STRINGS(fp[B + 1], EqualStrings, StringAt(fp + B), StringAt(fp + C)); NEXT(); }
  GOLITE_OP(NeStr) { fp[A] = !COMPARE_STRINGS(fp[B + 1], EqualStrings, StringAt(fp + B), StringAt(fp + C)); NEXT(); }
  GOLITE_OP(LtStr) { fp[A] = COMPARE_STRINGS(fp[B + 1], CompareStrings, StringAt(fp + B), StringAt(fp + C)) < 0; NEXT(); }
  GOLITE_OP(LeStr) { fp[A] = COMPARE_STRINGS(fp[B + 1], CompareStrings, StringAt(fp + B), StringAt(fp + C)) <= 0; NEXT(); }
  GOLITE_OP(EqIface) {
    if (fp[B] != fp[C]) {
      fp[A] = 0;
      NEXT();
    }
    SLOW(EqIface);
  }
  SLOW_EXT_OP(EqVal)

  // ---------------------------------------------------------------- jumps
  GOLITE_OP(Jump) { pc += IMM32; NEXT(); }
  GOLITE_OP(JumpL) { pc += IMM32; BACK_EDGE(); NEXT(); }
  GOLITE_OP(JumpIf) { if (fp[A]) pc += IMM32; NEXT(); }
  GOLITE_OP(JumpIfL) { if (fp[A]) { pc += IMM32; BACK_EDGE(); } NEXT(); }
  GOLITE_OP(JumpIfNot) { if (!fp[A]) pc += IMM32; NEXT(); }
  GOLITE_OP(JumpIfNotL) { if (!fp[A]) { pc += IMM32; BACK_EDGE(); } NEXT(); }
// Both ways end in a dispatch of their own, so that the predictor sees where each leads.
#define COND_JUMP(name, condition)                                           \
  GOLITE_OP(name) {                                                          \
    if (condition) { pc += SC; NEXT(); }                                     \
    NEXT();                                                                  \
  }                                                                          \
  GOLITE_OP(name##L) {                                                       \
    if (condition) { pc += SC; BACK_EDGE(); NEXT(); }                        \
    NEXT();                                                                  \
  }
  COND_JUMP(JEqI64, fp[A] == fp[B])
  COND_JUMP(JNeI64, fp[A] != fp[B])
  COND_JUMP(JLtI64, I64(fp[A]) < I64(fp[B]))
  COND_JUMP(JLeI64, I64(fp[A]) <= I64(fp[B]))
  COND_JUMP(JLtU64, fp[A] < fp[B])
  COND_JUMP(JLeU64, fp[A] <= fp[B])
  COND_JUMP(JEqI64K, I64(fp[A]) == SB)
  COND_JUMP(JNeI64K, I64(fp[A]) != SB)
  COND_JUMP(JLtI64K, I64(fp[A]) < SB)
  COND_JUMP(JLeI64K, I64(fp[A]) <= SB)
  COND_JUMP(JGtI64K, I64(fp[A]) > SB)
  COND_JUMP(JGeI64K, I64(fp[A]) >= SB)
  COND_JUMP(JEqF64, F64(fp[A]) == F64(fp[B]))
  COND_JUMP(JNeF64, F64(fp[A]) != F64(fp[B]))
  COND_JUMP(JLtF64, F64(fp[A]) < F64(fp[B]))
  COND_JUMP(JLeF64, F64(fp[A]) <= F64(fp[B]))
  COND_JUMP(JNotLtF64, !(F64(fp[A]) < F64(fp[B])))
  COND_JUMP(JNotLeF64, !(F64(fp[A]) <= F64(fp[B])))
  COND_JUMP(JEqStr, COMPARE_STRINGS(fp[B + 1], EqualStrings, StringAt(fp + A), StringAt(fp + B)))
  COND_JUMP(JNeStr, !COMPARE_STRINGS(fp[B + 1], EqualStrings, StringAt(fp + A), StringAt(fp + B)))
#undef COND_JUMP
  GOLITE_OP(ForLtI64L) {
    const int64_t i = I64(++fp[A]);
    if (i < I64(fp[B])) { pc += SC; BACK_EDGE(); NEXT(); }
    NEXT();
  }
  GOLITE_OP(ForLtI64KL) {
    const int64_t i = I64(++fp[A]);
    if (i < SB) { pc += SC; BACK_EDGE(); NEXT(); }
    NEXT();
  }
  GOLITE_OP(JumpTable) {
    const uint64_t i = fp[A], n = B;
    const Instr* table = pc;
    pc += n;
    if (i < n) {
      std::memcpy(&ext, table + i, sizeof ext);
      pc += I64(ext);
    }
    NEXT();
  }

  // ---------------------------------------------------------------- memory
#define POINTER(var, slot)     \
  const uint64_t var = (slot); \
  if (var < kNilPage) [[unlikely]] goto nil_fault
#define LOAD(N, T) GOLITE_OP(Load##N) { POINTER(p, fp[B]); fp[A] = LoadAs<T>(p + C); NEXT(); }
  LOAD(I8, int8_t) LOAD(U8, uint8_t) LOAD(I16, int16_t) LOAD(U16, uint16_t) LOAD(I32, int32_t) LOAD(U32, uint32_t)
  LOAD(64, uint64_t)
#undef LOAD
  GOLITE_OP(Load2) { POINTER(p, fp[B]); CopySlots(fp + A, reinterpret_cast<void*>(p + C), 2); NEXT(); }
  GOLITE_OP(Load3) { POINTER(p, fp[B]); CopySlots(fp + A, reinterpret_cast<void*>(p + C), 3); NEXT(); }
  GOLITE_OP(LoadN) {
    FETCH_EXT();
    POINTER(p, fp[B]);
    const uint64_t count = ext >> 32 & 0xFFFF, bytes = EXT_INDEX;
    if (bytes % 8 != 0 || count == 0) SLOW_EXT(LoadN);
    // The source address was taken before its slot may be written.
    std::memcpy(fp + A, reinterpret_cast<const void*>(p + C), bytes);
    NEXT();
  }
  GOLITE_OP(Store8) { POINTER(p, fp[A]); StoreAs<uint8_t>(p + C, fp[B]); NEXT(); }
  GOLITE_OP(Store16) { POINTER(p, fp[A]); StoreAs<uint16_t>(p + C, fp[B]); NEXT(); }
  GOLITE_OP(Store32) { POINTER(p, fp[A]); StoreAs<uint32_t>(p + C, fp[B]); NEXT(); }
  GOLITE_OP(Store64) { DO_Store64; NEXT(); }
  GOLITE_OP(StorePtr) { DO_StorePtr; NEXT(); }
  GOLITE_OP(Store2) { POINTER(p, fp[A]); CopySlots(reinterpret_cast<void*>(p + C), fp + B, 2); NEXT(); }
  GOLITE_OP(Store3) { POINTER(p, fp[A]); CopySlots(reinterpret_cast<void*>(p + C), fp + B, 3); NEXT(); }
  GOLITE_OP(StoreN) {
    FETCH_EXT();
    POINTER(p, fp[A]);
    std::memcpy(reinterpret_cast<void*>(p + C), fp + B, EXT_INDEX);
    NEXT();
  }
  GOLITE_OP(AddPtr) { POINTER(p, fp[B]); fp[A] = p + C; NEXT(); }
  GOLITE_OP(AddPtrX) { FETCH_EXT(); POINTER(p, fp[B]); fp[A] = p + ext; NEXT(); }
  GOLITE_OP(NilCheck) {
    if (fp[A] < kNilPage) [[unlikely]] goto nil_fault;
    NEXT();
  }
  GOLITE_OP(GlobalAddr) { fp[A] = reinterpret_cast<Slot>(globals + UIMM32); NEXT(); }
  GOLITE_OP(LoadGlobal) { fp[A] = LoadAs<uint64_t>(reinterpret_cast<uint64_t>(globals + UIMM32)); NEXT(); }
  GOLITE_OP(StoreGlobal) { StoreAs<uint64_t>(reinterpret_cast<uint64_t>(globals + UIMM32), fp[A]); NEXT(); }
  GOLITE_OP(StoreGlobalPtr) { StoreAs<uint64_t>(reinterpret_cast<uint64_t>(globals + UIMM32), fp[A]); NEXT(); }
#define EXTRACT(N, T) GOLITE_OP(Extract##N) { fp[A] = Wrap<T>(fp[B] >> (8 * C)); NEXT(); }
  EXTRACT(I8, int8_t) EXTRACT(U8, uint8_t) EXTRACT(I16, int16_t) EXTRACT(U16, uint16_t) EXTRACT(I32, int32_t)
  EXTRACT(U32, uint32_t)
#undef EXTRACT
#define INSERT(N)                                                        \
  GOLITE_OP(Insert##N) {                                                 \
    const uint64_t mask = ((uint64_t{1} << N) - 1) << (8 * C);           \
    fp[A] = (fp[A] & ~mask) | ((fp[B] << (8 * C)) & mask);               \
    NEXT();                                                              \
  }
  INSERT(8) INSERT(16) INSERT(32)
#undef INSERT

  // ---------------------------------------------------------------- slices, arrays, strings
#define INDEX(var, index, length)                  \
  const uint64_t var = (index);                    \
  if (const uint64_t len = (length); var >= len) [[unlikely]] { \
    fault_index = var;                             \
    fault_length = len;                            \
    goto index_fault;                              \
  }
#define IDX(N, T)                                                       \
  GOLITE_OP(Idx##N) {                                                   \
    const Slot* s = fp + B;                                             \
    INDEX(i, fp[C], s[1])                                               \
    fp[A] = LoadAs<T>(s[0] + i * sizeof(T));                            \
    NEXT();                                                             \
  }                                                                     \
  GOLITE_OP(Arr##N) {                                                   \
    FETCH_EXT();                                                        \
    POINTER(p, fp[B]);                                                  \
    INDEX(i, fp[C], EXT_INDEX)                                          \
    fp[A] = LoadAs<T>(p + i * sizeof(T));                               \
    NEXT();                                                             \
  }
  IDX(I8, int8_t) IDX(U8, uint8_t) IDX(I16, int16_t) IDX(U16, uint16_t) IDX(I32, int32_t) IDX(U32, uint32_t)
  IDX(64, uint64_t)
#undef IDX
#define IDX_SLOTS(n)                                                                                \
  GOLITE_OP(Idx##n) {                                                                               \
    const Slot* s = fp + B;                                                                         \
    INDEX(i, fp[C], s[1])                                                                           \
    CopySlots(fp + A, reinterpret_cast<const void*>(s[0] + i * (8 * n)), n);                        \
    NEXT();                                                                                         \
  }                                                                                                 \
  GOLITE_OP(SetIdx##n) {                                                                            \
    const Slot* s = fp + A;                                                                         \
    INDEX(i, fp[B], s[1])                                                                           \
    CopySlots(reinterpret_cast<void*>(s[0] + i * (8 * n)), fp + C, n);                              \
    NEXT();                                                                                         \
  }                                                                                                 \
  GOLITE_OP(Arr##n) {                                                                               \
    FETCH_EXT();                                                                                    \
    POINTER(p, fp[B]);                                                                              \
    INDEX(i, fp[C], EXT_INDEX)                                                                      \
    CopySlots(fp + A, reinterpret_cast<const void*>(p + i * (8 * n)), n);                           \
    NEXT();                                                                                         \
  }
  IDX_SLOTS(2) IDX_SLOTS(3)
#undef IDX_SLOTS
  GOLITE_OP(SetArr2) {
    FETCH_EXT();
    POINTER(p, fp[A]);
    INDEX(i, fp[B], EXT_INDEX)
    CopySlots(reinterpret_cast<void*>(p + i * 16), fp + C, 2);
    NEXT();
  }
#define SET(N, T)                                                       \
  GOLITE_OP(SetIdx##N) {                                                \
    const Slot* s = fp + A;                                             \
    INDEX(i, fp[B], s[1])                                               \
    StoreAs<T>(s[0] + i * sizeof(T), fp[C]);                            \
    NEXT();                                                             \
  }                                                                     \
  GOLITE_OP(SetArr##N) {                                                \
    FETCH_EXT();                                                        \
    POINTER(p, fp[A]);                                                  \
    INDEX(i, fp[B], EXT_INDEX)                                          \
    StoreAs<T>(p + i * sizeof(T), fp[C]);                               \
    NEXT();                                                             \
  }
  SET(8, uint8_t) SET(16, uint16_t) SET(32, uint32_t) SET(64, uint64_t) SET(Ptr, uint64_t)
#undef SET
  GOLITE_OP(IdxAddr) {
    FETCH_EXT();
    const Slot* s = fp + B;
    INDEX(i, fp[C], s[1])
    fp[A] = s[0] + i * EXT_INDEX;
    NEXT();
  }
  GOLITE_OP(ArrAddr) {
    FETCH_EXT();
    POINTER(p, fp[B]);
    INDEX(i, fp[C], EXT_INDEX)
    fp[A] = p + i * (ext >> 32);
    NEXT();
  }
  GOLITE_OP(CheckIdx) {
    INDEX(i, fp[A], fp[B])
    NEXT();
  }
  GOLITE_OP(StrIdx) { DO_StrIdx; NEXT(); }
  GOLITE_OP(StrNext) {
    const uint64_t i = fp[C];
    const uint64_t byte = LoadAs<uint8_t>(fp[B] + i);
    if (byte < 0x80) [[likely]] {
      fp[A] = byte;
      fp[A + 1] = i + 1;
      NEXT();
    }
    SLOW(StrNext);
  }
  SLOW_EXT_OP(SliceSlice)
  SLOW_EXT_OP(SliceStr)
  SLOW_EXT_OP(SliceArr)
  SLOW_EXT_OP(SliceToArr)
  SLOW_EXT_OP(MakeSlice)
  SLOW_EXT_OP(AppendVal)
  GOLITE_OP(Append64) {
    FETCH_EXT();
    const uint64_t data = fp[B], len = fp[B + 1], cap = fp[B + 2];
    if (len < cap) [[likely]] {
      StoreAs<uint64_t>(data + len * 8, fp[C]);
      Slot* to = fp + A;
      to[0] = data;
      to[1] = len + 1;
      to[2] = cap;
      NEXT();
    }
    SLOW_EXT(Append64);
  }
  GOLITE_OP(Append8) {
    FETCH_EXT();
    const uint64_t data = fp[B], len = fp[B + 1], cap = fp[B + 2];
    if (len < cap) [[likely]] {
      StoreAs<uint8_t>(data + len, fp[C]);
      Slot* to = fp + A;
      to[0] = data;
      to[1] = len + 1;
      to[2] = cap;
      NEXT();
    }
    SLOW_EXT(Append8);
  }
  SLOW_EXT_OP(AppendSlice)
  SLOW_EXT_OP(AppendStr)
  SLOW_EXT_OP(CopySlice)
  SLOW_OP(CopyStr)
  SLOW_EXT_OP(ClearSlice)
  SLOW_OP(Concat)
  SLOW_OP(StrFromBytes)
  SLOW_OP(StrFromRunes)
  SLOW_OP(StrFromRune)
  SLOW_EXT_OP(BytesFromStr)
  SLOW_EXT_OP(RunesFromStr)

  // ---------------------------------------------------------------- allocation
  GOLITE_OP(New) {
    void* p = mutator.heap.NewFast(static_cast<uint32_t>(UIMM32));
    if (p) [[likely]] {
      fp[A] = reinterpret_cast<Slot>(p);
      NEXT();
    }
    SLOW(New);
  }
  SLOW_EXT_OP(NewArray)
  GOLITE_OP(NewClosure) {
    runtime::Closure* c = mutator.heap.NewClosureFast(static_cast<uint32_t>(UIMM32));
    if (c) [[likely]] {
      c->fn = functions[UIMM32];
      fp[A] = reinterpret_cast<Slot>(c);
      NEXT();
    }
    SLOW(NewClosure);
  }

  // ---------------------------------------------------------------- maps
  SLOW_EXT_OP(MapFind64)
  SLOW_EXT_OP(MapFindOk64)
  SLOW_EXT_OP(MapAssign64)
  SLOW_EXT_OP(MapFindStr)
  SLOW_EXT_OP(MapFindOkStr)
  SLOW_EXT_OP(MapAssignStr)
  SLOW_EXT_OP(MapFindAny)
  SLOW_EXT_OP(MapFindOkAny)
  SLOW_EXT_OP(MapAssignAny)
  SLOW_EXT_OP(MakeMap)
  SLOW_EXT_OP(MapDelete)
  SLOW_OP(MapClear)
  GOLITE_OP(MapLen) { const Slot map = fp[B]; fp[A] = map ? LoadAs<uint64_t>(map) : 0; NEXT(); }
  SLOW_EXT_OP(MapIterInit)
  SLOW_OP(MapIterNext)

  // ---------------------------------------------------------------- interfaces
  SLOW_EXT_OP(MakeIface)
  SLOW_EXT_OP(TypeAssert)
  SLOW_EXT_OP(AssertIface)
  GOLITE_OP(IfaceIs) {
    FETCH_EXT();
    fp[A] = fp[B] == reinterpret_cast<Slot>(program.types[EXT_INDEX]);
    NEXT();
  }
  SLOW_EXT_OP(IfaceImpl)

  // ---------------------------------------------------------------- calls
#define ENTER(fn, window)                                                             \
  do {                                                                                \
    const Function* f = (fn);                                                         \
    Slot* frame = fp + (window);                                                      \
    if (frame + f->frame_slots > stack_end) [[unlikely]] {                            \
      callee = f;                                                                     \
      base = static_cast<uint32_t>(window);                                           \
      goto grow_stack;                                                                \
    }                                                                                 \
    frame[-2] = reinterpret_cast<Slot>(pc);                                           \
    frame[-1] = reinterpret_cast<Slot>(f);                                            \
    fp = frame;                                                                       \
    if (f->HasClears()) ClearEntrySlots(fp, f);                                         \
    pc = f->code;                                                                     \
    if (--fuel == 0) [[unlikely]] goto portion_over;                                    \
    NEXT();                                                                           \
  } while (false)

  GOLITE_OP(Call) {
    const CallTarget& t = call_targets[UIMM32];
    Slot* frame = fp + A;
    if (reinterpret_cast<const char*>(frame) + t.frame_bytes > reinterpret_cast<const char*>(stack_end)) [[unlikely]] {
      callee = t.fn;
      base = static_cast<uint32_t>(A);
      goto grow_stack;
    }
    frame[-2] = reinterpret_cast<Slot>(pc);
    frame[-1] = reinterpret_cast<Slot>(t.fn);
    pc = t.code;
    fp = frame;
    if (t.clears) ClearEntrySlots(fp, t.fn);
    if (--fuel == 0) [[unlikely]] goto portion_over;
    NEXT();
  }
  GOLITE_OP(CallClosure) {
    POINTER(closure, fp[B]);
    const Function* fn = reinterpret_cast<const runtime::Closure*>(closure)->fn;
    if (fn->has_closure_slot) fp[A + fn->closure_slot()] = closure;
    ENTER(fn, A);
  }
  GOLITE_OP(CallIface) {
    FETCH_EXT();
    const Slot type = fp[B];
    if (type == 0) [[unlikely]] goto nil_fault;
    const IfaceCache& cache = iface_caches[IfaceCache::IndexOf(ext >> 32, reinterpret_cast<const TypeDesc*>(type))];
    const Function* fn = cache.fn;
    const Slot data = fp[B + 1];
    if (reinterpret_cast<Slot>(cache.type) != type) [[unlikely]] {
      fn = SlowFindMethod(*this, static_cast<uint32_t>(ext >> 32), reinterpret_cast<const TypeDesc*>(type));
      if (!fn) goto no_method;
    }
    fp[A + C] = data;
    ENTER(fn, A);
  }
  GOLITE_OP(CallNative) {
    const uint64_t index = UIMM32;
    Slot* window = fp + A;
    for (uint32_t i = 0, n = program.natives[index].result_slots; i < n; ++i) window[i] = 0;
    SAVE();
    g->native_window = g->OffsetOf(window);
    g->native_index = static_cast<int32_t>(index);
    outcome = Outcome::kDone;
    if (CollectIfWanted(g)) [[likely]] outcome = native_functions[index](mutator, window);
    if (outcome == Outcome::kDone && !mutator.heap.attention()) [[likely]] {
      g->native_index = -1;
      NEXT();
    }
    if (mutator.heap.attention()) outcome = Attend(outcome);
    goto stopped;
  }
  GOLITE_OP(Return) {
    pc = reinterpret_cast<const Instr*>(fp[-2]);
    fp -= pc[-1].a;
    NEXT();
  }
  GOLITE_OP(Return1) {
    fp[0] = fp[A];
    pc = reinterpret_cast<const Instr*>(fp[-2]);
    fp -= pc[-1].a;
    NEXT();
  }
  SLOW_OP(Defer)
  GOLITE_OP(RunDefers) {
    runtime::DeferRecord* d = g->defers;
    if (!d || d->frame != g->OffsetOf(fp)) NEXT();
    if (--fuel == 0) [[unlikely]] {  // deferred calls may go on and on without any other
      --pc;
      goto portion_over;
    }
    if (const Slot closure = d->closure; closure != 0) [[likely]] {
      const Function* fn = reinterpret_cast<const runtime::Closure*>(closure)->fn;
      Slot* frame = fp + A;
      if (frame + fn->frame_slots <= stack_end) [[likely]] {
        d->Start(pc - 1, g->OffsetOf(frame));
        frame[-2] = reinterpret_cast<Slot>(defer_return);
        frame[-1] = reinterpret_cast<Slot>(fn);
        if (fn->HasClears()) ClearEntrySlots(frame, fn);
        if (fn->has_closure_slot) frame[fn->closure_slot()] = closure;
        fp = frame;
        pc = fn->code;
        NEXT();
      }
    }
    SAVE();
    switch (RunDefersSlow(g, static_cast<uint16_t>(A))) {
      case Flow::kResume: goto resume;
      case Flow::kSwitch: goto next_goroutine;
      case Flow::kStop: goto done;
    }
    __builtin_unreachable();
  }
  SLOW_OP(Recover)
  SLOW_OP(Panic)
  SLOW_OP(Go)
  SLOW_OP(GoClosure)
  GOLITE_OP(Unreachable) goto bad_opcode;

  // ---------------------------------------------------------------- channels
  SLOW_EXT_OP(MakeChan)
  SLOW_EXT_OP(ChanSend)
  SLOW_EXT_OP(ChanRecv)
  SLOW_OP(ChanClose)
#define NOTE_HOLDER(holder) \
  (holder).id = g->id;      \
  (holder).site = FunctionAt(fp)->is_std ? runtime::CallerSite(fp, pc) : pc
  GOLITE_OP(NoteHolder) {
    auto& holder = *reinterpret_cast<runtime::LockHolder*>(fp[A]);
    NOTE_HOLDER(holder);
    NEXT();
  }
#define MUTEX(slot)   \
  POINTER(p, slot);   \
  auto& mu = *reinterpret_cast<runtime::SyncMutex*>(p)
#define TRY_LOCK(slot, done)                                              \
  MUTEX(slot);                                                            \
  const bool done = mu.state == 0;                                        \
  if (done) [[likely]] {                                                  \
    mu.state = 1;                                                         \
    NOTE_HOLDER(mu.holder);                                               \
  }
#define TRY_UNLOCK(slot, done)                                            \
  MUTEX(slot);                                                            \
  const bool done = mu.state == 1;                                        \
  if (done) [[likely]] mu.state = 0
  GOLITE_OP(TryLock) { TRY_LOCK(fp[B], done) fp[A] = done; NEXT(); }
  GOLITE_OP(TryUnlock) { TRY_UNLOCK(fp[B], done); fp[A] = done; NEXT(); }
  GOLITE_OP(JLocked) { TRY_LOCK(fp[A], done) if (done) pc += SC; NEXT(); }
  GOLITE_OP(JNotLocked) { TRY_LOCK(fp[A], done) if (!done) pc += SC; NEXT(); }
  GOLITE_OP(JUnlocked) { TRY_UNLOCK(fp[A], done); if (done) pc += SC; NEXT(); }
  GOLITE_OP(JNotUnlocked) { TRY_UNLOCK(fp[A], done); if (!done) pc += SC; NEXT(); }
  GOLITE_OP(JLocked2) { MUTEX(fp[A]); if (mu.state != 0) [[unlikely]] NEXT(); mu.state = 1; mu.holder = {g->id, pc}; pc += 2; NEXT(); }
  GOLITE_OP(JUnlocked2) { MUTEX(fp[A]); if (mu.state != 1) [[unlikely]] NEXT(); mu.state = 0; pc += 2; NEXT(); }
  GOLITE_OP(JMutexHeld) { DO_JMutexHeld; NEXT(); }
  GOLITE_OP(JMutexFree) { MUTEX(fp[A]); if (mu.state == 0) pc += SC; NEXT(); }
#define RACE_LOCKED(done) if (done && !race->Relocked(g, p)) { SAVE(); race->Locked(g, p); }
#define RACE_UNLOCKED(done) if (done && !race->UnlockedAgain(g, p)) { SAVE(); race->Unlocked(g, p); }
  GOLITE_OP(RaceTryLock) { TRY_LOCK(fp[B], done) RACE_LOCKED(done) fp[A] = done; NEXT(); }
  GOLITE_OP(RaceTryUnlock) { TRY_UNLOCK(fp[B], done); RACE_UNLOCKED(done) fp[A] = done; NEXT(); }
  GOLITE_OP(RaceJLocked) { TRY_LOCK(fp[A], done) RACE_LOCKED(done) if (done) pc += SC; NEXT(); }
  GOLITE_OP(RaceJNotLocked) { TRY_LOCK(fp[A], done) RACE_LOCKED(done) if (!done) pc += SC; NEXT(); }
  GOLITE_OP(RaceJUnlocked) { TRY_UNLOCK(fp[A], done); RACE_UNLOCKED(done) if (done) pc += SC; NEXT(); }
  GOLITE_OP(RaceJNotUnlocked) { TRY_UNLOCK(fp[A], done); RACE_UNLOCKED(done) if (!done) pc += SC; NEXT(); }
  GOLITE_OP(TryRWMutex) {
    POINTER(p, fp[B]);
    auto& rw = *reinterpret_cast<runtime::SyncRWMutex*>(p);
    const auto step = static_cast<runtime::RWMutexStep>(C);
    const bool done = rw.Try(step);
    if (done && rw.Locks(step)) { NOTE_HOLDER(rw.w.holder); }
    fp[A] = done;
    NEXT();
  }
#undef RACE_LOCKED
#undef RACE_UNLOCKED
#undef TRY_LOCK
#undef TRY_UNLOCK
#undef NOTE_HOLDER
  GOLITE_OP(ChanLen) { fp[A] = static_cast<Slot>(runtime::LenOf(reinterpret_cast<const runtime::Channel*>(fp[B]))); NEXT(); }
  GOLITE_OP(ChanCap) { fp[A] = static_cast<Slot>(runtime::CapOf(reinterpret_cast<const runtime::Channel*>(fp[B]))); NEXT(); }
  GOLITE_OP(Select) {
    const Fields fields{BitsOf(WORD), 0};
    const Instr* cases = pc;
    pc += 2 * B;
    SLOW_CALL(SlowSelect(*this, g, fp, fields, cases));
  }
  GOLITE_OP(SelectSend) goto bad_opcode;
  GOLITE_OP(SelectRecv) goto bad_opcode;

  // ---------------------------------------------------------------- combinations
#define R fp[ext >> 32 & 0xFFFF]
#define EXTRA (ext >> 48)
#define SEXTRA (I64(ext) >> 48)
  GOLITE_OP(MulAddI64) { FETCH_EXT(); fp[A] = fp[B] * fp[C] + R; NEXT(); }
  GOLITE_OP(MulAddI64K) { FETCH_EXT(); fp[A] = fp[B] * static_cast<uint64_t>(SC) + R; NEXT(); }
  GOLITE_OP(MulAddF64) { DO_MulAddF64; NEXT(); }
  GOLITE_OP(MulSubF64) { FETCH_EXT(); fp[A] = PUT(F64(R) - F64(fp[B]) * F64(fp[C])); NEXT(); }
  GOLITE_OP(MulRSubF64) { FETCH_EXT(); fp[A] = PUT(F64(fp[B]) * F64(fp[C]) - F64(R)); NEXT(); }
  GOLITE_OP(AddAddI64) { FETCH_EXT(); fp[A] = fp[B] + fp[C] + R; NEXT(); }
  GOLITE_OP(AddAddI64K) { FETCH_EXT(); fp[A] = fp[B] + fp[C] + static_cast<uint64_t>(SEXTRA); NEXT(); }
  GOLITE_OP(AddAddF64) { FETCH_EXT(); fp[A] = PUT((F64(fp[B]) + F64(fp[C])) + F64(R)); NEXT(); }
  GOLITE_OP(SubAddF64) { DO_SubAddF64; NEXT(); }
  GOLITE_OP(AddSubF64) { FETCH_EXT(); fp[A] = PUT((F64(fp[B]) + F64(fp[C])) - F64(R)); NEXT(); }
  GOLITE_OP(MulMulF64) { DO_MulMulF64; NEXT(); }
  GOLITE_OP(AddMem64) { DO_AddMem64; NEXT(); }
  GOLITE_OP(AddMem64K) {
    POINTER(p, fp[A]);
    StoreAs<uint64_t>(p + C, LoadAs<uint64_t>(p + C) + static_cast<uint64_t>(SB));
    NEXT();
  }
  GOLITE_OP(AddMemF64) { POINTER(p, fp[A]); StoreAs<uint64_t>(p + C, PUT(F64(LoadAs<uint64_t>(p + C)) + F64(fp[B]))); NEXT(); }
  GOLITE_OP(SubMemF64) { POINTER(p, fp[A]); StoreAs<uint64_t>(p + C, PUT(F64(LoadAs<uint64_t>(p + C)) - F64(fp[B]))); NEXT(); }
  GOLITE_OP(MulAddMemF64) { DO_MulAddMemF64; NEXT(); }
  GOLITE_OP(MulSubMemF64) { DO_MulSubMemF64; NEXT(); }
#define UPDATE(name, expression)                 \
  GOLITE_OP(name) {                              \
    const Slot* s = fp + A;                      \
    INDEX(i, fp[B], s[1])                        \
    const uint64_t at = s[0] + i * 8;            \
    const uint64_t old = LoadAs<uint64_t>(at);   \
    StoreAs<uint64_t>(at, expression);           \
    NEXT();                                      \
  }
  UPDATE(AddIdx64, old + fp[C])
  UPDATE(AddIdx64K, old + static_cast<uint64_t>(SC))
  UPDATE(AddIdxF64, PUT(F64(old) + F64(fp[C])))
  UPDATE(SubIdxF64, PUT(F64(old) - F64(fp[C])))
#undef UPDATE
#define UPDATE_ARRAY(name, index, expression)    \
  GOLITE_OP(name) {                              \
    FETCH_EXT();                                 \
    POINTER(p, fp[A]);                           \
    INDEX(i, index, EXT_INDEX)                   \
    const uint64_t at = p + i * 8;               \
    const uint64_t old = LoadAs<uint64_t>(at);   \
    StoreAs<uint64_t>(at, expression);           \
    NEXT();                                      \
  }
  UPDATE_ARRAY(AddArr64, fp[B], old + fp[C])
  UPDATE_ARRAY(AddArr64K, fp[B], old + static_cast<uint64_t>(SC))
  UPDATE_ARRAY(MaskAddArr64, fp[B] & EXTRA, old + fp[C])
  UPDATE_ARRAY(MaskAddArr64K, fp[B] & EXTRA, old + static_cast<uint64_t>(SC))
#undef UPDATE_ARRAY
#define MASK_ARRAY(N, T)                         \
  GOLITE_OP(MaskArr##N) {                        \
    FETCH_EXT();                                 \
    POINTER(p, fp[B]);                           \
    INDEX(i, fp[C] & EXTRA, EXT_INDEX)           \
    fp[A] = LoadAs<T>(p + i * sizeof(T));        \
    NEXT();                                      \
  }
  MASK_ARRAY(U8, uint8_t) MASK_ARRAY(U32, uint32_t) MASK_ARRAY(64, uint64_t)
#undef MASK_ARRAY
  GOLITE_OP(MaskSetArr64) {
    FETCH_EXT();
    POINTER(p, fp[A]);
    INDEX(i, fp[B] & EXTRA, EXT_INDEX)
    StoreAs<uint64_t>(p + i * 8, fp[C]);
    NEXT();
  }
#define SWAP(N, T)                               \
  GOLITE_OP(SwapIdx##N) {                        \
    const Slot* s = fp + A;                      \
    INDEX(i, fp[B], s[1])                        \
    INDEX(k, fp[C], s[1])                        \
    T* data = reinterpret_cast<T*>(s[0]);        \
    const T x = data[i];                         \
    data[i] = data[k];                           \
    data[k] = x;                                 \
    NEXT();                                      \
  }
  struct TwoWords { uint64_t a, b; };
  SWAP(8, uint8_t) SWAP(32, uint32_t) SWAP(64, uint64_t) SWAP(Ptr, uint64_t) SWAP(2, TwoWords)
#undef SWAP
  GOLITE_OP(Idx64K) {
    FETCH_EXT();
    const Slot* s = fp + B;
    INDEX(i, fp[C] + static_cast<uint64_t>(SEXTRA), s[1])
    fp[A] = LoadAs<uint64_t>(s[0] + i * 8);
    NEXT();
  }
  GOLITE_OP(SetIdx64K) {
    FETCH_EXT();
    const Slot* s = fp + A;
    INDEX(i, fp[B] + static_cast<uint64_t>(SEXTRA), s[1])
    StoreAs<uint64_t>(s[0] + i * 8, fp[C]);
    NEXT();
  }
#define ELEM_FIELD(slice, index)                         \
  FETCH_EXT();                                           \
  const Slot* s = fp + (slice);                          \
  INDEX(i, fp[index], s[1])                              \
  const uint64_t at = s[0] + i * EXT_INDEX + EXTRA
  GOLITE_OP(IdxField64) { ELEM_FIELD(B, C); fp[A] = LoadAs<uint64_t>(at); NEXT(); }
  GOLITE_OP(IdxField2) { ELEM_FIELD(B, C); CopySlots(fp + A, reinterpret_cast<const void*>(at), 2); NEXT(); }
  GOLITE_OP(SetIdxField64) { ELEM_FIELD(A, B); StoreAs<uint64_t>(at, fp[C]); NEXT(); }
  GOLITE_OP(SetIdxFieldPtr) { ELEM_FIELD(A, B); StoreAs<uint64_t>(at, fp[C]); NEXT(); }
#undef ELEM_FIELD
#define MEM_SLICE(pointer, index)                                       \
  FETCH_EXT();                                                          \
  POINTER(p, fp[pointer]);                                              \
  const uint64_t data = LoadAs<uint64_t>(p + EXT_INDEX);                \
  INDEX(i, fp[index], LoadAs<uint64_t>(p + EXT_INDEX + 8))
  GOLITE_OP(MemIdxU8) { MEM_SLICE(B, C) fp[A] = LoadAs<uint8_t>(data + i); NEXT(); }
  GOLITE_OP(MemIdxI32) { MEM_SLICE(B, C) fp[A] = LoadAs<int32_t>(data + i * 4); NEXT(); }
  GOLITE_OP(MemIdx64) { MEM_SLICE(B, C) fp[A] = LoadAs<uint64_t>(data + i * 8); NEXT(); }
  GOLITE_OP(MemIdx2) { MEM_SLICE(B, C) CopySlots(fp + A, reinterpret_cast<const void*>(data + i * 16), 2); NEXT(); }
  GOLITE_OP(SetMemIdx8) { MEM_SLICE(A, B) StoreAs<uint8_t>(data + i, fp[C]); NEXT(); }
  GOLITE_OP(SetMemIdx32) { MEM_SLICE(A, B) StoreAs<uint32_t>(data + i * 4, fp[C]); NEXT(); }
  GOLITE_OP(SetMemIdx64) { MEM_SLICE(A, B) StoreAs<uint64_t>(data + i * 8, fp[C]); NEXT(); }
  GOLITE_OP(SetMemIdxPtr) { MEM_SLICE(A, B) StoreAs<uint64_t>(data + i * 8, fp[C]); NEXT(); }
#undef MEM_SLICE
#define ROW(slice, index, column)                        \
  FETCH_EXT();                                           \
  const Slot* s = fp + (slice);                          \
  INDEX(i, fp[index], s[1])                              \
  const uint64_t row = s[0] + i * 24;                    \
  INDEX(k, column, LoadAs<uint64_t>(row + 8))            \
  const uint64_t data = LoadAs<uint64_t>(row)
  GOLITE_OP(IdxIdxU8) { ROW(B, C, R); fp[A] = LoadAs<uint8_t>(data + k); NEXT(); }
  GOLITE_OP(IdxIdx64) { DO_IdxIdx64; NEXT(); }
  GOLITE_OP(SetIdxIdx8) { ROW(A, B, fp[C]); StoreAs<uint8_t>(data + k, R); NEXT(); }
  GOLITE_OP(SetIdxIdx64) { ROW(A, B, fp[C]); StoreAs<uint64_t>(data + k * 8, R); NEXT(); }
  GOLITE_OP(JMemEq64K) {
    FETCH_EXT();
    POINTER(p, fp[A]);
    if (LoadAs<int64_t>(p + EXT_INDEX) == static_cast<uint64_t>(SB)) { pc += SC; NEXT(); }
    NEXT();
  }
  GOLITE_OP(JMemNe64K) {
    FETCH_EXT();
    POINTER(p, fp[A]);
    if (LoadAs<int64_t>(p + EXT_INDEX) != static_cast<uint64_t>(SB)) { pc += SC; NEXT(); }
    NEXT();
  }
  GOLITE_OP(JTestZ) {
    if ((fp[A] & static_cast<uint64_t>(SB)) == 0) { pc += SC; NEXT(); }
    NEXT();
  }
  GOLITE_OP(JTestNz) {
    if ((fp[A] & static_cast<uint64_t>(SB)) != 0) { pc += SC; NEXT(); }
    NEXT();
  }
  GOLITE_OP(ReturnImm) {
    fp[0] = static_cast<Slot>(IMM32);
    pc = reinterpret_cast<const Instr*>(fp[-2]);
    fp -= pc[-1].a;
    NEXT();
  }

  // ---------------------------------------------------------------- pairs
#define OP(name, a, b, c, ext, effect)
#define PAIR(first, second, a, b, c, ext, effect) GOLITE_OP(first##second) { DO_##first; NEXT_IS(second); }
#include "vm/opcodes.def"
#undef PAIR
#undef OP
#undef ROW
#undef MUTEX
#undef R
#undef EXTRA
#undef SEXTRA

  // ---------------------------------------------------------------- race mode and coverage
// An access of 1, 2, 4 or 8 bytes, or of whole words: one comparison when the goroutine's own record is there already.
#define RACE(address, bytes, write, part)                                                      \
  do {                                                                                         \
    const uint64_t at_ = (address);                                                            \
    if (!race->Covered(g, at_, bytes, write)) [[unlikely]] {                                   \
      SAVE();                                                                                  \
      race->Access(g, at_, bytes, write ? AccessKind::kWrite : AccessKind::kRead, part);       \
    }                                                                                          \
  } while (false)
#define RACE_WORDS(address, words, write, part)                                                \
  do {                                                                                         \
    const uint64_t at_ = (address);                                                            \
    if (!race->CoveredWords(g, at_, words, write)) [[unlikely]] {                              \
      SAVE();                                                                                  \
      race->Access(g, at_, (words) * 8, write ? AccessKind::kWrite : AccessKind::kRead, part); \
    }                                                                                          \
  } while (false)
#define READ(address, bytes) RACE(address, bytes, false, 0)
#define WRITE(address, bytes) RACE(address, bytes, true, 0)
  SLOW_EXT_OP(Expose)
  SLOW_EXT_OP(UnsafeToPtr)
  SLOW_OP(UnsafeFromInt)
  SLOW_EXT_OP(UnsafeSlice)
  SLOW_EXT_OP(UnsafeString)
  SLOW_EXT_OP(UnsafeStrData)
  SLOW_EXT_OP(UnsafeSliceData)
  SLOW_EXT_OP(RaceRead)
  SLOW_EXT_OP(RaceWrite)
  SLOW_EXT_OP(RaceReadN)
  SLOW_EXT_OP(RaceWriteN)
  SLOW_EXT_OP(RaceAppend)
#define LOAD(N, T) GOLITE_OP(RaceLoad##N) { POINTER(p, fp[B]); READ(p + C, sizeof(T)); fp[A] = LoadAs<T>(p + C); NEXT(); }
  LOAD(I8, int8_t) LOAD(U8, uint8_t) LOAD(I16, int16_t) LOAD(U16, uint16_t) LOAD(I32, int32_t) LOAD(U32, uint32_t)
  LOAD(64, uint64_t)
#undef LOAD
#define LOAD(n)                                                      \
  GOLITE_OP(RaceLoad##n) {                                           \
    POINTER(p, fp[B]);                                               \
    RACE_WORDS(p + C, n, false, 0);                                  \
    CopySlots(fp + A, reinterpret_cast<void*>(p + C), n);            \
    NEXT();                                                          \
  }
  LOAD(2) LOAD(3)
#undef LOAD
  GOLITE_OP(RaceLoadN) {
    FETCH_EXT();
    POINTER(p, fp[B]);
    const uint64_t count = ext >> 32 & 0xFFFF, bytes = EXT_INDEX;
    if (!race->solo()) {
      SAVE();
      race->Access(g, p + C, bytes, AccessKind::kRead);
    }
    if (bytes % 8 != 0 || count == 0) SLOW_EXT(LoadN);
    std::memcpy(fp + A, reinterpret_cast<const void*>(p + C), bytes);
    NEXT();
  }
#define STORE(N, T) GOLITE_OP(RaceStore##N) { POINTER(p, fp[A]); WRITE(p + C, sizeof(T)); StoreAs<T>(p + C, fp[B]); NEXT(); }
  STORE(8, uint8_t) STORE(16, uint16_t) STORE(32, uint32_t) STORE(64, uint64_t) STORE(Ptr, uint64_t)
#undef STORE
#define STORE(n)                                                     \
  GOLITE_OP(RaceStore##n) {                                          \
    POINTER(p, fp[A]);                                               \
    RACE_WORDS(p + C, n, true, 0);                                   \
    CopySlots(reinterpret_cast<void*>(p + C), fp + B, n);            \
    NEXT();                                                          \
  }
  STORE(2) STORE(3)
#undef STORE
  GOLITE_OP(RaceStoreN) {
    FETCH_EXT();
    POINTER(p, fp[A]);
    if (!race->solo()) {
      SAVE();
      race->Access(g, p + C, EXT_INDEX, AccessKind::kWrite);
    }
    std::memcpy(reinterpret_cast<void*>(p + C), fp + B, EXT_INDEX);
    NEXT();
  }
#define GLOBAL reinterpret_cast<uint64_t>(globals + UIMM32)
  GOLITE_OP(RaceLoadGlobal) { READ(GLOBAL, 8); fp[A] = LoadAs<uint64_t>(GLOBAL); NEXT(); }
  GOLITE_OP(RaceStoreGlobal) { WRITE(GLOBAL, 8); StoreAs<uint64_t>(GLOBAL, fp[A]); NEXT(); }
  GOLITE_OP(RaceStoreGlobalPtr) { WRITE(GLOBAL, 8); StoreAs<uint64_t>(GLOBAL, fp[A]); NEXT(); }
#undef GLOBAL
#define IDX(N, T)                                                    \
  GOLITE_OP(RaceIdx##N) {                                            \
    const Slot* s = fp + B;                                          \
    INDEX(i, fp[C], s[1])                                            \
    READ(s[0] + i * sizeof(T), sizeof(T));                           \
    fp[A] = LoadAs<T>(s[0] + i * sizeof(T));                         \
    NEXT();                                                          \
  }                                                                  \
  GOLITE_OP(RaceArr##N) {                                            \
    FETCH_EXT();                                                     \
    POINTER(p, fp[B]);                                               \
    INDEX(i, fp[C], EXT_INDEX)                                       \
    READ(p + i * sizeof(T), sizeof(T));                              \
    fp[A] = LoadAs<T>(p + i * sizeof(T));                            \
    NEXT();                                                          \
  }
  IDX(I8, int8_t) IDX(U8, uint8_t) IDX(I16, int16_t) IDX(U16, uint16_t) IDX(I32, int32_t) IDX(U32, uint32_t)
  IDX(64, uint64_t)
#undef IDX
#define IDX_SLOTS(n)                                                                    \
  GOLITE_OP(RaceIdx##n) {                                                               \
    const Slot* s = fp + B;                                                             \
    INDEX(i, fp[C], s[1])                                                               \
    RACE_WORDS(s[0] + i * (8 * n), n, false, 0);                                        \
    CopySlots(fp + A, reinterpret_cast<const void*>(s[0] + i * (8 * n)), n);            \
    NEXT();                                                                             \
  }                                                                                     \
  GOLITE_OP(RaceSetIdx##n) {                                                            \
    const Slot* s = fp + A;                                                             \
    INDEX(i, fp[B], s[1])                                                               \
    RACE_WORDS(s[0] + i * (8 * n), n, true, 0);                                         \
    CopySlots(reinterpret_cast<void*>(s[0] + i * (8 * n)), fp + C, n);                  \
    NEXT();                                                                             \
  }                                                                                     \
  GOLITE_OP(RaceArr##n) {                                                               \
    FETCH_EXT();                                                                        \
    POINTER(p, fp[B]);                                                                  \
    INDEX(i, fp[C], EXT_INDEX)                                                          \
    RACE_WORDS(p + i * (8 * n), n, false, 0);                                           \
    CopySlots(fp + A, reinterpret_cast<const void*>(p + i * (8 * n)), n);               \
    NEXT();                                                                             \
  }
  IDX_SLOTS(2) IDX_SLOTS(3)
#undef IDX_SLOTS
  GOLITE_OP(RaceSetArr2) {
    FETCH_EXT();
    POINTER(p, fp[A]);
    INDEX(i, fp[B], EXT_INDEX)
    RACE_WORDS(p + i * 16, 2, true, 0);
    CopySlots(reinterpret_cast<void*>(p + i * 16), fp + C, 2);
    NEXT();
  }
#define SET(N, T)                                                    \
  GOLITE_OP(RaceSetIdx##N) {                                         \
    const Slot* s = fp + A;                                          \
    INDEX(i, fp[B], s[1])                                            \
    WRITE(s[0] + i * sizeof(T), sizeof(T));                          \
    StoreAs<T>(s[0] + i * sizeof(T), fp[C]);                         \
    NEXT();                                                          \
  }                                                                  \
  GOLITE_OP(RaceSetArr##N) {                                         \
    FETCH_EXT();                                                     \
    POINTER(p, fp[A]);                                               \
    INDEX(i, fp[B], EXT_INDEX)                                       \
    WRITE(p + i * sizeof(T), sizeof(T));                             \
    StoreAs<T>(p + i * sizeof(T), fp[C]);                            \
    NEXT();                                                          \
  }
  SET(8, uint8_t) SET(16, uint16_t) SET(32, uint32_t) SET(64, uint64_t) SET(Ptr, uint64_t)
#undef SET
  SLOW_OP(RaceGo)
  SLOW_OP(RaceGoClosure)
  SLOW_EXT_OP(RaceChanSend)
  SLOW_EXT_OP(RaceChanRecv)
  SLOW_OP(RaceChanClose)
  GOLITE_OP(RaceSelect) {
    const Fields fields{BitsOf(WORD), 0};
    const Instr* cases = pc;
    pc += 2 * B;
    SLOW_CALL(SlowRaceSelect(*this, g, fp, fields, cases));
  }
  GOLITE_OP(Cover) { ++cover[UIMM32]; NEXT(); }

  // ---------------------------------------------------------------- returns into the machine
  GOLITE_MACHINE_OP(kGoroutineEnd) {
    SAVE();
    switch (GoroutineEnded(g)) {
      case Flow::kResume: goto resume;
      case Flow::kSwitch: goto next_goroutine;
      case Flow::kStop: goto done;
    }
    __builtin_unreachable();
  }
  GOLITE_MACHINE_OP(kDeferReturn) {
    runtime::DeferRecord* d = g->defers;
    fp = g->At(d->frame);
    pc = d->resume;
    g->defers = d->next;
    // Without another call the RunDefers instruction is done.
    if (!g->defers || g->defers->frame != d->frame) ++pc;
    scheduler.FreeDefer(d);
    NEXT();
  }
  GOLITE_MACHINE_OP(kPanicReturn) {
    SAVE();
    switch (PanicReturned(g)) {
      case Flow::kResume: goto resume;
      case Flow::kSwitch: goto next_goroutine;
      case Flow::kStop: goto done;
    }
    __builtin_unreachable();
  }
  GOLITE_MACHINE_OP(kNativeReturn) {
    SAVE();
    ScriptCallReturned(g);
    goto resume;
  }
  GOLITE_MACHINE_OP(kPrintReturn) {
    SAVE();
    switch (PrintReturned(g)) {
      case Flow::kResume: goto resume;
      case Flow::kSwitch: goto next_goroutine;
      case Flow::kStop: goto done;
    }
    __builtin_unreachable();
  }

  GOLITE_END_DISPATCH

  // ---------------------------------------------------------------- out of the way
grow_stack:
  // The call's frame does not fit. pc is behind the call; `callee` and `base` say what it enters.
  SAVE();
  if (!scheduler.GrowStack(g, fp + base, callee->frame_slots)) {
    StackOverflow(g);
    goto done;
  }
  fp = g->fp;
  stack_end = g->stack_end;
  ENTER(callee, base);

  // An instruction panics by itself. Instructions with helpers that panic are never part of an elided section.
#define FAULT() SAVE(); LockElided(g)
nil_fault:
  FAULT();
  outcome = runtime::PanicNil(mutator);
  goto stopped;
divide_fault:
  FAULT();
  outcome = runtime::PanicDivide(mutator);
  goto stopped;
shift_fault:
  FAULT();
  outcome = runtime::PanicShift(mutator);
  goto stopped;
index_fault:
  FAULT();
  outcome = runtime::PanicIndex(mutator, fault_index, I64(fault_length), FunctionAt(fp)->UnsignedOperands(pc) != 0);
  goto stopped;
#undef FAULT
no_method:
  SAVE();
  Fatal(g, "internal error: a method that is called was not compiled");
  goto done;
bad_opcode:
  SAVE();
  Fatal(g, "internal error: unreachable code was executed");
  goto done;

portion_over:
  SAVE();
  switch (EndPortion(g)) {
    case Flow::kResume: fuel = StartPortion(); goto resume;
    case Flow::kSwitch: fuel = StartPortion(); goto next_goroutine;
    case Flow::kStop: fuel = 0; goto done;
  }
  __builtin_unreachable();

stopped:
  // An operation of g ended otherwise than with kDone; pc and fp are saved.
  if (outcome == Outcome::kParked) [[likely]] goto next_goroutine;
  switch (Handle(g, outcome)) {
    case Flow::kResume:
      if (slice_left == 0) [[unlikely]] {  // another slice is wanted; we are somewhere in it
        fuel_used += portion - fuel;
        slice_left = 1 + scheduler.chooser().Below(runtime::Choice::kSlice, scheduler.NewSlice());
        fuel = StartPortion();
      }
      goto resume;
    case Flow::kSwitch: goto next_goroutine;
    case Flow::kStop: goto done;
  }
  __builtin_unreachable();

next_goroutine:
  g = scheduler.PickNext();
  if (!g) [[unlikely]] {
    NothingToRun();
    goto done;
  }
  scheduler.SetCurrent(g);
  g->state = runtime::GoroutineState::kRunning;
  g->native_index = -1;
  if (g->send_closed) [[unlikely]] {
    switch (Woken(g)) {
      case Flow::kResume: goto resume;
      case Flow::kSwitch: goto next_goroutine;
      case Flow::kStop: goto done;
    }
  }
resume:
  pc = g->pc;
  fp = g->fp;
  stack_end = g->stack_end;
  NEXT();

done:
  fuel_used += portion - fuel;
  slice_left -= std::min(slice_left, portion - fuel);
  portion = 0;
}

}  // namespace golite::vm
