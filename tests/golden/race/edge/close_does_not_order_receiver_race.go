// race

// Row "close": a receive is not ordered before the close.
package main

var x int

func main() {
	c, done := make(chan int), make(chan bool)
	go func() {
		x = 1
		<-c
		done <- true
	}()
	close(c)
	x = 2
	<-done
}
