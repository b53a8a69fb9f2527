// norace

// Access: the receive of a select writes its destination; here one after the other.
package main

func main() {
	x := 0
	c := make(chan int, 1)
	c <- 1
	done := make(chan bool)
	go func() {
		select {
		case x = <-c:
		}
		done <- true
	}()
	<-done
	use(x)
}

func use(...any) {}
