// run flags=--virtual-time

// Days of sleeping, in order, at once.
package main

import (
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	fmt.Println(start.UTC())
	done := make(chan string)
	for _, d := range []time.Duration{72 * time.Hour, time.Hour, 24 * time.Hour, 0} {
		go func() {
			time.Sleep(d)
			done <- fmt.Sprint(d, " ", time.Since(start))
		}()
	}
	for range 4 {
		fmt.Println(<-done)
	}
	// The clock stands still while something can run.
	busy := time.Now()
	for i := 0; i < 1000000; i++ {
	}
	fmt.Println(time.Since(busy))
}
