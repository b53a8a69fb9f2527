// race

// Row "WaitGroup": what follows Done is not ordered with Wait.
package main

import "sync"

var x int

func main() {
	var wg sync.WaitGroup
	done := make(chan bool)
	wg.Add(1)
	go func() {
		wg.Done()
		x = 1
		done <- true
	}()
	wg.Wait()
	x = 2
	<-done
}
