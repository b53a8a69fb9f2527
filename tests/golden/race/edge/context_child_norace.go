// norace

// Row "context": cancel of a parent -> <-Done() of a child returns.
package main

import "context"

var x int

func main() {
	parent, cancel := context.WithCancel(context.Background())
	child, cancelChild := context.WithCancel(context.WithValue(parent, "k", "v"))
	defer cancelChild()
	go func() {
		x = 1
		cancel()
	}()
	<-child.Done()
	x = 2
}
