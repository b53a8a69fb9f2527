// norace

// Access: an atomic read and a plain read do not conflict.
package main

import "sync/atomic"

func main() {
	var x int32
	x = 1
	done := make(chan bool)
	go func() {
		atomic.LoadInt32(&x)
		done <- true
	}()
	use(x)
	<-done
}

func use(...any) {}
