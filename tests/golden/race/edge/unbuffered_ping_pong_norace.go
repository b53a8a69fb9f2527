// norace

// Row "unbuffered channel": edges in both directions, many times.
package main

func main() {
	x := 0
	ping, pong := make(chan int), make(chan int)
	go func() {
		for range ping {
			x++
			pong <- 1
		}
		close(pong)
	}()
	for i := 0; i < 100; i++ {
		x++
		ping <- 1
		<-pong
	}
	close(ping)
	<-pong
	x++
}
