// norace

// Row "WaitGroup": Add(1) from zero, ordered with the Wait, is no misuse.
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	added := make(chan bool)
	go func() {
		wg.Add(1)
		added <- true
		wg.Done()
	}()
	<-added
	wg.Wait()
}
