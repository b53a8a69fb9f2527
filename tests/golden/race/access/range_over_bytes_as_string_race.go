// race

// Access: range over string(b) reads the bytes.
package main

func main() {
	b := []byte("ab")
	done := make(chan bool)
	go func() {
		b[0] = 'x'
		done <- true
	}()
	for range string(b) {
	}
	<-done
}
