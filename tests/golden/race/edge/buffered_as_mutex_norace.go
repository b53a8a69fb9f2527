// norace

// Row "buffered channel": with capacity 1, send and receive exclude each other as Lock and Unlock do.
package main

func main() {
	x := 0
	lock, done := make(chan bool, 1), make(chan bool)
	for i := 0; i < 10; i++ {
		go func() {
			lock <- true
			x++
			<-lock
			done <- true
		}()
	}
	for i := 0; i < 10; i++ {
		<-done
	}
}
