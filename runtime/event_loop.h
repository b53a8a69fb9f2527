// This file declares what the scheduler needs from an event loop. Programs that do no asynchronous I/O never create one.
#pragma once

#include <cstdint>
#include <memory>

namespace golite::runtime {

class Scheduler;

class EventLoop {
 public:
  virtual ~EventLoop() = default;
  // Something is under way that can wake a goroutine.
  virtual bool HasPending() const = 0;
  // Runs the callbacks that are due; waits for the first at most timeout_ns (0 does not wait, negative is for ever).
  virtual void Poll(int64_t timeout_ns) = 0;
  // Ends a Poll that waits. May be called on any thread.
  virtual void Wake() = 0;
};

}  // namespace golite::runtime
