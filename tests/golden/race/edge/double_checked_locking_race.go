// race

// Access: the first check of double-checked locking is a plain read.
package main

import (
	"runtime"
	"sync"
)

var (
	mu       sync.Mutex
	instance *int
)

func get() *int {
	if instance == nil {
		mu.Lock()
		if instance == nil {
			instance = new(int)
		}
		mu.Unlock()
	}
	return instance
}

func main() {
	made := make(chan bool, 1)
	go func() {
		get()
		made <- true
	}()
	for len(made) == 0 {
		runtime.Gosched()
	}
	get()
}
