// The public API of Golite: compile Go programs and run them in virtual machines.
//
// An Engine compiles sources to a Program, which is immutable and may be shared between threads. A Vm runs one Program
// with a heap, goroutines and a clock of its own; it belongs to one thread at a time. Nothing here throws.
#pragma once

#include "golite/engine.h"   // IWYU pragma: export
#include "golite/options.h"  // IWYU pragma: export
#include "golite/program.h"  // IWYU pragma: export
#include "golite/result.h"   // IWYU pragma: export
#include "golite/vm.h"       // IWYU pragma: export
