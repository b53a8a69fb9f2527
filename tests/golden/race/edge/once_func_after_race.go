// race

// Row "Once, OnceFunc": what follows the call is not ordered.
package main

import "sync"

func main() {
	x := 0
	f := sync.OnceFunc(func() { x = 1 })
	done := make(chan bool)
	go func() {
		f()
		x = 2
		done <- true
	}()
	f()
	use(x)
	<-done
}

func use(int) {}
