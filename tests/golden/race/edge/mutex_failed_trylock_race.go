// race

// Row "Mutex", no edge: failed TryLock.
package main

import "sync"

var x int

func main() {
	var mu sync.Mutex
	done := make(chan bool)
	mu.Lock()
	go func() {
		mu.TryLock()
		x = 1
		done <- true
	}()
	x = 2
	<-done
	mu.Unlock()
}
