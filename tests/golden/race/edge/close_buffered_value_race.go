// race

// Row "close", no edge: close -> receive of a value buffered before.
package main

import "runtime"

var x int

func main() {
	c := make(chan int, 1)
	go func() {
		c <- 1
		x = 1
		close(c)
	}()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	<-c
	x = 2
}
