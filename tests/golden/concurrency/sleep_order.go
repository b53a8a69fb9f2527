// run

// Sleepers wake in the order of their times; tickers and timers fire, stop and are reset.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	var order []int
	var wg sync.WaitGroup
	for _, ms := range []int{30, 10, 20, 0} {
		wg.Add(1)
		go func(ms int) {
			defer wg.Done()
			time.Sleep(time.Duration(ms) * time.Millisecond)
			mu.Lock()
			order = append(order, ms)
			mu.Unlock()
		}(ms)
	}
	wg.Wait()
	fmt.Println(order)

	tick := time.NewTicker(2 * time.Millisecond)
	for i := 0; i < 3; i++ {
		<-tick.C
	}
	tick.Stop()
	fmt.Println("ticked")

	stopped := time.AfterFunc(time.Hour, func() { fmt.Println("impossible") })
	fmt.Println(stopped.Stop(), stopped.Stop())
	fired := make(chan bool)
	t := time.AfterFunc(time.Millisecond, func() { fired <- true })
	fmt.Println(<-fired, t.Stop())
	t.Reset(time.Millisecond)
	fmt.Println(<-fired)
}
