// norace

// Row "timers": Reset -> receive from C.
package main

import "time"

var x = 1

func main() {
	done := make(chan bool)
	t := time.NewTimer(time.Hour)
	go func() {
		<-t.C
		x = 2
		done <- true
	}()
	x = 3
	t.Reset(time.Millisecond)
	<-done
}
