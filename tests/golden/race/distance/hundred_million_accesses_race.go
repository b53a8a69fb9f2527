// race
// slow: 10^8 calls

// Section 3 point 1, distance: 100,000,000 accesses in as many calls between the accesses. Both stacks are in the report.
package main

import "runtime"

var x int

func store() { x = 1 }

func writer(written chan bool) {
	store()
	written <- true
}

func main() {
	written := make(chan bool, 1)
	go writer(written)
	for len(written) == 0 {
		runtime.Gosched()
	}
	for i := 0; i < 100_000_000; i++ {
		step()
	}
	if load() {
		panic("torn")
	}
}

func load() bool { return x == 5 }

var y int

func step() { y++ }
