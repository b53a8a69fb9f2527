// race

// Row "sync/atomic": what follows a read-modify-write is not ordered with the next one.
package main

import "sync/atomic"

func main() {
	x := 0
	var n atomic.Int32
	done := make(chan bool)
	for i := 0; i < 2; i++ {
		go func() {
			n.Add(1)
			x = 1
			done <- true
		}()
	}
	<-done
	<-done
	_ = x
}
