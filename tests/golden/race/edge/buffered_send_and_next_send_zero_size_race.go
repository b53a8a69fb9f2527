// race

// Row "buffered channel", no edge: send k -> send k+1, also for elements of size zero.
package main

import "runtime"

var x int

func main() {
	c := make(chan struct{}, 4)
	go func() {
		x = 1
		c <- struct{}{}
	}()
	for len(c) == 0 {
		runtime.Gosched()
	}
	c <- struct{}{}
	x = 2
}
