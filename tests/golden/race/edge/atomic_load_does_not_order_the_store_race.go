// race

// Row "sync/atomic": a load is not ordered before a store that comes after it.
package main

import (
	"runtime"
	"sync/atomic"
)

var x int

func main() {
	var flag int32
	loaded := make(chan bool, 1)
	go func() {
		x = 1
		atomic.LoadInt32(&flag)
		loaded <- true
	}()
	for len(loaded) == 0 {
		runtime.Gosched()
	}
	atomic.StoreInt32(&flag, 1)
	x = 2
}
