// norace

// Access: two sends on one channel do not conflict.
package main

func main() {
	c := make(chan int, 2)
	done := make(chan bool)
	go func() {
		c <- 1
		done <- true
	}()
	c <- 2
	<-done
}
