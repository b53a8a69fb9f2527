// race

// Row "unbuffered channel": before the send and before the receive are not ordered.
package main

var x int

func main() {
	c := make(chan int)
	go func() {
		x = 1
		c <- 1
	}()
	x = 2
	<-c
}
