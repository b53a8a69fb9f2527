// norace

// Row "goroutine end, time.Sleep": a receive after the sleep orders.
package main

import "time"

var x int

func main() {
	done := make(chan bool, 1)
	go func() {
		x = 1
		done <- true
	}()
	time.Sleep(time.Millisecond)
	<-done
	x = 2
}
