// This file implements the natives of package testing/synctest.
#include <string>
#include <utility>

#include "runtime/bubble.h"
#include "runtime/race/tracker.h"
#include "runtime/scheduler.h"
#include "stdlib/natives.h"

namespace golite::stdlib {
namespace {

std::string Enter(Mutator& m) {
  if (m.scheduler.current()->bubble != nullptr) return "synctest.Run called from within a synctest bubble";
  m.scheduler.EnterBubble();
  return "";
}

void Leave(Mutator& m) {
  if (m.race != nullptr) m.race->BubbleEnded(m.scheduler.current()->bubble);
  m.scheduler.LeaveBubble();
}

void Observe(Mutator& m) {
  if (m.race != nullptr) m.race->BubbleIdle(m.scheduler.current());
}

Outcome Idle(Mutator& m) {
  m.scheduler.AwaitIdle(/*root=*/true);
  return Outcome::kParked;
}

std::pair<bool, std::string> Advance(Mutator& m, bool main_ended) {
  const runtime::Bubble* b = m.scheduler.current()->bubble;
  if (b->members == 1) return {true, ""};
  if (!main_ended && m.scheduler.AdvanceBubble()) return {false, ""};
  m.scheduler.dump_bubble = b;
  return {false, main_ended ? "deadlock: main bubble goroutine has exited but blocked goroutines remain"
                            : "deadlock: all goroutines in bubble are blocked"};
}

Outcome Wait(Mutator& m, std::string& problem) {
  if (m.scheduler.current()->bubble == nullptr) {
    problem = "goroutine is not in a bubble";
    return Outcome::kDone;
  }
  if (m.scheduler.AwaitIdle(/*root=*/false)) return Outcome::kParked;
  problem = "wait already in progress";
  return Outcome::kDone;
}

constexpr Native kNatives[] = {
    Bind<&Enter>("enter"), Bind<&Leave>("leave"), Bind<&Idle>("idle"), Bind<&Observe>("observe"), Bind<&Advance>("advance"), Bind<&Wait>("wait"),
};

}  // namespace

extern constinit const NativePackage kPackage_testing_synctest = {"testing/synctest", kNatives};

}  // namespace golite::stdlib
