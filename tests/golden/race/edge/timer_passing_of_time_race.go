// race

// Row "timers", no edge: the passing of time.
package main

import "time"

var x = 1

func main() {
	done := make(chan bool)
	time.AfterFunc(time.Millisecond, func() {
		x = 2
		done <- true
	})
	time.Sleep(10 * time.Millisecond)
	x = 3
	<-done
}
