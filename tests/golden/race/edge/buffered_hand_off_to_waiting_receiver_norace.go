// norace

// Row "buffered channel": a send to a receiver that waits already has the edge too.
package main

import "time"

var x int

func main() {
	c := make(chan int, 1)
	go func() {
		time.Sleep(time.Millisecond)
		x = 1
		c <- 1
	}()
	<-c
	x = 2
}
