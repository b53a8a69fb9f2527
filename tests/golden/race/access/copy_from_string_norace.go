// norace

// Access: copy from a string writes the bytes; here one after the other.
package main

func main() {
	d := make([]byte, 4)
	done := make(chan bool)
	go func() {
		copy(d, "ab")
		done <- true
	}()
	<-done
	use(d[1])
}

func use(...any) {}
