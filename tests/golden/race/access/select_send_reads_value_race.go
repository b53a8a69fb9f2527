// race

// Access: the send of a select reads its value.
package main

func main() {
	x := 0
	c := make(chan int, 1)
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	select {
	case c <- x:
	}
	<-done
}
