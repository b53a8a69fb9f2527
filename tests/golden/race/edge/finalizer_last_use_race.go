// race

// Row "finalizers, cleanups", no edge: the last use of x.
package main

import "runtime"

type object struct{ self, n int }

func main() {
	done := make(chan bool, 1)
	func() {
		o := &object{n: 1}
		runtime.SetFinalizer(o, func(o *object) {
			o.n = 2
			done <- true
		})
		o.n = 3
	}()
	for {
		runtime.GC()
		select {
		case <-done:
			return
		default:
			runtime.Gosched()
		}
	}
}
