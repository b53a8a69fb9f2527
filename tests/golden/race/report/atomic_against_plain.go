// race

// Report: an atomic write and a plain read.
package main

import (
	"runtime"
	"sync/atomic"
)

var hits int64

func main() {
	go func() { atomic.AddInt64(&hits, 1) }()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	if hits > 5 {
		return
	}
}
