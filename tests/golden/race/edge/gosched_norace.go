// norace

// Row "goroutine end, Gosched": a receive after it orders.
package main

import "runtime"

var x int

func main() {
	done := make(chan bool, 1)
	go func() {
		x = 1
		done <- true
	}()
	for i := 0; i < 100; i++ {
		runtime.Gosched()
	}
	<-done
	x = 2
}
