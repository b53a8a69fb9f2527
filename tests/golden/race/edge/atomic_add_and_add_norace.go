// norace

// Row "sync/atomic": read-modify-write acquires and joins; the last one to count down sees what all did before.
package main

import "sync/atomic"

func main() {
	x := make([]int, 5)
	var left atomic.Int32
	left.Store(5)
	done := make(chan bool)
	for i := 0; i < 5; i++ {
		go func(i int) {
			x[i] = 1
			if left.Add(-1) == 0 {
				for k := range x {
					x[k]++
				}
				done <- true
			}
		}(i)
	}
	<-done
}
