// norace

// Row "buffered channel": a receive that lets a waiting sender go on has the edge too.
package main

import "time"

var x int

func main() {
	c := make(chan int, 1)
	c <- 1
	go func() {
		time.Sleep(time.Millisecond)
		x = 1
		<-c
	}()
	c <- 2
	x = 2
}
