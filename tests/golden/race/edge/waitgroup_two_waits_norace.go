// norace

// Row "WaitGroup": Done -> return of every Wait.
package main

import "sync"

func main() {
	x := 0
	var wg, all sync.WaitGroup
	wg.Add(1)
	all.Add(2)
	for i := 0; i < 2; i++ {
		go func() {
			wg.Wait()
			use(x)
			all.Done()
		}()
	}
	x = 1
	wg.Done()
	all.Wait()
}

func use(int) {}
