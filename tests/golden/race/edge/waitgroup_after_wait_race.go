// race

// Row "WaitGroup": the goroutines that Wait lets go are not ordered with one another.
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
			x = 1
			all.Done()
		}()
	}
	wg.Done()
	all.Wait()
	_ = x
}
