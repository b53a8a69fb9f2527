// race

// Access: an atomic and a plain write.
package main

import "sync/atomic"

func main() {
	var x int32
	done := make(chan bool)
	go func() {
		atomic.AddInt32(&x, 1)
		done <- true
	}()
	x = 2
	<-done
}
