// run flags=--leaks=warn

// A producer abandoned by its receiver leaks one goroutine per call; the report has one paragraph for all.
package main

import (
	"fmt"
	"runtime"
)

func first(n int) int {
	results := make(chan int)
	for i := 0; i < n; i++ {
		go func() { results <- i }()
	}
	return <-results
}

func main() {
	first(12)
	runtime.Gosched()
	fmt.Println(runtime.NumGoroutine())
}
