// run flags=--leaks=warn

// A leaked goroutine that waits for a WaitGroup or a Cond: where that was added to, made and signalled last.
package main

import (
	"runtime"
	"sync"
)

func group() {
	var wg sync.WaitGroup
	wg.Add(1)
	wg.Add(2)
	wg.Done()
	go wg.Wait()
}

func cond() {
	c := sync.NewCond(new(sync.Mutex))
	wait := func() {
		c.L.Lock()
		c.Wait()
	}
	go wait()
	go wait()
	runtime.Gosched()
	c.Signal()
}

func main() {
	group()
	cond()
	for i := 0; i < 10; i++ {
		runtime.Gosched()
	}
}
