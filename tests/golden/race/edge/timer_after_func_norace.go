// norace

// Row "timers": creation -> start of f.
package main

import "time"

var x = 1

func main() {
	done := make(chan bool)
	time.AfterFunc(time.Millisecond, func() {
		x = 2
		done <- true
	})
	<-done
	x = 3
}
