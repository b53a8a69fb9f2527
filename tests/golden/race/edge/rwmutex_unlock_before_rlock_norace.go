// norace

// Row "RWMutex": Unlock n -> RLock after it.
package main

import "sync"

func main() {
	x := 0
	var mu sync.RWMutex
	mu.Lock()
	go func() {
		x = 1
		mu.Unlock()
	}()
	mu.RLock()
	use(x)
	mu.RUnlock()
}

func use(int) {}
