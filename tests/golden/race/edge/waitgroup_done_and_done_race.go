// race

// Row "WaitGroup": two Dones are not ordered.
package main

import "sync"

func main() {
	x := 0
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		x = 1
		wg.Done()
	}()
	done := make(chan bool)
	go func() {
		wg.Done()
		x = 2
		done <- true
	}()
	wg.Wait()
	<-done
	_ = x
}
