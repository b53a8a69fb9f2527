// This file defines FreshSlice: a native's wish that a new time slice begins.
#pragma once

#include "runtime/mutator.h"

namespace golite::runtime {

// The rest of the slice in progress is a choice that was made before; whoever makes the choices anew (as package testing
// does before each test, so that a seed names its schedule) sets `wanted` and returns Outcome::kInterrupt.
struct FreshSlice : PackageState {
  bool wanted = false;
};

}  // namespace golite::runtime
