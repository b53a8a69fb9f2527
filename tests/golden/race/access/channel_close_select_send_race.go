// race

// Access: misuse: a close and a select with a send.
package main

func main() {
	c := make(chan int, 1)
	done := make(chan bool)
	go func() {
		func() {
			defer func() { recover() }()
			select {
			case c <- 1:
			default:
			}
		}()
		done <- true
	}()
	close(c)
	<-done
}
