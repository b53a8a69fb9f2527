// This file defines Outcome: how an operation that may have to wait, or a native, ended, as the run loop sees it.
#pragma once

#include <cstdint>

namespace golite::runtime {

enum class Outcome : uint8_t {
  kDone,    // results are in place
  kInterrupt,  // the same, but it took long: the machine looks whether the run shall go on
  kParked,  // the goroutine is parked; whoever wakes it has put the results in place by then
  kRetry,   // the goroutine is parked (or only yielded); when it runs again the instruction is executed again
  kPanic,   // Scheduler::pending_panic holds the value
  kCall,    // Scheduler::pending_call is to be made; then the instruction is executed again
  kGoexit,  // the goroutine ends, running its deferred calls
  kExit,    // the program ends with Scheduler::exit_code
  kFatal,   // the program ends with "fatal error: " and Scheduler::fatal_text
};

// What sort of fatal error kFatal is, for the host: limits of the VM and missing capabilities end a run, too.
enum class FatalCause : uint8_t { kError, kMemory, kStack, kGoroutines, kOutput, kDenied };

}  // namespace golite::runtime
