// norace

// Access: string(b) reads the bytes; here one after the other.
package main

func main() {
	b := make([]byte, 4)
	done := make(chan bool)
	go func() {
		b[1] = 1
		done <- true
	}()
	<-done
	use(string(b))
}

func use(...any) {}
