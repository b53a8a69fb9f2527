// race

// Row "Cond", no edge: a Signal that wakes nobody; the Wait is woken by another goroutine's.
package main

import (
	"runtime"
	"sync"
)

var x int

func main() {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	signalled := make(chan bool, 1)
	go func() {
		x = 1
		c.Signal()
		signalled <- true
	}()
	for len(signalled) == 0 {
		runtime.Gosched()
	}
	mu.Lock()
	go func() {
		mu.Lock()
		mu.Unlock()
		c.Signal()
	}()
	c.Wait()
	x = 2
	mu.Unlock()
}
