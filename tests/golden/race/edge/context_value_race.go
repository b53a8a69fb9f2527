// race

// Row "context", no edge: Value, WithValue.
package main

import "context"

type key struct{}

var x int

func main() {
	ctx := context.WithValue(context.Background(), key{}, 1)
	done := make(chan bool)
	go func() {
		x = 1
		ctx.Value(key{})
		done <- true
	}()
	ctx.Value(key{})
	x = 2
	<-done
}
