// norace

// Access: the state of a mutex is no place.
package main

import "sync"

func main() {
	var mu sync.Mutex
	done := make(chan bool)
	go func() {
		mu.Lock()
		mu.Unlock()
		done <- true
	}()
	mu.Lock()
	mu.Unlock()
	<-done
}
