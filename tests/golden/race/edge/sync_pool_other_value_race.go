// race

// Row "sync.Pool", no edge: other values. The goroutine takes its own value out again; main gets the one it put.
package main

import (
	"runtime"
	"sync"
)

var x int

func main() {
	var pool sync.Pool
	finished := make(chan bool, 1)
	go func() {
		x = 1
		pool.Put(new(int))
		pool.Get()
		finished <- true
	}()
	for len(finished) == 0 {
		runtime.Gosched()
	}
	pool.Put(new(int))
	pool.Get()
	x = 2
}
