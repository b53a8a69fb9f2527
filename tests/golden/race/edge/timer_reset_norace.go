// norace

// Row "timers": Reset -> start of f.
package main

import "time"

var x = 1

func main() {
	done := make(chan bool)
	t := time.AfterFunc(time.Hour, func() {
		x = 2
		done <- true
	})
	x = 3
	t.Reset(time.Millisecond)
	<-done
}
