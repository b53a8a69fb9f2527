// race

// Row "sync/atomic": operations on different variables order nothing.
package main

import (
	"runtime"
	"sync/atomic"
)

var x int

func main() {
	var a, b atomic.Int32
	stored := make(chan bool, 1)
	go func() {
		x = 1
		a.Store(1)
		stored <- true
	}()
	for len(stored) == 0 {
		runtime.Gosched()
	}
	b.Load()
	x = 2
}
