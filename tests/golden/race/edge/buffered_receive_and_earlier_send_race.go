// race

// Row "buffered channel": the k-th receive is not ordered with the completion of sends before the (k+C)-th.
package main

import "runtime"

var x int

func main() {
	c := make(chan int, 3)
	c <- 1
	go func() {
		x = 1
		<-c
	}()
	c <- 2
	c <- 3
	x = 2
	for len(c) > 2 {
		runtime.Gosched()
	}
}
