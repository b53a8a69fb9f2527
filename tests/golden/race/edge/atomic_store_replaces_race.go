// race

// Row "sync/atomic": a store replaces; a load that observes the second store does not see what preceded the first.
package main

import (
	"runtime"
	"sync/atomic"
)

var x int

func main() {
	var flag int32
	stored := make(chan bool, 2)
	go func() {
		x = 1
		atomic.StoreInt32(&flag, 1)
		stored <- true
	}()
	go func() {
		for len(stored) < 1 {
			runtime.Gosched()
		}
		atomic.StoreInt32(&flag, 2)
		stored <- true
	}()
	for len(stored) < 2 {
		runtime.Gosched()
	}
	atomic.LoadInt32(&flag)
	x = 2
}
