// race

// Row "buffered channel", section 3 point 2: a chan struct{} of capacity 2 as a semaphore admits two.
package main

func main() {
	x := 0
	lock, done := make(chan struct{}, 2), make(chan bool)
	for i := 0; i < 2; i++ {
		go func() {
			lock <- struct{}{}
			x++
			<-lock
			done <- true
		}()
	}
	<-done
	<-done
}
