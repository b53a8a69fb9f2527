// race

// Row "Mutex": a lock taken by one side only excludes nobody.
package main

import "sync"

var x int

func main() {
	var mu sync.Mutex
	done := make(chan bool)
	go func() {
		mu.Lock()
		x = 1
		mu.Unlock()
		done <- true
	}()
	x = 2
	<-done
}
