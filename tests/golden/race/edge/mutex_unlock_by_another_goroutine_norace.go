// norace

// Row "Mutex": the edge is from the Unlock, whoever calls it.
package main

import "sync"

var x int

func main() {
	var mu sync.Mutex
	mu.Lock()
	go func() {
		x = 1
		mu.Unlock()
	}()
	mu.Lock()
	x = 2
	mu.Unlock()
}
