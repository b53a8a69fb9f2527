// norace

// Access: a variable captured through two closures; here one after the other.
package main

func main() {
	x := 0
	done := make(chan bool)
	go func() {
		func() { func() { x = 1 }() }()
		done <- true
	}()
	<-done
	use(x)
}

func use(...any) {}
