// race

// Row "Mutex": two different mutexes exclude nobody.
package main

import "sync"

var x int

func main() {
	var a, b sync.Mutex
	done := make(chan bool)
	go func() {
		a.Lock()
		x = 1
		a.Unlock()
		done <- true
	}()
	b.Lock()
	x = 2
	b.Unlock()
	<-done
}
