// race

// Row "Cond": two Signals are not ordered with each other.
package main

import "sync"

func main() {
	x := 0
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	done := make(chan bool)
	for i := 0; i < 2; i++ {
		go func() {
			x = 1
			c.Signal()
			done <- true
		}()
	}
	<-done
	<-done
	_ = x
}
