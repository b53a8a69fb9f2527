// run
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"time"
)

type node struct {
	next *node
	name string
}

//go:noinline
func finalized(done chan string) {
	n := &node{name: "first", next: &node{name: "second"}}
	runtime.SetFinalizer(n, func(n *node) { done <- n.name + " before " + n.next.name })
	m := &node{name: "cleaned"}
	runtime.AddCleanup(m, func(text string) { done <- "cleanup " + text }, "of m")
	stopped := &node{}
	runtime.AddCleanup(stopped, func(int) { done <- "never" }, 1).Stop()
	runtime.KeepAlive(stopped)
}

//go:noinline
func churn(n int) int {
	var a [32]*int
	for i := range a {
		a[i] = new(int)
	}
	if n > 0 {
		return churn(n-1) + len(a)
	}
	return 0
}

func main() {
	done := make(chan string, 10)
	finalized(done)
	churn(5)
	runtime.GC()
	time.Sleep(time.Millisecond)
	got := map[string]bool{<-done: true, <-done: true}
	fmt.Println(got["first before second"], got["cleanup of m"], len(done))

	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	keep := make([]*node, 1000)
	for i := range keep {
		keep[i] = new(node)
	}
	runtime.ReadMemStats(&after)
	fmt.Println(after.Mallocs-before.Mallocs == 1001, after.TotalAlloc-before.TotalAlloc >= 24*1000)
	cycles := after.NumGC
	runtime.GC()
	runtime.ReadMemStats(&after)
	fmt.Println(after.NumGC > cycles, after.NumForcedGC > 0, after.HeapObjects > 1000)
	fmt.Println(debug.SetGCPercent(50), debug.SetGCPercent(100))
	debug.FreeOSMemory()
	runtime.KeepAlive(keep)

	defer func() { fmt.Println(recover()) }()
	runtime.AddCleanup(keep[0], func(*node) {}, keep[0])
}
