// race

// Row "buffered channel", no edge: receive k -> receive k+1.
package main

import "runtime"

var x int

func main() {
	c := make(chan int, 2)
	c <- 1
	c <- 2
	go func() {
		x = 1
		<-c
	}()
	for len(c) == 2 {
		runtime.Gosched()
	}
	<-c
	x = 2
}
