// run

package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	ready := make(chan bool)
	woken := make(chan int)
	for i := 0; i < 3; i++ {
		go func() {
			mu.Lock()
			ready <- true
			cond.Wait()
			mu.Unlock()
			woken <- i
		}()
		<-ready
		mu.Lock() // until Wait has given it up
		mu.Unlock()
	}
	for i := 0; i < 3; i++ {
		cond.Signal()
		fmt.Println(<-woken)
	}
}
