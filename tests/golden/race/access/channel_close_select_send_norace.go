// norace

// Access: misuse: a close and a select with a send; here one after the other.
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
	<-done
	close(c)
}
