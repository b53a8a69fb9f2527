// norace

// Section 3 point 1, distance: a goroutine that takes over the place of a finished one does not take over its accesses.
package main

import "sync"

func main() {
	var mu sync.Mutex
	total := 0
	for round := 0; round < 100; round++ {
		var wg sync.WaitGroup
		wg.Add(50)
		for i := 0; i < 50; i++ {
			go func() {
				defer wg.Done()
				mine := new(int)
				*mine = i
				mu.Lock()
				total += *mine
				mu.Unlock()
			}()
		}
		wg.Wait()
	}
	total++
}
