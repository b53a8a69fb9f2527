// norace

// Row "Cond": Broadcast -> each Wait it wakes.
package main

import "sync"

func main() {
	x, waiting := 0, 0
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	var wg sync.WaitGroup
	wg.Add(3)
	for i := 0; i < 3; i++ {
		go func() {
			defer wg.Done()
			mu.Lock()
			waiting++
			c.Wait()
			mu.Unlock()
			use(x)
		}()
	}
	for all := false; !all; {
		mu.Lock()
		all = waiting == 3
		mu.Unlock()
	}
	x = 1
	c.Broadcast()
	wg.Wait()
}

func use(int) {}
