// race

// Row "sync.Map", no edge: operations on other keys.
package main

import (
	"runtime"
	"sync"
)

var x int

func main() {
	var m sync.Map
	m.Store("b", 1)
	stored := make(chan bool, 1)
	go func() {
		x = 1
		m.Store("a", 1)
		stored <- true
	}()
	for len(stored) == 0 {
		runtime.Gosched()
	}
	m.Load("b")
	x = 2
}
