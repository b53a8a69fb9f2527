// This file declares the slow paths of the interpreter: whatever allocates, may panic with a made value, may park, or is
// longer than a few lines. They run with pc and fp saved in the goroutine.
#pragma once

#include <cstdint>

#include "vm/machine.h"

namespace golite::vm {

// The fields of an instruction word and of its second word.
struct Fields {
  uint64_t word;
  uint64_t ext_word;

  uint16_t a() const { return static_cast<uint16_t>(word >> 16); }
  uint16_t b() const { return static_cast<uint16_t>(word >> 32); }
  uint16_t c() const { return static_cast<uint16_t>(word >> 48); }
  int32_t imm32() const { return static_cast<int32_t>(word >> 32); }
  uint32_t index() const { return static_cast<uint32_t>(ext_word); }
  uint16_t count() const { return static_cast<uint16_t>(ext_word >> 32); }
  uint16_t extra() const { return static_cast<uint16_t>(ext_word >> 48); }
};

// Every slow path has this signature. kDone: the results are in the frame.
using SlowFn = Outcome(Machine& m, Goroutine* g, Slot* fp, Fields f);

// One per opcode that has nothing but a slow path, named after it, and some shared ones.
#define GOLITE_SLOW_OPS(X)                                                                                            \
  X(EqVal) X(EqIface) X(LoadN) X(StoreN) X(SliceSlice) X(SliceStr) X(SliceArr) X(SliceToArr) X(MakeSlice)             \
  X(AppendVal) X(Append64) X(Append8) X(AppendSlice) X(AppendStr) X(CopySlice) X(CopyStr) X(ClearSlice) X(Concat)     \
  X(StrFromBytes) X(StrFromRunes) X(StrFromRune) X(BytesFromStr) X(RunesFromStr) X(New) X(NewArray) X(NewClosure)     \
  X(MapFind64) X(MapFindOk64) X(MapAssign64) X(MapFindStr) X(MapFindOkStr) X(MapAssignStr) X(MapFindAny)              \
  X(MapFindOkAny) X(MapAssignAny) X(MakeMap) X(MapDelete) X(MapClear) X(MapIterInit) X(MapIterNext) X(MakeIface)      \
  X(TypeAssert) X(AssertIface) X(IfaceImpl) X(Defer) X(Panic) X(Go) X(GoClosure) X(MakeChan) X(ChanSend) X(ChanRecv)  \
  X(ChanClose) X(Recover) X(StrNext) X(RaceRead) X(RaceWrite) X(RaceReadN) X(RaceWriteN) X(RaceAppend) X(RaceGo)        \
  X(Expose) X(UnsafeToPtr) X(UnsafeFromInt) X(UnsafeSlice) X(UnsafeString) X(UnsafeStrData) X(UnsafeSliceData)           \
  X(RaceGoClosure) X(RaceChanSend) X(RaceChanRecv) X(RaceChanClose)
#define X(name) SlowFn Slow##name;
GOLITE_SLOW_OPS(X)
#undef X

// Executes a select of f.b() cases that start at `cases`.
Outcome SlowSelect(Machine& m, Goroutine* g, Slot* fp, Fields f, const Instr* cases);
Outcome SlowRaceSelect(Machine& m, Goroutine* g, Slot* fp, Fields f, const Instr* cases);
// The method of `type` for a call site, put into its cache. Null: the program holds no code for it, an internal error.
const Function* SlowFindMethod(Machine& m, uint32_t site, const TypeDesc* type);

}  // namespace golite::vm
