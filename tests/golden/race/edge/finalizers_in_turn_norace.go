// norace

// A single goroutine runs all finalizers, one after the other.
package main

import "runtime"

type object struct{ next *object; n int }

var started, ended int

func main() {
	const objects = 20
	done := make(chan bool, objects)
	func() {
		for i := 0; i < objects; i++ {
			runtime.SetFinalizer(&object{n: i}, func(o *object) {
				started++
				runtime.Gosched()
				if started != ended+1 {
					panic("two finalizers at once")
				}
				ended++
				done <- true
			})
		}
	}()
	for i := 0; i < objects; {
		runtime.GC()
		select {
		case <-done:
			i++
		default:
			runtime.Gosched()
		}
	}
	if ended != objects {
		panic("finalizers are missing")
	}
}
