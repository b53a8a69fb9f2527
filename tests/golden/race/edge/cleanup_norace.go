// norace

// Row "finalizers, cleanups": AddCleanup(x, f) -> f.
package main

import "runtime"

type object struct{ self, n int }

var x int

func main() {
	done := make(chan bool, 1)
	func() {
		o := &object{n: 1}
		x = 1
		runtime.AddCleanup(o, func(k int) {
			x = k
			done <- true
		}, 7)
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
