// race

// Row "context": two goroutines that cancel lets go are not ordered.
package main

import (
	"context"
	"sync"
)

func main() {
	x := 0
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Add(2)
	for i := 0; i < 2; i++ {
		go func() {
			<-ctx.Done()
			x = 1
			wg.Done()
		}()
	}
	cancel()
	wg.Wait()
	_ = x
}
