// race

// Access: append of a string writes the new bytes.
package main

func main() {
	b := make([]byte, 1, 8)
	done := make(chan bool)
	go func() {
		use(append(b, "xyz"...))
		done <- true
	}()
	b[:4][3] = 1
	<-done
}

func use(...any) {}
