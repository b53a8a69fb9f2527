// norace

// Row "select": the edge of a chosen send on an unbuffered channel.
package main

var x int

func main() {
	c, never := make(chan int), make(chan int)
	go func() {
		x = 1
		<-c
	}()
	select {
	case c <- 1:
	case <-never:
	}
	x = 2
}
