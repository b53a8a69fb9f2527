// norace

// Row "RWMutex": a successful TryRLock as an RLock.
package main

import (
	"runtime"
	"sync"
)

func main() {
	x := 0
	var mu sync.RWMutex
	mu.Lock()
	go func() {
		x = 1
		mu.Unlock()
	}()
	for !mu.TryRLock() {
		runtime.Gosched()
	}
	use(x)
	mu.RUnlock()
}

func use(int) {}
