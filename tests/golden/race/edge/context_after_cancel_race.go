// race

// Row "context": what follows cancel is not ordered with Done.
package main

import "context"

var x int

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan bool)
	go func() {
		cancel()
		x = 1
		done <- true
	}()
	<-ctx.Done()
	x = 2
	<-done
}
