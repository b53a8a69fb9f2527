// norace

// Access: len and cap of a channel are no accesses.
package main

func main() {
	c := make(chan int, 2)
	done := make(chan bool)
	go func() {
		c <- 1
		done <- true
	}()
	use(len(c), cap(c))
	<-done
}

func use(...any) {}
