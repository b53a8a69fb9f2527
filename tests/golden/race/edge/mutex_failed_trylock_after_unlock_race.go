// race

// Row "Mutex", no edge: a failed TryLock does not see the Unlock before it either.
package main

import (
	"runtime"
	"sync"
)

var x int

func main() {
	var mu sync.Mutex
	held := make(chan bool, 1)
	go func() {
		x = 1
		mu.Lock()
		mu.Unlock()
		mu.Lock()
		held <- true
	}()
	for len(held) == 0 {
		runtime.Gosched()
	}
	mu.TryLock()
	x = 2
}
