// norace

// Row "WaitGroup": a group used again orders again.
package main

import "sync"

func main() {
	x := 0
	var wg sync.WaitGroup
	for round := 0; round < 5; round++ {
		wg.Add(1)
		go func() {
			x++
			wg.Done()
		}()
		wg.Wait()
		x++
	}
}
