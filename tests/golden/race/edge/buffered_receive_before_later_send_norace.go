// norace

// Row "buffered channel": k-th receive -> completion of (k+C)-th send.
package main

var x int

func main() {
	c := make(chan int, 2)
	c <- 1
	c <- 2
	go func() {
		x = 1
		<-c
	}()
	c <- 3
	x = 2
}
