// norace

// Row "Mutex": n-th Unlock -> return of m-th Lock, n < m.
package main

import "sync"

func main() {
	x := 0
	var mu sync.Mutex
	var wg sync.WaitGroup
	wg.Add(10)
	for i := 0; i < 10; i++ {
		go func() {
			defer wg.Done()
			mu.Lock()
			x++
			mu.Unlock()
		}()
	}
	mu.Lock()
	x++
	mu.Unlock()
	wg.Wait()
}
