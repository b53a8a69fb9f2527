// norace

// Row "goroutine end, collection": a collection does not disturb the edges around it.
package main

import "runtime"

func main() {
	x := new(int)
	done := make(chan bool)
	go func() {
		*x = 1
		runtime.GC()
		done <- true
	}()
	<-done
	runtime.GC()
	*x = 2
}
