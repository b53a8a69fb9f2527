// norace

// Access: an atomic and a plain write; here one after the other.
package main

import "sync/atomic"

func main() {
	var x int32
	done := make(chan bool)
	go func() {
		atomic.AddInt32(&x, 1)
		done <- true
	}()
	<-done
	x = 2
}
