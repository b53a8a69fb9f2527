// race

// Row "WaitGroup", no edge: Add(>0) -> anything.
package main

import (
	"runtime"
	"sync"
)

var x int

func main() {
	var wg sync.WaitGroup
	added := make(chan bool, 1)
	wg.Add(1)
	go func() {
		x = 1
		wg.Add(1)
		added <- true
	}()
	for len(added) == 0 {
		runtime.Gosched()
	}
	wg.Done()
	wg.Done()
	wg.Wait()
	x = 2
}
