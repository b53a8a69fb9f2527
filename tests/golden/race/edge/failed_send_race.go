// race

// Row "failed non-blocking operation": a send that found no room orders nothing.
package main

var x int

func main() {
	c, done := make(chan int, 1), make(chan bool)
	c <- 0
	go func() {
		x = 1
		select {
		case c <- 1:
		default:
		}
		done <- true
	}()
	select {
	case c <- 2:
	default:
	}
	x = 2
	<-done
}
