// This file declares the passes over the IR. Each is linear in the size of the function.
#pragma once

#include "compiler/ir/ir.h"

namespace golite::ir {

// Makes a function of lowering's ready for the other passes: ends unterminated blocks, pins what recover_block reads,
// brings immediates that no instruction can encode into registers, removes unreachable blocks.
void Prepare(Function& fn);

// Threads jumps, merges straight-line blocks and empties unreachable ones.
void CleanUpFlow(Function& fn);

// Leads jumps past branches on a value that is known where they come from, as an inlined predicate leaves them.
// Returns whether there were any.
bool ThreadJumps(Function& fn);

// Copies small loop conditions to the end of their loops.
void InvertLoops(Function& fn);

// Folds constants, propagates copies, removes common subexpressions, picks immediate forms.
void OptimizeBlocks(Function& fn);

// Removes dead instructions and computes values where their only copy wants them.
void RemoveDeadCode(Function& fn);

// Moves computations whose operands a loop never changes in front of the loop.
void HoistInvariants(Function& fn);

// Inlines a small recursive function into itself once. Requires: `fn` is optimised. Returns whether it did.
bool InlineSelf(Function& fn, uint32_t index);

// Whether calls of the (optimised) function may be replaced by its body.
bool CanInline(const Function& fn);

// Replaces calls of functions i with inlinable[i], which are optimised already. Returns whether it did.
bool InlineCalls(Function& fn, const Module& module, const std::vector<bool>& inlinable);

// Forms the opcodes that stand for several others; the layout must not change afterwards.
void CombineInstructions(Function& fn);

// Lets short critical sections do without writing to their mutex. Slots may then be defined in several places.
void ElideLocks(Function& fn);

// Ends blocks with a copy of the short block they jump to. Slots may then be defined in several places.
void DuplicateTails(Function& fn);

// The passes on one function in order, inlining apart.
void Optimize(Function& fn);

// The order in which blocks are emitted: reachable ones, entry first, cold ones last.
std::vector<BlockId> LayOut(const Function& fn);

}  // namespace golite::ir
