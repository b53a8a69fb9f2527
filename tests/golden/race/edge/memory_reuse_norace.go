// norace

// Row "memory reuse": a fresh object is ordered before every access to it, whoever used its memory before.
package main

import "runtime"

type object struct{ a, b int }

func main() {
	for round := 0; round < 5; round++ {
		done := make(chan bool, 100)
		for i := 0; i < 100; i++ {
			go func() {
				o := &object{a: i}
				o.b = o.a
				use(o)
				done <- true
			}()
		}
		for len(done) < 100 {
			runtime.Gosched()
		}
		runtime.GC()
	}
}

func use(*object) {}
