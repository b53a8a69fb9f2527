// run

package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	fmt.Println(mu.TryLock(), mu.TryLock())
	mu.Unlock()
	fmt.Println(mu.TryLock())

	var rw sync.RWMutex
	fmt.Println(rw.TryRLock(), rw.TryRLock(), rw.TryLock())
	rw.RUnlock()
	fmt.Println(rw.TryLock())
	rw.RUnlock()
	fmt.Println(rw.TryLock(), rw.TryRLock(), rw.TryLock())
	rw.Unlock()

	// A writer that waits keeps TryRLock out, too.
	rw.RLock()
	started, done := make(chan bool), make(chan bool)
	go func() {
		started <- true
		rw.Lock()
		rw.Unlock()
		done <- true
	}()
	<-started
	for rw.TryRLock() {
		rw.RUnlock()
	}
	rw.RUnlock()
	<-done
	fmt.Println(rw.TryRLock())
}
