// race

// Access: range over a string reads the variable.
package main

func main() {
	s := "a"
	done := make(chan bool)
	go func() {
		s = "b"
		done <- true
	}()
	for range s {
	}
	<-done
}
