// race

// Access: the channel variable itself.
package main

func main() {
	c := make(chan int, 1)
	done := make(chan bool)
	go func() {
		c = nil
		done <- true
	}()
	c2 := c
	use(c2 == nil)
	<-done
}

func use(...any) {}
