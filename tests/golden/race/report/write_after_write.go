// race

// Report: two writes; the goroutine's creation; main goroutine by its name.
package main

import "runtime"

var total int

func store() {
	total = 2
}

func racer(done chan bool) {
	store()
	done <- true
}

func startRacer(done chan bool) {
	go racer(done)
}

func main() {
	total = 1
	done := make(chan bool, 1)
	startRacer(done)
	total = 3
	for len(done) == 0 {
		runtime.Gosched()
	}
}
