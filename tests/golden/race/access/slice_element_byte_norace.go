// norace

// Access: an element of one byte; here one after the other.
package main

func main() {
	s := make([]byte, 8)
	done := make(chan bool)
	go func() {
		s[3] = 1
		done <- true
	}()
	<-done
	use(s[3])
}

func use(...any) {}
