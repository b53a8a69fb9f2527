// race

// Access: a variable of type complex128, of which one part is read.
package main

func main() {
	z := 0i
	done := make(chan bool)
	go func() {
		z = 1 + 2i
		done <- true
	}()
	use(real(z))
	<-done
}

func use(...any) {}
