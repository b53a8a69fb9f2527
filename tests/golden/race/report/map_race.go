// race

// Report: a map, and the runtime's part in the stack.
package main

import "runtime"

func fill(m map[int]string) { m[1] = "a" }

func main() {
	m := make(map[int]string)
	go fill(m)
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	delete(m, 2)
}
