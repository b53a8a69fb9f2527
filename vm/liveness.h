// This file defines Liveness: which slots of a frame the code may still read, so that the collector does not keep alive
// what a program is done with.
//
// It is worked out from the bytecode when the collector first meets a function, and remembered per place in the code: a
// program pays nothing for it but during collections. Thread rule: that of its VM.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "vm/program.h"

namespace golite::vm {

class Liveness {
 public:
  Liveness();
  ~Liveness();

  // The slots of a frame of fn, out of Function::slots and in their order, that matter while it is at pc: those that the
  // instruction before pc reads, which may be in progress, and those that are read after it.
  std::span<const SlotRange> At(const Function& fn, const Instr* pc) {
    if (pc == last_pc_ && &fn == last_fn_) [[likely]] return last_;
    return Find(fn, pc);
  }

 private:
  struct Flow;

  std::span<const SlotRange> Find(const Function& fn, const Instr* pc);

  const Function* last_fn_ = nullptr;
  const Instr* last_pc_ = nullptr;
  std::span<const SlotRange> last_;
  std::unordered_map<const Function*, std::unique_ptr<Flow>> flows_;  // null: too large, every slot matters
};

}  // namespace golite::vm
