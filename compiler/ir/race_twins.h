// This file defines which instruction stands for another in race mode.
#pragma once

#include "compiler/ir/ir.h"

namespace golite::ir {

// The instruction that makes the same access and tells the tracker; the same one when there is none.
inline Op AccessTwin(Op op) {
#define GOLITE_TWINS(X) \
  X(LoadI8) X(LoadU8) X(LoadI16) X(LoadU16) X(LoadI32) X(LoadU32) X(Load64) X(Load2) X(Load3) X(LoadN)               \
  X(Store8) X(Store16) X(Store32) X(Store64) X(StorePtr) X(Store2) X(Store3) X(StoreN) X(LoadGlobal)                 \
  X(StoreGlobal) X(StoreGlobalPtr) X(IdxI8) X(ArrI8) X(IdxU8) X(ArrU8) X(IdxI16) X(ArrI16) X(IdxU16) X(ArrU16)       \
  X(IdxI32) X(ArrI32) X(IdxU32) X(ArrU32) X(Idx64) X(Arr64) X(Idx2) X(Arr2) X(Idx3) X(Arr3) X(SetIdx8)               \
  X(SetArr8) X(SetIdx16) X(SetArr16) X(SetIdx32) X(SetArr32) X(SetIdx64) X(SetArr64) X(SetIdxPtr) X(SetArrPtr)       \
  X(SetIdx2) X(SetArr2) X(SetIdx3)                                                                                  
  switch (op) {
#define X(name) case Op::k##name: return Op::kRace##name;
    GOLITE_TWINS(X)
#undef X
#undef GOLITE_TWINS
    default: return op;
  }
}

// The instruction that synchronizes in the same way and tells the tracker.
inline Op SyncTwin(Op op) {
  switch (op) {
    case Op::kGo: return Op::kRaceGo;
    case Op::kGoClosure: return Op::kRaceGoClosure;
    case Op::kChanSend: return Op::kRaceChanSend;
    case Op::kChanRecv: return Op::kRaceChanRecv;
    case Op::kChanClose: return Op::kRaceChanClose;
    case Op::kSelect: return Op::kRaceSelect;
    case Op::kTryLock: return Op::kRaceTryLock;
    case Op::kTryUnlock: return Op::kRaceTryUnlock;
    case Op::kJLocked: return Op::kRaceJLocked;
    case Op::kJNotLocked: return Op::kRaceJNotLocked;
    case Op::kJUnlocked: return Op::kRaceJUnlocked;
    case Op::kJNotUnlocked: return Op::kRaceJNotUnlocked;
    default: return op;
  }
}

}  // namespace golite::ir
