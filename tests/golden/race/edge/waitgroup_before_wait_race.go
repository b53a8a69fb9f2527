// race

// Row "WaitGroup": what precedes Wait is not ordered with what precedes Done.
package main

import "sync"

var x int

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		x = 1
		wg.Done()
	}()
	x = 2
	wg.Wait()
}
