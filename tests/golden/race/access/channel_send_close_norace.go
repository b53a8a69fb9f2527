// norace

// Access: misuse: a send and a close of one channel; here one after the other.
package main

func main() {
	c := make(chan int, 1)
	done := make(chan bool)
	go func() {
		func() {
			defer func() { recover() }()
			c <- 1
		}()
		done <- true
	}()
	<-done
	close(c)
}
