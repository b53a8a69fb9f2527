// race

// Access: a named result that a goroutine captured outlives the return that writes it.
package main

var done = make(chan bool)

func run() (x int) {
	go func() {
		x = 1
		done <- true
	}()
	return 2
}

func main() {
	run()
	<-done
}
