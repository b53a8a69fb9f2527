// norace

// Access: append of a string writes the new bytes; here one after the other.
package main

func main() {
	b := make([]byte, 1, 8)
	done := make(chan bool)
	go func() {
		use(append(b, "xyz"...))
		done <- true
	}()
	<-done
	b[:4][3] = 1
}

func use(...any) {}
