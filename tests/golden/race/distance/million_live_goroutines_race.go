// race
// slow: a million goroutines

// Section 3 point 1, distance: 1,000,000 goroutines that are still alive. Both stacks are in the report.
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
	for i := 0; i < 1_000_000; i++ {
		go wait()
	}
	for i := 0; i < 10; i++ {
		runtime.Gosched()
	}
	if load() {
		panic("torn")
	}
}

func load() bool { return x == 5 }

var never = make(chan bool)

func wait() {
	select {
	case <-never:
	}
}
