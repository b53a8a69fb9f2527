// race

// Row "Mutex": what follows the Unlock is not ordered with the next holder.
package main

import (
	"runtime"
	"sync"
)

var x int

func main() {
	var mu sync.Mutex
	unlocked := make(chan bool, 1)
	go func() {
		mu.Lock()
		mu.Unlock()
		x = 1
		unlocked <- true
	}()
	for len(unlocked) == 0 {
		runtime.Gosched()
	}
	mu.Lock()
	x = 2
	mu.Unlock()
}
