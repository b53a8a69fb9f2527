// norace

// Access: assigning an interface variable reads it; here one after the other.
package main

func main() {
	var a any
	done := make(chan bool)
	go func() {
		a = 1
		done <- true
	}()
	<-done
	b := a
	use(b)
}

func use(...any) {}
