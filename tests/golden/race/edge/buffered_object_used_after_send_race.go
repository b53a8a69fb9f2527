// race

// Row "buffered channel": what the sender does after its send is not ordered with the receiver.
package main

func main() {
	c := make(chan *int, 1)
	done := make(chan bool)
	go func() {
		p := new(int)
		c <- p
		*p = 1
		done <- true
	}()
	p := <-c
	*p = 2
	<-done
}
