// race

// Access: a variable captured through two closures.
package main

func main() {
	x := 0
	done := make(chan bool)
	go func() {
		func() { func() { x = 1 }() }()
		done <- true
	}()
	use(x)
	<-done
}

func use(...any) {}
