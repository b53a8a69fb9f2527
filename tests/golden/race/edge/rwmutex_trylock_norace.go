// norace

// Row "RWMutex": a successful TryLock as a Lock.
package main

import (
	"runtime"
	"sync"
)

func main() {
	x := 1
	var mu sync.RWMutex
	mu.RLock()
	go func() {
		use(x)
		mu.RUnlock()
	}()
	for !mu.TryLock() {
		runtime.Gosched()
	}
	x = 2
	mu.Unlock()
}

func use(int) {}
