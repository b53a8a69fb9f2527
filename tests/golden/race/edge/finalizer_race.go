// race

// Row "finalizers, cleanups": what follows SetFinalizer is not ordered with f.
package main

import "runtime"

type object struct{ self, n int }

var x int

func main() {
	done, written := make(chan bool, 1), make(chan bool, 1)
	go func() {
		o := &object{n: 1}
		runtime.SetFinalizer(o, func(o *object) {
			x = 2
			done <- true
		})
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
