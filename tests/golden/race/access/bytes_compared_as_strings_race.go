// race

// Access: string(b) == s reads the bytes.
package main

func main() {
	b := []byte("ab")
	done := make(chan bool)
	go func() {
		b[0] = 'x'
		done <- true
	}()
	use(string(b) == "ab")
	<-done
}

func use(...any) {}
