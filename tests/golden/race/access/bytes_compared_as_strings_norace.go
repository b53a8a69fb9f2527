// norace

// Access: string(b) == s reads the bytes; here one after the other.
package main

func main() {
	b := []byte("ab")
	done := make(chan bool)
	go func() {
		b[0] = 'x'
		done <- true
	}()
	<-done
	use(string(b) == "ab")
}

func use(...any) {}
