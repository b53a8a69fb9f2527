// This file declares what the scheduler needs from an event loop. A program that never has to wait for a file
// descriptor creates none.
#pragma once

#include <cstdint>
#include <memory>

namespace golite::runtime {

struct Goroutine;

class EventLoop {
 public:
  virtual ~EventLoop() = default;
  // Something is under way that can wake a goroutine.
  virtual bool HasPending() const = 0;
  // Makes the parked goroutine runnable once fd can be read or written.
  virtual void WaitFor(int fd, bool write, Goroutine* g) = 0;
  // Runs the callbacks that are due; waits for the first at most timeout_ns (0 does not wait, negative is for ever).
  virtual void Poll(int64_t timeout_ns) = 0;
  // Ends a Poll that waits. May be called on any thread.
  virtual void Wake() = 0;
};

}  // namespace golite::runtime
