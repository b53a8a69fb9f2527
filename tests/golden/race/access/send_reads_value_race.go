// race

// Access: a send reads the value sent.
package main

func main() {
	x := 0
	c := make(chan int, 1)
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	c <- x
	<-done
}
