// norace

// A method of sync that is called on a nil pointer panics as it does without race mode.
package main

import (
	"fmt"
	"sync"
)

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	done := make(chan bool)
	go func() {
		var wg *sync.WaitGroup
		var mu *sync.Mutex
		var rw *sync.RWMutex
		try(wg.Done)
		try(mu.Lock)
		try(mu.Unlock)
		try(rw.RUnlock)
		done <- true
	}()
	<-done
	var n sync.WaitGroup
	n.Add(1)
	go n.Done()
	n.Wait()
}
