// race

// Row "RWMutex", no edge: RLock -> RLock; both are held when the variable is written.
package main

import (
	"runtime"
	"sync"
)

var x int

func main() {
	var mu sync.RWMutex
	held := make(chan bool, 1)
	go func() {
		mu.RLock()
		x = 1
		held <- true
	}()
	for len(held) == 0 {
		runtime.Gosched()
	}
	mu.RLock()
	x = 2
}
