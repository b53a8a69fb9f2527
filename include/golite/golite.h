// The public API of Golite: compile Go programs and run them in virtual machines.
//
// An Engine compiles sources to a Program, which is immutable and may be shared between threads. A Vm runs one Program
// with a heap, goroutines and a clock of its own; it belongs to one thread at a time. A Func is a script function that the
// host calls, a Package holds the C++ functions that scripts call. Nothing here throws.
#pragma once

#include "golite/async.h"    // IWYU pragma: export
#include "golite/engine.h"   // IWYU pragma: export
#include "golite/func.h"     // IWYU pragma: export
#include "golite/options.h"  // IWYU pragma: export
#include "golite/package.h"  // IWYU pragma: export
#include "golite/program.h"  // IWYU pragma: export
#include "golite/result.h"   // IWYU pragma: export
#include "golite/types.h"    // IWYU pragma: export
#include "golite/value.h"    // IWYU pragma: export
#include "golite/vm.h"       // IWYU pragma: export
