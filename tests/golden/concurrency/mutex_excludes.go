// run

// A mutex keeps the increments of many goroutines apart, also when they give way in between.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	n := 0
	for i := 0; i < 50; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := 0; j < 20; j++ {
				mu.Lock()
				old := n
				runtime.Gosched()
				n = old + 1
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	fmt.Println(n, mu.TryLock(), mu.TryLock())
}
