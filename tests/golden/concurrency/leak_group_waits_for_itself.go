// run flags=--leaks=warn

// Goroutines that wait for each other while nobody else can reach what they wait for: a deadlock of a part.
package main

import "runtime"

func main() {
	ping, pong := make(chan int), make(chan int)
	go func() {
		<-ping
		pong <- 1
	}()
	go func() {
		<-pong
		ping <- 1
	}()
	runtime.Gosched()
}
