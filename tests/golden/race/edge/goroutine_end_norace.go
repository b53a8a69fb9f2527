// norace

// Row "goroutine end": its last send does order.
package main

import "runtime"

var x int

func main() {
	done := make(chan bool, 1)
	go func() {
		x = 1
		done <- true
	}()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	<-done
	x = 2
}
