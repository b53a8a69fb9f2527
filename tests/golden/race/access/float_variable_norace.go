// norace

// Access: a variable of type float64; here one after the other.
package main

func main() {
	f := 0.0
	done := make(chan bool)
	go func() {
		f = 1.5
		done <- true
	}()
	<-done
	use(f)
}

func use(...any) {}
