// race

// Row "Cond": what follows the Signal is not ordered with the Wait.
package main

import "sync"

var x int

func main() {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	done := make(chan bool)
	mu.Lock()
	go func() {
		mu.Lock()
		mu.Unlock()
		c.Signal()
		x = 1
		done <- true
	}()
	c.Wait()
	x = 2
	mu.Unlock()
	<-done
}
