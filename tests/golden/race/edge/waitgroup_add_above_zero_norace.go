// norace

// Row "WaitGroup": an Add that does not leave zero needs no order with the Wait.
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		wg.Add(1)
		go wg.Done()
		wg.Done()
	}()
	wg.Wait()
}
