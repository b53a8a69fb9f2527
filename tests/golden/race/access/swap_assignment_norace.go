// norace

// Access: a, b = b, a reads and writes both; here one after the other.
package main

func main() {
	a, b := 1, 2
	done := make(chan bool)
	go func() {
		a, b = b, a
		done <- true
	}()
	<-done
	use(b)
}

func use(...any) {}
