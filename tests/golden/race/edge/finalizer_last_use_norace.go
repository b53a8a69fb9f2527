// norace

// Row "finalizers, cleanups": f has the object for itself once it is out of reach.
package main

import "runtime"

type object struct{ self, n int }

func main() {
	done := make(chan bool, 1)
	dropped := make(chan bool)
	go func() {
		o := &object{n: 1}
		runtime.SetFinalizer(o, func(o *object) {
			o.n = 2
			done <- true
		})
		o.n = 3
		dropped <- true
	}()
	<-dropped
	for len(done) == 0 {
		runtime.GC()
		runtime.Gosched()
	}
}
