// norace

// Row "select": the edge of a chosen receive.
package main

var x int

func main() {
	c, never := make(chan int), make(chan int)
	go func() {
		x = 1
		c <- 1
	}()
	select {
	case <-c:
	case <-never:
	}
	x = 2
}
