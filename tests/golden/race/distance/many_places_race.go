// race

// Section 3 point 1, distance: 100,000 other places were accessed in between, by both goroutines.
package main

import "runtime"

var x int

func store() { x = 1 }

func fill(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func writer(written chan bool) {
	store()
	fill(100_000)
	written <- true
}

func main() {
	written := make(chan bool, 1)
	go writer(written)
	for len(written) == 0 {
		runtime.Gosched()
	}
	fill(100_000)
	if load() {
		panic("torn")
	}
}

func load() bool { return x == 5 }
