// race

// Access: misuse: two closes of one channel.
package main

func main() {
	c := make(chan int, 1)
	done := make(chan bool)
	go func() {
		func() {
			defer func() { recover() }()
			close(c)
		}()
		done <- true
	}()
	func() {
		defer func() { recover() }()
		close(c)
	}()
	<-done
}
