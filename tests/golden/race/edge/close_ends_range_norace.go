// norace

// Row "close": the end of a range over a channel has the edge.
package main

var x int

func main() {
	c := make(chan int, 2)
	go func() {
		c <- 1
		c <- 2
		x = 1
		close(c)
	}()
	for range c {
	}
	x = 2
}
