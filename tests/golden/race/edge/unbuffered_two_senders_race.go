// race

// Row "unbuffered channel": two senders are not ordered before their sends.
package main

func main() {
	x := 0
	c := make(chan int)
	for i := 0; i < 2; i++ {
		go func() {
			x = 1
			c <- 1
		}()
	}
	<-c
	<-c
	_ = x
}
