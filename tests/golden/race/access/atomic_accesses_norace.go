// norace

// Access: atomic accesses do not conflict.
package main

import "sync/atomic"

func main() {
	var x int32
	done := make(chan bool)
	go func() {
		atomic.AddInt32(&x, 1)
		done <- true
	}()
	atomic.StoreInt32(&x, 5)
	<-done
}
