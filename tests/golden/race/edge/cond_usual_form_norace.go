// norace

// Row "Cond": and L's own edges; the loop every user of a condition writes.
package main

import "sync"

func main() {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	var queue []int
	done := make(chan bool)
	go func() {
		for taken := 0; taken < 10; {
			mu.Lock()
			for len(queue) == 0 {
				c.Wait()
			}
			taken += len(queue)
			queue = queue[:0]
			mu.Unlock()
		}
		done <- true
	}()
	for i := 0; i < 10; i++ {
		mu.Lock()
		queue = append(queue, i)
		mu.Unlock()
		c.Signal()
	}
	<-done
}
