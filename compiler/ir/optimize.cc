// This file implements the passes over the instructions of blocks.
#include "compiler/ir/operands.h"
#include "compiler/ir/passes.h"

namespace golite::ir {

void OptimizeBlocks(Function&) {}
void RemoveDeadCode(Function&) {}

void Optimize(Function& fn, const Module&) {
  CleanUpFlow(fn);
  InvertLoops(fn);
  CleanUpFlow(fn);
  OptimizeBlocks(fn);
  RemoveDeadCode(fn);
  CleanUpFlow(fn);
}

}  // namespace golite::ir
