// race

// Row "finalizers, cleanups": what follows AddCleanup is not ordered with f.
package main

import "runtime"

type object struct{ self, n int }

var x int

func main() {
	done := make(chan bool, 1)
	func() {
		o := &object{n: 1}
		runtime.AddCleanup(o, func(k int) {
			x = k
			done <- true
		}, 7)
		x = 1
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
