// race

// Row "goroutine end, Goexit": Goexit orders nothing.
package main

import "runtime"

var x int

func main() {
	go func() {
		x = 1
		runtime.Goexit()
	}()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	x = 2
}
