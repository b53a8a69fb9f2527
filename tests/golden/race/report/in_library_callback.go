// race

// Report: an access in a function that the library calls; its frames are in the stack.
package main

import (
	"runtime"
	"sort"
)

func main() {
	s := []int{3, 1, 2}
	go func() { s[0] = 7 }()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	sort.Slice(s, func(i, j int) bool { return s[i] < s[j] })
}
