// race

// Row "timers": what follows the creation is not ordered with f.
package main

import "time"

var x = 1

func main() {
	done := make(chan bool)
	time.AfterFunc(time.Millisecond, func() {
		x = 2
		done <- true
	})
	x = 3
	<-done
}
