// run exit=66 flags=-race env=GORACE=halt_on_error=1
// modes: plain

// Report: with GORACE=halt_on_error=1 the first report ends the run; nothing is printed after it.
package main

import (
	"fmt"
	"runtime"
)

var a, b int

func racer() {
	a = 1
	b = 1
}

func main() {
	fmt.Println("before")
	go racer()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	a = 2
	b = 2
	fmt.Println("after")
}
