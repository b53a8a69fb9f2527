// run flags=--leaks=warn

// Goroutines that wait in the same line share a paragraph, though one waits for the first value of its loop, the other for
// the next.
package main

import "time"

func worker(jobs chan int) {
	for range jobs {
	}
}

func main() {
	jobs := make(chan int)
	for range 3 {
		go worker(jobs)
	}
	jobs <- 1
	time.Sleep(time.Millisecond)
}
