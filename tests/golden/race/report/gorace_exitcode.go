// run exit=7 flags=-race env=GORACE=exitcode=7
// modes: plain

// Report: GORACE=exitcode chooses the exit status.
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
}
