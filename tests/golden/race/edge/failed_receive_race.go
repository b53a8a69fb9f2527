// race

// Row "failed non-blocking operation": a receive that found nothing orders nothing.
package main

var x int

func main() {
	c, done := make(chan int, 1), make(chan bool)
	go func() {
		x = 1
		select {
		case <-c:
		default:
		}
		done <- true
	}()
	select {
	case <-c:
	default:
	}
	x = 2
	<-done
}
