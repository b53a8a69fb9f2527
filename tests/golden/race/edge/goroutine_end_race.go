// race

// Row "goroutine end": that a goroutine has ended orders nothing.
package main

import "runtime"

var x int

func main() {
	go func() { x = 1 }()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	x = 2
}
