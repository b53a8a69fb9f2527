// race

// Report: two races, counted at the end.
package main

import "runtime"

var a, b int

func racer() {
	a = 1
	b = 1
}

func main() {
	go racer()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	a = 2
	b = 2
}
