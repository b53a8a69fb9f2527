// race

// Row "timers", no edge: two timers.
package main

import "time"

func main() {
	x := 0
	done := make(chan bool)
	for i := 0; i < 2; i++ {
		time.AfterFunc(time.Millisecond, func() {
			x = 1
			done <- true
		})
	}
	<-done
	<-done
	_ = x
}
