// race

// Access: the first check of double-checked locking is a plain read.
package main

import "sync"

var (
	mu       sync.Mutex
	instance *int
)

func get() *int {
	if instance == nil {
		mu.Lock()
		if instance == nil {
			instance = new(int)
		}
		mu.Unlock()
	}
	return instance
}

func main() {
	done := make(chan bool)
	go func() {
		mu.Lock()
		instance = nil
		mu.Unlock()
		done <- true
	}()
	get()
	<-done
}
