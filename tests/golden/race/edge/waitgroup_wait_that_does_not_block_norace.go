// norace

// Row "WaitGroup": Done -> return of a Wait that does not block.
package main

import (
	"runtime"
	"sync"
)

var x int

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		x = 1
		wg.Done()
	}()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	wg.Wait()
	x = 2
}
