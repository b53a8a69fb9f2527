// norace

// Row "close": the receive after the last buffered value does have the edge.
package main

var x int

func main() {
	c := make(chan int, 1)
	go func() {
		c <- 1
		x = 1
		close(c)
	}()
	<-c
	_, open := <-c
	if !open {
		x = 2
	}
}
