// run flags=--leaks=fail

// Goroutines that are merely not finished when main returns are no leaks.
package main

import (
	"fmt"
	"time"
)

func main() {
	go func() {
		for {
		}
	}()
	go time.Sleep(time.Hour)
	c := make(chan int)
	go func() { c <- 1 }()
	fmt.Println(<-c)
}
