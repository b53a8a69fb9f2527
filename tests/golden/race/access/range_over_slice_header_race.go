// race

// Access: range over a slice reads the variable.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s = nil
		done <- true
	}()
	for range s {
	}
	<-done
}
