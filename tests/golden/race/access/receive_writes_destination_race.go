// race

// Access: a receive writes its destination.
package main

func main() {
	x := 0
	c := make(chan int, 1)
	c <- 1
	done := make(chan bool)
	go func() {
		x = <-c
		done <- true
	}()
	use(x)
	<-done
}

func use(...any) {}
