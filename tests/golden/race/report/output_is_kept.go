// race

// Report: what the program prints is not mixed into the report.
package main

import (
	"fmt"
	"runtime"
)

var total int

func store() { total = 1 }

func main() {
	fmt.Println("before")
	go store()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	total = 2
	fmt.Println("after")
}
