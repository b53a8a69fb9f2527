// This file defines slot allocation: which frame slot each virtual slot lives in.
//
// A frame is: results, parameters, closure slot, slots the collector scans, scalars, call windows. Every frame slot has
// one WordKind for the whole function. Three observations keep frames small and cheap:
// - Virtual slots that no instruction uses together are allocated separately, so a struct whose fields are only used
//   one by one is taken apart.
// - A pointer that is not live at any safepoint needs no root; it is treated as a scalar.
// - An argument that is computed only for a call is computed in the call's window, and a result that is used up before
//   the next window is used is read there.
#pragma once

#include <vector>

#include "compiler/ir/ir.h"

namespace golite::ir {

struct Frame {
  static constexpr uint32_t kNone = UINT32_MAX;
  std::vector<uint32_t> slot_of;  // frame slot of each virtual slot; kNone when it is never used
  uint32_t window_base = 0;       // of every call window; 0 when there is none
  uint32_t frame_slots = 0;
  uint32_t result_slots = 0, param_slots = 0;
  std::vector<vm::SlotRange> scanned;
};

// Allocates the slots of `fn`, whose blocks will be emitted as `layout` says. Live ranges follow Function::order, in which
// cold blocks stand where they are entered.
Frame AllocateFrame(Function& fn, const std::vector<BlockId>& layout);

}  // namespace golite::ir
