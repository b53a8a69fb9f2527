// race

// Row "memory reuse": an object that is still in use keeps its accesses through a collection.
package main

import "runtime"

func main() {
	p := new([100]int)
	written := make(chan bool, 1)
	go func() {
		p[50] = 1
		written <- true
	}()
	for len(written) == 0 {
		runtime.Gosched()
	}
	runtime.GC()
	runtime.GC()
	p[50] = 2
}
