// race

// Row "select", no edge: default.
package main

var x int

func main() {
	c, empty := make(chan int, 1), make(chan int)
	go func() {
		x = 1
		c <- 1
	}()
	select {
	case <-empty:
	default:
	}
	x = 2
	<-c
}
