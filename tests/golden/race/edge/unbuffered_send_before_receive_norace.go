// norace

// Row "unbuffered channel": send -> completion of its receive.
package main

var x int

func main() {
	c := make(chan int)
	go func() {
		x = 1
		c <- 1
	}()
	<-c
	x = 2
}
