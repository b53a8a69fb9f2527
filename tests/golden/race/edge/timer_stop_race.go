// race

// Row "timers", no edge: Stop.
package main

import (
	"runtime"
	"time"
)

var x = 1

func main() {
	ran := make(chan bool, 1)
	t := time.AfterFunc(time.Millisecond, func() {
		x = 2
		ran <- true
	})
	for len(ran) == 0 {
		runtime.Gosched()
	}
	t.Stop()
	x = 3
}
