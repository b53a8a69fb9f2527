// norace

// Row "goroutine end, panic": a deferred call runs in the goroutine that panics.
package main

var x int

func main() {
	done := make(chan bool)
	go func() {
		defer func() {
			recover()
			x = 2
			done <- true
		}()
		x = 1
		panic("stop")
	}()
	<-done
	x = 3
}
