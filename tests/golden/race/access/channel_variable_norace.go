// norace

// Access: the channel variable itself; here one after the other.
package main

func main() {
	c := make(chan int, 1)
	done := make(chan bool)
	go func() {
		c = nil
		done <- true
	}()
	<-done
	c2 := c
	use(c2 == nil)
}

func use(...any) {}
