// norace

// Access: len does not conflict with close.
package main

func main() {
	c := make(chan int, 2)
	done := make(chan bool)
	go func() {
		close(c)
		done <- true
	}()
	use(len(c))
	<-done
}

func use(...any) {}
