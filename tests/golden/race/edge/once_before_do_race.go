// race

// Row "Once": what precedes a Do that does not call is not ordered with other Dos.
package main

import (
	"runtime"
	"sync"
)

var x int

func main() {
	var once sync.Once
	once.Do(func() {})
	ready := make(chan bool, 1)
	go func() {
		x = 1
		once.Do(func() {})
		ready <- true
	}()
	for len(ready) == 0 {
		runtime.Gosched()
	}
	once.Do(func() {})
	x = 2
}
