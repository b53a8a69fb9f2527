// run

package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	for i := range 10 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			sum += i
		})
	}
	wg.Wait()
	fmt.Println(sum)
	wg.Wait() // again, at zero
	// Several may wait, and the group may be used again.
	wg.Add(1)
	var waiters sync.WaitGroup
	for range 3 {
		waiters.Go(wg.Wait)
	}
	wg.Done()
	waiters.Wait()
	fmt.Println("done")
}
