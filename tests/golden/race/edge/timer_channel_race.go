// race

// Row "timers": what follows the Reset is not ordered with the receive from C.
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
	t.Reset(time.Millisecond)
	x = 3
	<-done
}
