// run flags=--leaks=warn

// What each leaked goroutine waits for.
package main

import (
	"runtime"
	"sync"
)

func main() {
	go func() { select {} }()
	go func() {
		var c chan int
		c <- 1
	}()
	go func() {
		in, out := make(chan int), make(chan string)
		select {
		case <-in:
		case out <- "":
		}
	}()
	go func() {
		var wg sync.WaitGroup
		wg.Add(2)
		wg.Wait()
	}()
	go func() {
		c := sync.NewCond(&sync.Mutex{})
		c.L.Lock()
		c.Wait()
	}()
	go func() {
		var mu sync.Mutex
		mu.Lock()
		mu.Lock()
	}()
	go func() {
		var rw sync.RWMutex
		rw.RLock()
		rw.Lock()
	}()
	runtime.Gosched()
}
