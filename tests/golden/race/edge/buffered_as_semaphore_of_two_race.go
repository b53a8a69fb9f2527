// race

// Row "buffered channel": with capacity 2, two goroutines are in the critical section.
package main

func main() {
	x := 0
	lock, done := make(chan bool, 2), make(chan bool)
	for i := 0; i < 2; i++ {
		go func() {
			lock <- true
			x++
			<-lock
			done <- true
		}()
	}
	<-done
	<-done
}
