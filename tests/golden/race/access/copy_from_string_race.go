// race

// Access: copy from a string writes the bytes.
package main

func main() {
	d := make([]byte, 4)
	done := make(chan bool)
	go func() {
		copy(d, "ab")
		done <- true
	}()
	use(d[1])
	<-done
}

func use(...any) {}
