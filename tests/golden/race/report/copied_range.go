// race

// Report: a copy of a range conflicts with one element of it.
package main

import "runtime"

func main() {
	s, t := make([]int, 100), make([]int, 100)
	go func() { s[50] = 1 }()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	copy(t, s)
}
