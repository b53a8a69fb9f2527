// race

// Row "context": AfterFunc: what follows cancel is not ordered with f.
package main

import "context"

var x int

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan bool)
	context.AfterFunc(ctx, func() {
		x = 1
		done <- true
	})
	cancel()
	x = 2
	<-done
}
