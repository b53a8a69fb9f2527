// norace

// Row "sync.Map": write -> read that observes it.
package main

import (
	"runtime"
	"sync"
)

var x int

func main() {
	var m sync.Map
	go func() {
		x = 1
		m.Store("k", 1)
	}()
	for {
		if _, ok := m.Load("k"); ok {
			break
		}
		runtime.Gosched()
	}
	x = 2
}
