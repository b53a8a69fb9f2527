// This file declares how accesses that natives make to memory of the program are watched.
#pragma once

#include <vector>

#include "runtime/native.h"

namespace golite::runtime::race {

// What one parameter of a native tells about the memory it touches.
struct NativeAccess {
  enum class Shape : uint8_t { kSlice, kPointer, kMap };
  Shape shape = Shape::kSlice;
  bool write = false;
  uint16_t slot = 0;       // of the parameter in the call window
  uint16_t type_slot = 0;  // kPointer with bytes 0: of the parameter that says the type
  uint32_t bytes = 0;      // kSlice: of an element; kPointer: at the pointer
};

// The natives of a program as they are called in race mode. A native reads the elements of its slices unless the table
// in natives.cc says that it writes them; what lies behind a pointer is its own business unless the table says more.
class WatchedNatives {
 public:
  // Replaces the functions whose accesses are to be watched by one that announces them first.
  void Install(const vm::Program& program, std::vector<NativeFn>& functions);
  Outcome Call(Mutator& m, uint64_t* window) const;

 private:
  struct Entry {
    NativeFn fn = nullptr;
    std::vector<NativeAccess> accesses;
  };
  std::vector<Entry> entries_;  // by index in Program::natives
};

}  // namespace golite::runtime::race
