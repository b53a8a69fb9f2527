// This file tests that a Vm which is closed in the middle of everything gives all its memory back: it says little by
// itself, and all when it runs under a leak checker.
#include <gtest/gtest.h>

#include "golite/golite.h"

namespace golite {
namespace {

// Goroutines in every state: blocked on each primitive, sleeping, runnable, deep in recursion, in deferred calls of a panic,
// with large stacks; timers, maps, finalizers, host objects.
constexpr char kProgram[] = R"(
package main

import (
	"context"
	"regexp"
	"runtime"
	"sync"
	"time"
)

type node struct {
	next *node
	text string
}

func deep(n int) int {
	if n == 0 {
		select {}
	}
	return deep(n-1) + 1
}

func main() {
	c, full := make(chan *node), make(chan [3]string, 2)
	var mu sync.Mutex
	var wg sync.WaitGroup
	cond := sync.NewCond(&mu)
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	pattern := regexp.MustCompile("a+b")
	for i := 0; ; i++ {
		wg.Add(1)
		go func() { c <- &node{} }()
		go func() { <-c }()
		go func() { full <- [3]string{"x", "y", "z"} }()
		go deep(i % 2000)
		go func() { wg.Wait() }()
		go func() { mu.Lock(); cond.Wait() }()
		go func() {
			select {
			case <-c:
			case full <- [3]string{}:
			case <-ctx.Done():
			case <-time.After(time.Minute):
			}
		}()
		go time.Sleep(time.Duration(i) * time.Second)
		go func() {
			defer func() {
				recover()
			}()
			defer func() {
				defer func() { panic("third") }()
				panic("second")
			}()
			panic("first")
		}()
		go func() {
			defer func() { select {} }()
			panic("blocked")
		}()
		time.AfterFunc(time.Duration(i), func() { pattern.MatchString("aab") })
		n := &node{text: string(make([]byte, i%5000))}
		runtime.SetFinalizer(n, func(*node) { select {} })
		m := map[string]*node{}
		for j := 0; j < i%50; j++ {
			m[string(rune('a'+j))] = &node{next: n}
		}
		if i%7 == 0 {
			runtime.Gosched()
		}
	}
}
)";

TEST(VmCloseTest, InTheMiddleOfEverything) {
  Engine engine;
  CompileResult compiled = engine.CompileText("close.go", kProgram);
  ASSERT_TRUE(compiled.ok()) << compiled.Report();
  for (uint64_t fuel : {1, 10, 100, 1000, 5000, 20000, 60000}) {
    VmOptions options;
    options.has_seed = true;
    options.seed = fuel;
    options.max_instructions = fuel;
    options.virtual_time = fuel % 3 == 0;
    Vm vm(compiled.program, options);
    const RunResult result = vm.Run();
    EXPECT_EQ(result.kind, RunKind::kFuel) << result.report;
  }
}

TEST(VmCloseTest, BeforeItRuns) {
  Engine engine;
  CompileResult compiled = engine.CompileText("close.go", kProgram);
  ASSERT_TRUE(compiled.ok()) << compiled.Report();
  Vm vm(compiled.program, {});
}

}  // namespace
}  // namespace golite
