// race

// Access: range over a channel with = writes its variable.
package main

func main() {
	x := 0
	c := make(chan int, 1)
	c <- 1
	close(c)
	done := make(chan bool)
	go func() {
		for x = range c {
		}
		done <- true
	}()
	use(x)
	<-done
}

func use(...any) {}
