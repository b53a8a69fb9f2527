// race

// Row "timers", no edge: between two firings.
package main

import (
	"runtime"
	"time"
)

func main() {
	x := 0
	fired := make(chan bool, 2)
	t := time.AfterFunc(time.Millisecond, func() {
		x++
		fired <- true
	})
	for len(fired) < 1 {
		runtime.Gosched()
	}
	t.Reset(time.Millisecond)
	for len(fired) < 2 {
		runtime.Gosched()
	}
}
