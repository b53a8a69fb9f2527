// race

// Report: a send and a close of one channel.
package main

import "runtime"

func main() {
	c := make(chan int, 1)
	go func() { c <- 1 }()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	close(c)
}
