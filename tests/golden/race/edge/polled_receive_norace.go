// norace

// Row "failed non-blocking operation": of a polled receive, the one that succeeds has the edge.
package main

import "runtime"

var x int

func main() {
	c := make(chan int, 1)
	go func() {
		x = 1
		c <- 1
	}()
	for {
		select {
		case <-c:
			x = 2
			return
		default:
			runtime.Gosched()
		}
	}
}
