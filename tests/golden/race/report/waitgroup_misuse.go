// race

// Report: an Add that leaves zero, unordered with a Wait.
package main

import (
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	go func() {
		wg.Add(1)
		wg.Done()
	}()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	wg.Wait()
}
