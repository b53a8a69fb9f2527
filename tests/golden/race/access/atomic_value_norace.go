// norace

// Access: Load and Store of an atomic.Value.
package main

import "sync/atomic"

func main() {
	var v atomic.Value
	done := make(chan bool)
	go func() {
		v.Store(1)
		done <- true
	}()
	v.Load()
	<-done
}
