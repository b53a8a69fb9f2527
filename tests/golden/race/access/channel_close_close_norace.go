// norace

// Access: misuse: two closes of one channel; here one after the other.
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
	<-done
	func() {
		defer func() { recover() }()
		close(c)
	}()
}
