// race

// Row "finalizers, cleanups": what follows AddCleanup is not ordered with f.
package main

import "runtime"

type object struct{ self, n int }

var x int

func main() {
	done, written := make(chan bool, 1), make(chan bool, 1)
	go func() {
		o := &object{n: 1}
		runtime.AddCleanup(o, func(k int) {
			x = k
			done <- true
		}, 7)
		x = 1
		written <- true
	}()
	for len(written) == 0 {
		runtime.Gosched()
	}
	for len(done) == 0 {
		runtime.GC()
		runtime.Gosched()
	}
}
