// run exit=3 flags=-race
// modes: plain

// Report: os.Exit keeps its status after a race, as in Go.
package main

import (
	"os"
	"runtime"
)

var total int

func store() { total = 1 }

func main() {
	go store()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	total = 2
	os.Exit(3)
}
