// race

// Row "sync/atomic": a failed CAS has no effect that anyone could observe.
package main

import (
	"runtime"
	"sync/atomic"
)

var x int

func main() {
	var flag atomic.Int32
	tried := make(chan bool, 1)
	go func() {
		x = 1
		flag.CompareAndSwap(7, 8)
		tried <- true
	}()
	for len(tried) == 0 {
		runtime.Gosched()
	}
	flag.Load()
	x = 2
}
