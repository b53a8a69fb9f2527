// A game's frame loop: each frame gives the script a budget, and the script cannot take more, whatever it does. The clock
// is the game's.
#include <golite/golite.h>

#include <cstdio>
#include <memory>

// Time as the game tells it: it advances by one frame at a time.
class GameClock : public golite::Clock {
 public:
  int64_t Monotonic() override { return now; }
  int64_t Wall() override { return now; }
  int64_t now = 0;
};

int main() {
  golite::Engine engine;
  golite::CompileResult compiled = engine.CompileText("level.go", R"go(
package main

import (
	"fmt"
	"time"
)

var pressed = make(chan string, 8)

// Press is called by the game.
func Press(key string) { pressed <- key }

func main() {
	go func() {
		for x := 0; ; x++ { } // a script with a bug: the game goes on
	}()
	tick := time.Tick(50 * time.Millisecond)
	for n := 1; ; {
		select {
		case key := <-pressed:
			fmt.Println("key", key)
			if key == "q" {
				return
			}
		case <-tick:
			fmt.Println("tick", n)
			n++
		}
	}
}
)go");
  if (!compiled.ok()) return std::fputs(compiled.Report().c_str(), stderr), 1;
  auto clock = std::make_shared<GameClock>();
  golite::VmOptions options;
  options.seed = 1;
  options.has_seed = true;  // every game is the same game
  options.capabilities = golite::Capabilities::Output();
  options.capabilities.clock = clock;
  golite::Vm vm(compiled.program, options);
  golite::RunResult result = vm.RunFor({.instructions = 200'000});
  auto press = vm.Find<void(std::string)>("Press").value();
  int frame = 0;
  while (result.kind == golite::RunKind::kPaused && frame < 1000) {
    ++frame;
    clock->now += 16'000'000;
    if (frame == 5 && !press("space").ok()) return 1;
    if (frame == 8 && !press("q").ok()) return 1;
    result = vm.RunFor({.instructions = 200'000});
  }
  std::printf("returned: %s\n", result.kind == golite::RunKind::kReturned ? "yes" : "no");
  std::printf("a goroutine can still run: %s, next timer in %lld ns\n", vm.Poll() ? "yes" : "no", static_cast<long long>(vm.UntilNextTimer()));
}
