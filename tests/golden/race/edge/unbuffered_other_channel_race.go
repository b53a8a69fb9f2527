// race

// Row "unbuffered channel": an exchange on one channel says nothing of another goroutine's exchange on a second one.
package main

var x int

func main() {
	a, b := make(chan int), make(chan int)
	go func() { a <- 1 }()
	go func() {
		x = 1
		b <- 1
	}()
	<-a
	x = 2
	<-b
}
