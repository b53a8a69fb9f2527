// norace

// Row "finalizers, cleanups": SetFinalizer(x, f) -> f.
package main

import "runtime"

type object struct{ self, n int }

var x int

func main() {
	done := make(chan bool, 1)
	func() {
		o := &object{n: 1}
		x = 1
		runtime.SetFinalizer(o, func(o *object) {
			x = 2
			o.n = 3
			done <- true
		})
	}()
	for {
		runtime.GC()
		select {
		case <-done:
			x = 3
			return
		default:
			runtime.Gosched()
		}
	}
}
