// norace

// Row "memory reuse": goroutines run one after another share stacks and identifiers, and no accesses.
package main

import "runtime"

func main() {
	for i := 0; i < 1000; i++ {
		go func() {
			var a [8]int
			for k := range a {
				a[k] = i
			}
			p := &a
			p[3]++
		}()
		if i%10 == 0 {
			runtime.Gosched()
		}
	}
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
}
