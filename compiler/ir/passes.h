// This file declares the passes over the IR. Each is linear in the size of the function.
#pragma once

#include "compiler/ir/ir.h"

namespace golite::ir {

// Makes a function of lowering's ready for the other passes: ends unterminated blocks, pins what recover_block reads,
// brings immediates that no instruction can encode into registers, removes unreachable blocks.
void Prepare(Function& fn);

// Threads jumps, merges straight-line blocks and empties unreachable ones.
void CleanUpFlow(Function& fn);

// Copies small loop conditions to the end of their loops.
void InvertLoops(Function& fn);

// Folds constants, propagates copies, removes common subexpressions, picks immediate forms.
void OptimizeBlocks(Function& fn);

// Removes dead instructions and computes values where their only copy wants them.
void RemoveDeadCode(Function& fn);

// All of the above in order.
void Optimize(Function& fn, const Module& module);

// The order in which blocks are emitted: reachable ones, entry first.
std::vector<BlockId> LayOut(const Function& fn);

}  // namespace golite::ir
