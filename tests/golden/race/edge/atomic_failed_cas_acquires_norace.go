// norace

// Row "sync/atomic": failed CAS acquires: it has observed the value.
package main

import (
	"runtime"
	"sync/atomic"
)

var x int

func main() {
	var flag atomic.Int32
	go func() {
		x = 1
		flag.Store(1)
	}()
	for flag.CompareAndSwap(0, 0) {
		runtime.Gosched()
	}
	x = 2
}
