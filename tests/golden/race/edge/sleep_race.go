// race

// Row "goroutine end, time.Sleep": the passing of time orders nothing.
package main

import "time"

var x int

func main() {
	done := make(chan bool, 1)
	go func() {
		x = 1
		done <- true
	}()
	time.Sleep(5 * time.Millisecond)
	x = 2
	<-done
}
