// race

// Access: string(b) reads the bytes.
package main

func main() {
	b := make([]byte, 4)
	done := make(chan bool)
	go func() {
		b[1] = 1
		done <- true
	}()
	use(string(b))
	<-done
}

func use(...any) {}
