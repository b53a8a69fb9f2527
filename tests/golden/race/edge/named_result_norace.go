// norace

// Access: a named result whose goroutine has reported before the return.
package main

var done = make(chan bool)

func run() (x int) {
	go func() {
		x = 1
		done <- true
	}()
	<-done
	return 2
}

func main() {
	run()
}
