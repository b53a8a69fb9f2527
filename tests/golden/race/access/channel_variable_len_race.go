// race

// Access: len(c) reads the channel variable.
package main

func main() {
	c := make(chan int, 1)
	done := make(chan bool)
	go func() {
		c = nil
		done <- true
	}()
	use(len(c))
	<-done
}

func use(...any) {}
