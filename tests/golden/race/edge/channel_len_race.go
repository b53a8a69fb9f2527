// race

// Row "len(c), cap(c), nil channel": seeing a value in the buffer orders nothing.
package main

import "runtime"

var x int

func main() {
	c := make(chan int, 1)
	go func() {
		x = 1
		c <- 1
	}()
	for len(c) == 0 {
		runtime.Gosched()
	}
	x = 2
}
