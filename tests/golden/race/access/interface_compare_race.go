// race

// Access: == of interfaces reads both variables.
package main

func main() {
	var a, b any
	done := make(chan bool)
	go func() {
		a = 1
		done <- true
	}()
	use(a == b)
	<-done
}

func use(...any) {}
