// norace

// Access: a variable of one byte; here one after the other.
package main

func main() {
	var b byte
	done := make(chan bool)
	go func() {
		b = 1
		done <- true
	}()
	<-done
	use(b)
}

func use(...any) {}
