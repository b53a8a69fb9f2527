// race

// Row "Once, OnceValue": what the callers do with the shared result is not ordered.
package main

import "sync"

func main() {
	get := sync.OnceValue(func() *int { return new(int) })
	done := make(chan bool)
	go func() {
		*get() = 1
		done <- true
	}()
	*get() = 2
	<-done
}
