// race

// Row "Once": what follows the return of Do is not ordered.
package main

import "sync"

var x int

func main() {
	var once sync.Once
	done := make(chan bool)
	go func() {
		once.Do(func() {})
		x = 1
		done <- true
	}()
	once.Do(func() {})
	x = 2
	<-done
}
