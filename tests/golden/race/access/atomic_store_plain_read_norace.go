// norace

// Access: an atomic write and a plain read; here one after the other.
package main

import "sync/atomic"

func main() {
	var x uint32
	done := make(chan bool)
	go func() {
		atomic.StoreUint32(&x, 1)
		done <- true
	}()
	<-done
	use(x)
}

func use(...any) {}
