// race

// Access: an element of one byte.
package main

func main() {
	s := make([]byte, 8)
	done := make(chan bool)
	go func() {
		s[3] = 1
		done <- true
	}()
	use(s[3])
	<-done
}

func use(...any) {}
