// norace

// Row "WaitGroup": Go(f): go edge, and f's return -> Wait.
package main

import "sync"

var x = 1

func main() {
	var wg sync.WaitGroup
	wg.Go(func() { x = 2 })
	wg.Wait()
	x = 3
}
