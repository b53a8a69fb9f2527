// race

// Row "sync/atomic": what follows the store is not ordered with the load that observes it.
package main

import (
	"runtime"
	"sync/atomic"
)

var x int

func main() {
	var flag int32
	done := make(chan bool)
	go func() {
		atomic.StoreInt32(&flag, 1)
		x = 1
		done <- true
	}()
	for atomic.LoadInt32(&flag) == 0 {
		runtime.Gosched()
	}
	x = 2
	<-done
}
