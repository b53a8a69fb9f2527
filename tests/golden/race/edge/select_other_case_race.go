// race

// Row "select", no edge: the other cases. Both channels are ready; whichever is chosen, the other sender is not ordered.
package main

import "runtime"

var x, y int

func main() {
	a, b := make(chan int, 1), make(chan int, 1)
	go func() {
		x = 1
		a <- 1
	}()
	go func() {
		y = 1
		b <- 1
	}()
	for len(a) == 0 || len(b) == 0 {
		runtime.Gosched()
	}
	select {
	case <-a:
	case <-b:
	}
	x, y = 2, 2
}
