// norace

// Access: == of interfaces reads both variables; here one after the other.
package main

func main() {
	var a, b any
	done := make(chan bool)
	go func() {
		a = 1
		done <- true
	}()
	<-done
	use(a == b)
}

func use(...any) {}
