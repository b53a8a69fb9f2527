// norace

// Row "WaitGroup": every Done so far -> return of Wait.
package main

import "sync"

func main() {
	x := make([]int, 10)
	var wg sync.WaitGroup
	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func(i int) {
			x[i] = i
			wg.Done()
		}(i)
	}
	wg.Wait()
	for i := range x {
		x[i]++
	}
}
