// race

// Access: a, b = b, a reads and writes both.
package main

func main() {
	a, b := 1, 2
	done := make(chan bool)
	go func() {
		a, b = b, a
		done <- true
	}()
	use(b)
	<-done
}

func use(...any) {}
