// race

// slow: 10^8 calls

// Section 3 point 1, distance: 100,000,000 calls of the first goroutine after its access. Both stacks are in the report.
package main

import "runtime"

var x int

func store() { x = 1 }

var y int

func step() { y++ }

func writer(written chan bool) {
	store()
	for i := 0; i < 100_000_000; i++ {
		step()
	}
	written <- true
}

func main() {
	written := make(chan bool, 1)
	go writer(written)
	for len(written) == 0 {
		runtime.Gosched()
	}
	if load() {
		panic("torn")
	}
}

func load() bool { return x == 5 }
