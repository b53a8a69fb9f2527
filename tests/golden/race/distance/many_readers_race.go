// race

// Section 3 point 1, distance: 1,000 goroutines have read the variable since; the first one is unordered with the write.
package main

import "runtime"

var x int

func load() bool { return x == 5 }

func first(ready chan bool) {
	if load() {
		panic("torn")
	}
	ready <- true
}

func reader(done chan bool) {
	if load() {
		panic("torn")
	}
	done <- true
}

func main() {
	ready, done := make(chan bool, 1), make(chan bool)
	go first(ready)
	for len(ready) == 0 {
		runtime.Gosched()
	}
	for i := 0; i < 1000; i++ {
		go reader(done)
		<-done
	}
	x = 1
}
