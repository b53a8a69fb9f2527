// run exit=2 flags=-race
// modes: plain

// Report: a run that both races and panics reports both.
package main

import "runtime"

var total int

func store() { total = 1 }

func main() {
	go store()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	total = 2
	panic("no more")
}
