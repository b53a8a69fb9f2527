// norace

// Row "sync/atomic": a load is itself ordered after a plain write that precedes the store it observes.
package main

import (
	"runtime"
	"sync/atomic"
)

func main() {
	x := new(int32)
	stored := make(chan bool, 1)
	go func() {
		*x = 1
		atomic.StoreInt32(x, 2)
		stored <- true
	}()
	for len(stored) == 0 {
		runtime.Gosched()
	}
	atomic.LoadInt32(x)
}
