// norace

// Access: an atomic read and a plain write; here one after the other.
package main

import "sync/atomic"

func main() {
	var x int64
	done := make(chan bool)
	go func() {
		atomic.LoadInt64(&x)
		done <- true
	}()
	<-done
	x = 2
}
