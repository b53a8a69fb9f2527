// This file defines Liveness: which slots of a frame the code may still read, so that the collector does not keep alive
// what a program is done with.
//
// It is worked out from the bytecode when the collector first meets a function, and remembered per place in the code: a
// program pays nothing for it but during collections. Thread rule: that of its VM.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "vm/program.h"

namespace golite::vm {

class Liveness {
 public:
  Liveness();
  ~Liveness();

  // Function::slots, split into those that matter while a frame is at pc, and the others. The former are what the
  // instruction before pc reads, which may be in progress, and what is read after it. That is more than need be: a slot
  // may be dead at one collection and count as live at the next, without a new value. So a collection must clear the dead.
  struct Slots {
    std::vector<SlotRange> live, dead;
  };

  // Null: every slot matters.
  const Slots* At(const Function& fn, const Instr* pc) {
    if (pc == last_pc_ && &fn == last_fn_) [[likely]] return last_;
    return Find(fn, pc);
  }

 private:
  struct Flow;

  const Slots* Find(const Function& fn, const Instr* pc);

  const Function* last_fn_ = nullptr;
  const Instr* last_pc_ = nullptr;
  const Slots* last_ = nullptr;
  std::unordered_map<const Function*, std::unique_ptr<Flow>> flows_;  // null: too large, every slot matters
};

}  // namespace golite::vm
