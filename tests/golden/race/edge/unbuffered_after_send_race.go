// race

// Row "unbuffered channel": after the send and after the receive are not ordered.
package main

var x int

func main() {
	c := make(chan int)
	done := make(chan bool)
	go func() {
		c <- 1
		x = 1
		done <- true
	}()
	<-c
	x = 2
	<-done
}
