// norace

// Access: range over a slice reads the variable; here one after the other.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s = nil
		done <- true
	}()
	<-done
	for range s {
	}
}
