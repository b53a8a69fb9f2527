// norace

// Row "unbuffered channel": elements of size zero carry the same edges.
package main

var x int

func main() {
	c := make(chan struct{})
	go func() {
		x = 1
		c <- struct{}{}
	}()
	<-c
	x = 2
}
