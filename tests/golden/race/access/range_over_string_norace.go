// norace

// Access: range over a string reads the variable; here one after the other.
package main

func main() {
	s := "a"
	done := make(chan bool)
	go func() {
		s = "b"
		done <- true
	}()
	<-done
	for range s {
	}
}
