// race

// Row "finalizers, cleanups": what follows SetFinalizer is not ordered with f.
package main

import "runtime"

type object struct{ self, n int }

var x int

func main() {
	done := make(chan bool, 1)
	func() {
		o := &object{n: 1}
		runtime.SetFinalizer(o, func(o *object) {
			x = 2
			done <- true
		})
	}()
	x = 1
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
