// race

// Row "len(c), cap(c), nil channel": a select that skips a nil channel orders nothing.
package main

var x int

func main() {
	var c chan int
	done := make(chan bool)
	go func() {
		x = 1
		select {
		case c <- 1:
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
