// race

// Row "sync/atomic", no edge: an observation that failed. The load comes before the store, by a channel.
package main

import "sync/atomic"

var x int

func main() {
	var flag int32
	c, done := make(chan bool), make(chan bool)
	go func() {
		<-c
		x = 1
		atomic.StoreInt32(&flag, 1)
		done <- true
	}()
	atomic.LoadInt32(&flag)
	c <- true
	x = 2
	<-done
}
