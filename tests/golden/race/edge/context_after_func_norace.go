// norace

// Row "context": AfterFunc: cancel -> f.
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
	x = 2
	cancel()
	<-done
}
