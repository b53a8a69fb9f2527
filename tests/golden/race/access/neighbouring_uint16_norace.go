// norace

// Access: elements of two bytes beside each other do not conflict.
package main

func main() {
	s := make([]uint16, 8)
	done := make(chan bool)
	go func() {
		s[2] = 1
		done <- true
	}()
	s[3] = 2
	<-done
}
