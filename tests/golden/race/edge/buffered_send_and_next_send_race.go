// race

// Row "buffered channel", no edge: send k -> send k+1.
package main

import "runtime"

var x int

func main() {
	c := make(chan int, 4)
	go func() {
		x = 1
		c <- 1
	}()
	for len(c) == 0 {
		runtime.Gosched()
	}
	c <- 2
	x = 2
}
