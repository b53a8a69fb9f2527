// norace

// Row "Once": the one call ends -> return of every Do.
package main

import "sync"

func main() {
	x := 0
	var once sync.Once
	var wg sync.WaitGroup
	wg.Add(10)
	for i := 0; i < 10; i++ {
		go func() {
			defer wg.Done()
			once.Do(func() { x = 1 })
			use(x)
		}()
	}
	wg.Wait()
}

func use(int) {}
