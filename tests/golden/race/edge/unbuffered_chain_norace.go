// norace

// Row "unbuffered channel": edges are transitive through goroutines that do not touch the variable.
package main

var x int

func main() {
	first := make(chan int)
	in := first
	for i := 0; i < 20; i++ {
		out := make(chan int)
		go func(in, out chan int) { out <- <-in }(in, out)
		in = out
	}
	go func() {
		x = 1
		first <- 1
	}()
	<-in
	x = 2
}
