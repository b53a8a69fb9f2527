// norace

// Row "goroutine end, Goexit": a send in a deferred call does order.
package main

import "runtime"

var x int

func main() {
	done := make(chan bool)
	go func() {
		defer func() { done <- true }()
		x = 1
		runtime.Goexit()
	}()
	<-done
	x = 2
}
