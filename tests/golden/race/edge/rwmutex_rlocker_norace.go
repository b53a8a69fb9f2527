// norace

// Row "RWMutex": RLocker's Lock is RLock.
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
	l := mu.RLocker()
	l.Lock()
	use(x)
	l.Unlock()
}

func use(int) {}
