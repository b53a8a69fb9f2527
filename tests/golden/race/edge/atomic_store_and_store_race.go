// race

// Row "sync/atomic", no edge: store -> later store.
package main

import (
	"runtime"
	"sync/atomic"
)

var x int

func main() {
	var flag int32
	stored := make(chan bool, 1)
	go func() {
		x = 1
		atomic.StoreInt32(&flag, 1)
		stored <- true
	}()
	for len(stored) == 0 {
		runtime.Gosched()
	}
	atomic.StoreInt32(&flag, 2)
	x = 2
}
