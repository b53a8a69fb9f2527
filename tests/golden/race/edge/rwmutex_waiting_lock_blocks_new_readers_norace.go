// norace

// Row "RWMutex": a waiting Lock goes before new RLocks, and the writer's edge reaches them.
package main

import (
	"sync"
	"time"
)

func main() {
	x := 0
	var mu sync.RWMutex
	var wg sync.WaitGroup
	mu.RLock()
	wg.Add(2)
	go func() {
		defer wg.Done()
		mu.Lock()
		x = 1
		mu.Unlock()
	}()
	time.Sleep(time.Millisecond)
	go func() {
		defer wg.Done()
		mu.RLock()
		use(x)
		mu.RUnlock()
	}()
	time.Sleep(time.Millisecond)
	mu.RUnlock()
	wg.Wait()
}

func use(int) {}
