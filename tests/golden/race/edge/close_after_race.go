// race

// Row "close": what follows the close is not ordered with the receive.
package main

var x int

func main() {
	c, done := make(chan int), make(chan bool)
	go func() {
		close(c)
		x = 1
		done <- true
	}()
	<-c
	x = 2
	<-done
}
