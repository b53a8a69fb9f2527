// norace

// Access: a receive does not conflict with close.
package main

func main() {
	c := make(chan int)
	done := make(chan bool)
	go func() {
		<-c
		done <- true
	}()
	close(c)
	<-done
}
