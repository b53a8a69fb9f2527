// run exit=0 flags=-race env=GORACE=exitcode=0
// modes: plain

// Report: with GORACE=exitcode=0 a race is reported and the status stays.
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
