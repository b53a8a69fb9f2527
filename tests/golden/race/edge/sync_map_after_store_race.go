// race

// Row "sync.Map": what follows the Store is not ordered with the Load.
package main

import (
	"runtime"
	"sync"
)

var x int

func main() {
	var m sync.Map
	done := make(chan bool)
	go func() {
		m.Store("k", 1)
		x = 1
		done <- true
	}()
	for {
		if _, ok := m.Load("k"); ok {
			break
		}
		runtime.Gosched()
	}
	x = 2
	<-done
}
