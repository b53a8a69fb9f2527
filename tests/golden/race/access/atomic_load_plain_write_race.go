// race

// Access: an atomic read and a plain write.
package main

import "sync/atomic"

func main() {
	var x int64
	done := make(chan bool)
	go func() {
		atomic.LoadInt64(&x)
		done <- true
	}()
	x = 2
	<-done
}
