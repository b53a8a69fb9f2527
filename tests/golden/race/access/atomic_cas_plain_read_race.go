// race

// Access: a compare-and-swap and a plain read.
package main

import "sync/atomic"

func main() {
	var x int32
	done := make(chan bool)
	go func() {
		atomic.CompareAndSwapInt32(&x, 0, 1)
		done <- true
	}()
	use(x)
	<-done
}

func use(...any) {}
