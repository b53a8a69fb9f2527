// run

// A waiting writer keeps new readers out, and gets the lock when the old ones are done.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var rw sync.RWMutex
	order := make(chan string, 3)
	rw.RLock()
	go func() {
		rw.Lock()
		order <- "writer"
		rw.Unlock()
	}()
	time.Sleep(time.Millisecond)
	fmt.Println(rw.TryRLock())
	go func() {
		rw.RLock()
		order <- "reader"
		rw.RUnlock()
	}()
	time.Sleep(time.Millisecond)
	rw.RUnlock()
	fmt.Println(<-order, <-order)
}
