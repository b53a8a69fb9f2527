// race

// Report: a read, and the write before it by a goroutine that has finished.
package main

import "runtime"

var total int

func store() { total = 1 }

func main() {
	go store()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	if total == 1 {
		return
	}
}
