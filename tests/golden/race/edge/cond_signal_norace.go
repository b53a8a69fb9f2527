// norace

// Row "Cond", section 3 point 5: Signal -> the Wait it wakes, although the mutex does not order them.
package main

import "sync"

var x int

func main() {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	mu.Lock()
	go func() {
		mu.Lock() // succeeds once main waits
		mu.Unlock()
		x = 1
		c.Signal()
	}()
	c.Wait()
	x = 2
	mu.Unlock()
}
