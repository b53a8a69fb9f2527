// race

// Row "go": what follows the statement is not ordered with the goroutine.
package main

var x = 1

func main() {
	done := make(chan bool)
	go func() {
		x = 2
		done <- true
	}()
	x = 3
	<-done
}
