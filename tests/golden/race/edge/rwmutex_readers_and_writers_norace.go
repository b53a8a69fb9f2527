// norace

// Row "RWMutex": several readers and writers of one variable.
package main

import "sync"

func main() {
	x, sum := 0, 0
	var mu sync.RWMutex
	var total sync.Mutex
	var wg sync.WaitGroup
	wg.Add(10)
	for i := 0; i < 5; i++ {
		go func() {
			defer wg.Done()
			mu.Lock()
			x++
			mu.Unlock()
		}()
		go func() {
			defer wg.Done()
			mu.RLock()
			v := x
			mu.RUnlock()
			total.Lock()
			sum += v
			total.Unlock()
		}()
	}
	wg.Wait()
	x, sum = sum, x
}
