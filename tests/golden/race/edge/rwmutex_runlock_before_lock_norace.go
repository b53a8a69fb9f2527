// norace

// Row "RWMutex": matching RUnlock -> next Lock.
package main

import "sync"

func main() {
	x := 1
	var mu sync.RWMutex
	mu.RLock()
	go func() {
		use(x)
		mu.RUnlock()
	}()
	mu.Lock()
	x = 2
	mu.Unlock()
}

func use(int) {}
