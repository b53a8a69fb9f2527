// norace

// Row "sync/atomic": a lock made of CompareAndSwap and Store.
package main

import (
	"runtime"
	"sync/atomic"
)

func main() {
	x := 0
	var lock atomic.Bool
	done := make(chan bool)
	for i := 0; i < 5; i++ {
		go func() {
			for !lock.CompareAndSwap(false, true) {
				runtime.Gosched()
			}
			x++
			lock.Store(false)
			done <- true
		}()
	}
	for i := 0; i < 5; i++ {
		<-done
	}
}
