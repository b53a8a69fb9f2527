// norace

// Access: a variable of type complex128, of which one part is read; here one after the other.
package main

func main() {
	z := 0i
	done := make(chan bool)
	go func() {
		z = 1 + 2i
		done <- true
	}()
	<-done
	use(real(z))
}

func use(...any) {}
