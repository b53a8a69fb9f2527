// norace

// Row "sync/atomic": And and Or are read-modify-write operations.
package main

import (
	"runtime"
	"sync/atomic"
)

var x int

func main() {
	var bits atomic.Uint32
	go func() {
		x = 1
		bits.Or(4)
	}()
	for bits.And(^uint32(0))&4 == 0 {
		runtime.Gosched()
	}
	x = 2
}
