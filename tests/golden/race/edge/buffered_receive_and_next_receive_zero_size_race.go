// race

// Row "buffered channel", no edge: receive k -> receive k+1, also for elements of size zero.
package main

import "runtime"

var x int

func main() {
	c := make(chan struct{}, 2)
	c <- struct{}{}
	c <- struct{}{}
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
