// norace

// Row "Mutex", section 3 point 6: Unlock #2 comes from a goroutine that knows nothing, and Lock #3 still sees Unlock #1.
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
		mu.Lock()
		x = 1
		mu.Unlock()
		mu.Lock()
		held <- true
	}()
	unlocked := make(chan bool, 1)
	go func() {
		for len(held) == 0 {
			runtime.Gosched()
		}
		mu.Unlock()
		unlocked <- true
	}()
	for len(unlocked) == 0 {
		runtime.Gosched()
	}
	mu.Lock()
	x = 2
	mu.Unlock()
}
