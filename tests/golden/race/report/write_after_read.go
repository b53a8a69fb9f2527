// race

// Report: a write, and the read before it.
package main

import "runtime"

var total int

func load() int { return total }

func main() {
	loaded, end := make(chan bool, 1), make(chan bool)
	go func() {
		load()
		loaded <- true
		<-end
	}()
	for len(loaded) == 0 {
		runtime.Gosched()
	}
	total = 2
}
