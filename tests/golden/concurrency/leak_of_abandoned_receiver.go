// run flags=--leaks=warn

// A goroutine that waits for a channel nobody else has any more is reported when main returns.
package main

import (
	"fmt"
	"runtime"
)

func serve(requests <-chan int) {
	for r := range requests {
		fmt.Println("request", r)
	}
}

func main() {
	requests := make(chan int)
	go serve(requests)
	requests <- 1
	runtime.Gosched()
}
