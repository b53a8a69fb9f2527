// race

// Row "sync/atomic": a load is not ordered after a plain write that follows the store it observes.
package main

import (
	"runtime"
	"sync/atomic"
)

func main() {
	x := new(int32)
	stored := make(chan bool, 1)
	go func() {
		atomic.StoreInt32(x, 2)
		*x = 1
		stored <- true
	}()
	for len(stored) == 0 {
		runtime.Gosched()
	}
	atomic.LoadInt32(x)
}
