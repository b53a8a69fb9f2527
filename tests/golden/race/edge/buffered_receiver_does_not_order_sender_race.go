// race

// Row "buffered channel": a receive is not ordered before the completion of its own send.
package main

var x int

func main() {
	c, done := make(chan int, 1), make(chan bool)
	go func() {
		x = 1
		<-c
		done <- true
	}()
	c <- 1
	x = 2
	<-done
}
