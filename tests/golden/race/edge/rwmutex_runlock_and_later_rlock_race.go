// race

// Row "RWMutex", no edge: RUnlock -> RLock.
package main

import (
	"runtime"
	"sync"
)

var x int

func main() {
	var mu sync.RWMutex
	unlocked := make(chan bool, 1)
	go func() {
		x = 1
		mu.RLock()
		mu.RUnlock()
		unlocked <- true
	}()
	for len(unlocked) == 0 {
		runtime.Gosched()
	}
	mu.RLock()
	x = 2
	mu.RUnlock()
}
