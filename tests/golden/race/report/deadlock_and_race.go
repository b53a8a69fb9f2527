// run exit=2 flags=-race
// modes: plain

// Report, section 3 point 7: a race before the deadlock is reported as well.
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
	<-make(chan int)
}
