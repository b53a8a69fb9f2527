// norace

// Row "timers": creation of a Ticker -> receive from C.
package main

import "time"

var x = 1

func main() {
	c := make(chan (<-chan time.Time), 1)
	done := make(chan bool)
	go func() {
		<-<-c
		x = 2
		done <- true
	}()
	t := time.NewTicker(time.Millisecond)
	c <- t.C
	<-done
	t.Stop()
	x = 3
}
