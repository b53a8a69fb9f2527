// race

// Row "WaitGroup", section 3 point 4: Add(1) from zero, unordered with a Wait that does not block, is misuse.
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	done := make(chan bool)
	go func() {
		wg.Add(1)
		wg.Done()
		done <- true
	}()
	wg.Wait()
	<-done
}
