// race

// Row "WaitGroup": two functions started by Go are not ordered.
package main

import "sync"

func main() {
	x := 1
	var wg sync.WaitGroup
	wg.Go(func() { x = 2 })
	wg.Go(func() { x = 3 })
	wg.Wait()
	_ = x
}
