// race

// Access: an atomic write and a plain read.
package main

import "sync/atomic"

func main() {
	var x uint32
	done := make(chan bool)
	go func() {
		atomic.StoreUint32(&x, 1)
		done <- true
	}()
	use(x)
	<-done
}

func use(...any) {}
