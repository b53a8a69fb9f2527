// race

// Row "RWMutex", no edge: two goroutines write under the read lock.
package main

import "sync"

var x int

func main() {
	var mu sync.RWMutex
	done := make(chan bool)
	go func() {
		mu.RLock()
		x = 1
		mu.RUnlock()
		done <- true
	}()
	mu.RLock()
	x = 2
	mu.RUnlock()
	<-done
}
