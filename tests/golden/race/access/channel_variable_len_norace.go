// norace

// Access: len(c) reads the channel variable; here one after the other.
package main

func main() {
	c := make(chan int, 1)
	done := make(chan bool)
	go func() {
		c = nil
		done <- true
	}()
	<-done
	use(len(c))
}

func use(...any) {}
