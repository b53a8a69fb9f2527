// race

// Section 3 point 1, distance: 1,000 goroutines have read the variable since; the first one is unordered with the write.
package main

import "runtime"

var x int

func load() int { return x }

func first(ready chan bool) {
	load()
	ready <- true
}

func reader(done chan bool) {
	load()
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
