// race

// Row "goroutine end, collection": a collection orders nothing.
package main

import "runtime"

var x int

func main() {
	done := make(chan bool, 1)
	go func() {
		x = 1
		runtime.GC()
		done <- true
	}()
	runtime.GC()
	x = 2
	<-done
}
