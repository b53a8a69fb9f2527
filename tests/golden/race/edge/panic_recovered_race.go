// race

// Row "goroutine end, panic": a recovered panic orders nothing.
package main

import "runtime"

var x int

func main() {
	go func() {
		defer func() { recover() }()
		x = 1
		panic("stop")
	}()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	x = 2
}
