// norace

// Access: a variable of type bool, tested by an if; here one after the other.
package main

func main() {
	b := false
	done := make(chan bool)
	go func() {
		b = true
		done <- true
	}()
	<-done
	if b {
		use(1)
	}
}

func use(...any) {}
