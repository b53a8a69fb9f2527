// norace

// Row "close": close -> a receive that returns zero because the channel is closed.
package main

var x int

func main() {
	c := make(chan int)
	go func() {
		x = 1
		close(c)
	}()
	<-c
	x = 2
}
