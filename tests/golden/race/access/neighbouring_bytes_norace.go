// norace

// Access: bytes beside each other do not conflict.
package main

func main() {
	s := make([]byte, 8)
	done := make(chan bool)
	go func() {
		s[0] = 1
		done <- true
	}()
	s[1] = 2
	<-done
}
