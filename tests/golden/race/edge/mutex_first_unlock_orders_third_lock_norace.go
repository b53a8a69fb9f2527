// norace

// Row "Mutex", section 3 point 6: Unlock #1 -> Lock #3, whoever held the lock in between.
package main

import (
	"runtime"
	"sync"
)

var x int

func main() {
	var mu sync.Mutex
	turn := make(chan bool, 2)
	go func() {
		mu.Lock()
		x = 1
		mu.Unlock()
		turn <- true
	}()
	for len(turn) < 1 {
		runtime.Gosched()
	}
	go func() {
		mu.Lock()
		mu.Unlock()
		turn <- true
	}()
	for len(turn) < 2 {
		runtime.Gosched()
	}
	mu.Lock()
	x = 2
	mu.Unlock()
}
