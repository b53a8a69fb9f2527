// race

// Row "RWMutex", no edge: a failed TryRLock.
package main

import "sync"

var x int

func main() {
	var mu sync.RWMutex
	done := make(chan bool)
	mu.Lock()
	go func() {
		mu.TryRLock()
		x = 1
		done <- true
	}()
	x = 2
	<-done
	mu.Unlock()
}
